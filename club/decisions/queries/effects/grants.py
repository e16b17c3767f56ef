"""Giving a role: whether it can be, and what a page says of it."""

from datetime import datetime

from club.charter import queries as charter
from club.decisions.queries.effects.sight import FINE, Asking, Refused, refusal, shown
from club.decisions.queries.shown import Does
from club.decisions.rules.effects import GrantRole
from club.decisions.rules.states import Class
from club.kit.words import gettext as _
from club.members import queries as members
from club.roles import queries as roles
from club.roles.queries.limits import nomination_refusal


@refusal.register
async def _refusal(effect: GrantRole, asking: Asking) -> Refused:
    if await roles.kind(effect.role, now=asking.now) is None:
        return _("Please choose one of the club's roles."), "role"
    if effect.member_id not in await members.present_ids():
        return _("Please choose somebody who is a member now."), "member"
    agreed = await charter.in_force(asking.now)
    longest = agreed.whole("term_days_max")
    if not 1 <= effect.days <= longest:
        return _("A role can be given for 1 to {n} days.").format(n=longest), "days"
    asks = agreed.decision_class(Class.ELECTION)
    soonest = asking.now + asks.notice + asks.open_for + asks.cooling
    no = await nomination_refusal(
        effect.role, effect.member_id, starts_at=soonest, days=effect.days, now=asking.now
    )
    return (no, "member") if no else FINE


@shown.register
async def _shown(effect: GrantRole, now: datetime) -> Does:
    kind = await roles.kind(effect.role, now=now)
    name = _(kind.name) if kind else effect.role
    person = await members.person(effect.member_id)
    return Does(
        symbol="role",
        sentence=_(
            "If the members say yes, this person gets the role “{role}” for {n} days:"
        ).format(role=name, n=effect.days),
        people=(person,) if person else (),
        nobody=_("somebody who has left"),
        done=_("The role was given. It begins on {when} and ends by itself."),
        onward=("/roles", _("See the roles")),
    )
