"""The forms of the founding: what the club is to be, and who is there."""

from pydantic import Field, field_validator

from club.charter.rules import CLAUSES
from club.kit.forms import FormModel
from club.kit.words import gettext as _
from club.roles.rules import ROLES

CLUB_NAME_MAX = 60
ALIAS_MAX = 20


class RoleForm(FormModel):
    """A role to take for the first half year; empty for none."""

    role: str = Field(default="", max_length=40)

    @field_validator("role")
    @classmethod
    def _a_role_there_is(cls, chosen: str) -> str:
        """Take none, or one of the club's roles."""
        if chosen and chosen not in ROLES:
            raise ValueError(_("Please choose one of these."))
        return chosen


class PlanForm(FormModel):
    """What the club is to be called and look like."""

    chosen = frozenset({"palette", "zone"})

    club_name: str = Field(max_length=CLUB_NAME_MAX)
    alias: str = Field(max_length=ALIAS_MAX)
    zone: str = Field(max_length=60)
    palette: str = Field(max_length=20)

    @field_validator("zone")
    @classmethod
    def _a_place_with_a_clock(cls, zone: str) -> str:
        """Take only a time zone that exists."""
        if not CLAUSES["club.zone"].allows(zone):
            raise ValueError(_("Please choose a place from the list."))
        return zone

    @field_validator("palette")
    @classmethod
    def _a_colour_we_have(cls, palette: str) -> str:
        """Take only a palette whose contrast was checked."""
        if not CLAUSES["club.palette"].allows(palette):
            raise ValueError(_("Please choose one of these."))
        return palette
