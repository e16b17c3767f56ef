"""Defining a role, or giving one out no longer: whether it can be, and what a page says of it."""

import re
from datetime import datetime

from club.charter import messages
from club.charter import queries as charter
from club.decisions.queries.effects.sight import FINE, Asking, Refused, refusal, shown
from club.decisions.queries.shown import Does
from club.decisions.rules.effects import DefineRole, RetireRole
from club.kit.words import gettext as _
from club.roles import queries as roles
from club.roles.messages import power
from club.roles.models import ABOUT_LENGTH, NAME_LENGTH
from club.roles.rules import RoleKind

SEATS_MOST = 50
_KEY = re.compile(r"[a-z][a-z0-9_]{0,38}")


@refusal.register
async def _refusal(effect: DefineRole, asking: Asking) -> Refused:
    rules, role = await charter.in_force(asking.now), effect.role
    if wrong := _wrong_words(role):
        return wrong
    if not 1 <= role.seats <= SEATS_MOST:
        return _("Please choose 1 to {n} places.").format(n=SEATS_MOST), "seats"
    longest = rules.whole("term_days_max")
    if not 1 <= role.term_days <= longest:
        return _("A role can be given for 1 to {n} days.").format(n=longest), "term_days"
    months = rules.whole("review_months_max")
    if not 1 <= effect.review_months <= months:
        return _("Please choose 1 to {n} months.").format(n=months), "review"
    if role == await roles.kind(role.key, now=asking.now):
        return _("It says so already. Please choose something else."), ""
    return await _overtaken(role.key, effect.from_version)


def _wrong_words(role: RoleKind) -> Refused | None:
    if not 0 < len(role.name) <= NAME_LENGTH or not _KEY.fullmatch(role.key):
        return _("Please give the role a short name."), "name"
    if not 0 < len(role.about) <= ABOUT_LENGTH:
        return _("Please say what its holder does."), "about"
    if not 0 < len(role.not_about) <= ABOUT_LENGTH:
        return _("Please say what its holder does not do."), "not_about"
    return None


@refusal.register
async def _retire_refusal(effect: RetireRole, _asking: Asking) -> Refused:
    if effect.role not in await roles.newest():
        return _("The club has no such role."), ""
    return await _overtaken(effect.role, effect.from_version)


async def _overtaken(key: str, version: int) -> Refused:
    newest = (await roles.newest()).get(key)
    if (newest.version if newest else 0) != version or (newest and newest.over):
        return _("Another decision changed this role first. Please look at it again."), ""
    return FINE


@shown.register
async def _defined(effect: DefineRole, _now: datetime) -> Does:
    role = effect.role
    before = await roles.version_of(role.key, effect.from_version)
    now = _summed(before) if before else _("There is no such role yet.")
    return Does(
        symbol="role",
        sentence=_("If the members say yes, the club has this role, and gives it by a vote:"),
        facts=(
            (_("Role"), _(role.name)),
            (_("What it is"), _(role.about)),
            (_("What it is not"), _(role.not_about)),
            (_("Now"), now),
            (_("Would be"), _summed(role)),
            (_("Looked at again"), messages.after_months(effect.review_months)),
        ),
        done=_("The role is defined. It counts from {when}. Whoever held it keeps it as it was."),
        onward=(f"/roles/{role.key}", _("See the role")),
    )


@shown.register
async def _retired(effect: RetireRole, _now: datetime) -> Does:
    before = await roles.version_of(effect.role, effect.from_version)
    return Does(
        symbol="role",
        sentence=_("If the members say yes, this role is not given out any more:"),
        facts=((_("Role"), _(before.name) if before else effect.role),),
        done=_(
            "The role is given out until {when}. Whoever holds it keeps it until its term ends."
        ),
        onward=("/roles", _("See the roles")),
    )


def _summed(role: RoleKind) -> str:
    """Say in one line what a role may do, for how many and for how long."""
    may = ", ".join(power(right) for right in sorted(role.rights)) or _("no powers")
    return _("{may}. Places: {n}. Given for: {days} days.").format(
        may=may, n=role.seats, days=role.term_days
    )
