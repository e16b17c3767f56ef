"""What a member writes to change a rule, a text or a role, or to take a role back."""

from pydantic import Field

from club.charter import messages
from club.charter.models import TITLE_LENGTH, WORDS_LENGTH
from club.charter.rules import Clause, Kind, meant
from club.decisions.models.decision import BODY_LENGTH, QUESTION_LENGTH
from club.decisions.rules.effects import AdoptText, DefineRole, EndText, RetireRole, SetRule
from club.decisions.rules.proposals import Proposal
from club.kit.errors import Invalid
from club.kit.forms import FormModel
from club.kit.tokens import REF_LENGTH
from club.kit.words import gettext as _
from club.roles.models import ABOUT_LENGTH, NAME_LENGTH
from club.roles.rules import Right, RoleKind

_AS_THE_CHARTER_SAYS = 4
"""More terms in a row than the charter lets any role have, so that its own number counts."""


class ClauseChange(FormModel):
    """What a rule shall say instead, why, and when the club looks at it again."""

    value: str = Field(max_length=60)
    body: str = Field(default="", max_length=BODY_LENGTH)
    review: int = Field(ge=1, le=60)
    version: int = Field(ge=0, le=100_000)

    def proposal(self, clause: Clause) -> Proposal:
        """Return the change as an idea to bring to the club.

        Raises:
            Invalid: what was written is no value for this rule.
        """
        value = meant(clause, self.value)
        if value is None:
            raise Invalid(_unread(clause), "value")
        asks = _("Shall our rule say “{value}”? {meaning}").format(
            value=messages.said(clause, value), meaning=_(clause.meaning)
        )
        effect = SetRule(clause.key, self.version, value, self.review)
        return Proposal(shortened(asks, QUESTION_LENGTH), self.body, effect)


def shortened(words: str, most: int) -> str:
    """Return words as they are, or cut so that they fit.

    >>> shortened("a long question", 8)
    'a long…'
    """
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"


def _unread(clause: Clause) -> str:
    if clause.kind is Kind.NUMBER:
        return _("Please write a number, like 12.")
    return _("Please choose one of these.")


class Paper(FormModel):
    """A text of the club: what it is called, what it says, why, and when it is looked at again."""

    title: str = Field(max_length=TITLE_LENGTH)
    words: str = Field(max_length=WORDS_LENGTH)
    body: str = Field(default="", max_length=BODY_LENGTH)
    review: int = Field(ge=1, le=60)
    version: int = Field(default=0, ge=0, le=100_000)

    def proposal(self, document: str) -> Proposal:
        """Return the text as an idea to bring to the club.

        Args:
            document: the public id of the text through all its versions.
        """
        title = " ".join(self.title.split())
        asks = _("Shall we agree on the text “{title}”?").format(title=title)
        effect = AdoptText(document, self.version, title, self.words, self.review)
        return Proposal(shortened(asks, QUESTION_LENGTH), self.body, effect)


class PaperEnding(FormModel):
    """Which version of a text shall hold no longer, and why."""

    body: str = Field(default="", max_length=BODY_LENGTH)
    version: int = Field(ge=1, le=100_000)

    def proposal(self, document: str, title: str) -> Proposal:
        """Return the ending as an idea to bring to the club."""
        asks = _("Shall the text “{title}” end?").format(title=title)
        effect = EndText(document, self.version)
        return Proposal(shortened(asks, QUESTION_LENGTH), self.body, effect)


class RoleForm(FormModel):
    """A role as it shall be, why, and when the club looks at it again."""

    name: str = Field(max_length=NAME_LENGTH)
    about: str = Field(max_length=ABOUT_LENGTH)
    not_about: str = Field(max_length=ABOUT_LENGTH)
    rights: list[Right] = []
    seats: int = Field(ge=1, le=50)
    term_days: int = Field(ge=1, le=1100)
    body: str = Field(default="", max_length=BODY_LENGTH)
    review: int = Field(ge=1, le=60)
    version: int = Field(default=0, ge=0, le=100_000)

    def proposal(self, key: str, before: RoleKind | None) -> Proposal:
        """Return the role as an idea to bring to the club.

        Args:
            key: its name in the program.
            before: the role as it is; None for a new one.
        """
        role = RoleKind(
            key=key,
            name=" ".join(self.name.split()),
            about=self.about,
            not_about=self.not_about,
            rights=frozenset(self.rights),
            seats=self.seats,
            term_days=self.term_days,
            max_terms=before.max_terms if before else _AS_THE_CHARTER_SAYS,
            incompatible=before.incompatible if before else frozenset(),
        )
        asks = _("Shall the role “{role}” be like this?").format(role=role.name)
        effect = DefineRole(role, self.version, self.review)
        return Proposal(shortened(asks, QUESTION_LENGTH), self.body, effect)


class RoleEnding(FormModel):
    """Which version of a role shall be given out no longer, and why."""

    body: str = Field(default="", max_length=BODY_LENGTH)
    version: int = Field(ge=1, le=100_000)

    def proposal(self, key: str, name: str) -> Proposal:
        """Return the ending as an idea to bring to the club."""
        asks = _("Shall the role “{role}” be given out no longer?").format(role=name)
        effect = RetireRole(key, self.version)
        return Proposal(shortened(asks, QUESTION_LENGTH), self.body, effect)


class Reasons(FormModel):
    """Why a role shall be taken back: how it was done, and nothing else."""

    body: str = Field(min_length=10, max_length=BODY_LENGTH)


class MandateReasons(Reasons):
    """Whose mandate, and why."""

    mandate: str = Field(max_length=REF_LENGTH)
