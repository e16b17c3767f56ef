"""What a browser sends about the photos of a night."""

from pydantic import Field, field_validator

from club.events.forms.places import Words
from club.events.rules.photos import MOST_TAGGED
from club.kit.forms import FormModel
from club.kit.words import gettext as _

NOBODY = "nobody"
"""What stands in ``seen`` when nobody can be recognised."""


class NightPhotoForm(FormModel):
    """What is on a photo, in words, and who can be seen; the picture comes beside it."""

    chosen = frozenset({"seen"})

    seen: list[str] = Field(default=[], validate_default=True)
    says: Words

    @field_validator("seen")
    @classmethod
    def _somebody_or_nobody(cls, seen: list[str]) -> list[str]:
        if not seen:
            raise ValueError(_("Please say who can be seen, or that nobody can be recognised."))
        if NOBODY in seen and len(set(seen)) > 1:
            raise ValueError(_("Please choose either members, or that nobody can be recognised."))
        if len(set(seen)) > MOST_TAGGED:
            most = _("Please choose a photo with {n} people at most.")
            raise ValueError(most.format(n=MOST_TAGGED))
        return seen

    def tagged(self) -> frozenset[str]:
        """Return the public names of those who can be seen."""
        return frozenset(self.seen) - {NOBODY}


class AllowForm(FormModel):
    """Photos may be shared from this night, or not."""

    allowed: bool


class PhotoAnswerForm(FormModel):
    """Yes, the others may see it; or no."""

    agrees: bool
