"""Taking a role back: whether it can be asked, and what a page says of it."""

from datetime import datetime

from club.decisions.models import Decision
from club.decisions.queries.effects.sight import FINE, Asking, Refused, refusal, shown
from club.decisions.queries.shown import Does
from club.decisions.rules.effects import EndCommittee, EndMandate, Recall
from club.decisions.rules.effects.recall import REST
from club.decisions.rules.states import Class
from club.kit.words import gettext as _
from club.members import queries as members
from club.roles import queries as roles
from club.roles.queries.offices import running


@refusal.register
async def _refusal(effect: Recall, asking: Asking) -> Refused:
    held = {each.ref: each for each in await running(now=asking.now)}
    asked = [held[ref] for ref in effect.mandates() if ref in held]
    if not asked or {each.member_id for each in asked} - set(effect.subjects()):
        return _("Nobody holds this now. Please look at the roles again."), "mandate"
    same = {each.role for each in asked}
    if any((each.member_id, each.role in same) == (asking.by, True) for each in held.values()):
        return _("You hold this role yourself. You can lay it down, on the page of the role."), ""
    if await _asked_lately(effect, asking):
        return _("The members were asked this in the last 60 days. It has to rest a while."), ""
    return FINE


async def _asked_lately(effect: Recall, asking: Asking) -> bool:
    """Tell whether a question of the same kind about one of these was put to the club lately.

    Taken back or not: being asked about wears a person down all the same. What was asked about
    one of them keeps nobody from asking about the whole committee, or that could be used as a
    shield.
    """
    # The one that is being put to the club now has no number yet.
    asked = Decision.filter(kind=Class.RECALL, noticed_at__gt=asking.now - REST)
    others = [row.does() for row in await asked.exclude(number=None) if row.id not in asking.again]
    return any(
        isinstance(other, type(effect)) and set(other.mandates()) & set(effect.mandates())
        for other in others
    )


@shown.register
async def _one(effect: EndMandate, _now: datetime) -> Does:
    role = await roles.role_of(effect.mandate)
    person = await members.person(effect.member_id)
    return Does(
        symbol="role",
        sentence=_("If the members say yes, this person stops holding the role “{role}”:").format(
            role=_(role)
        ),
        people=(person,) if person else (),
        nobody=_("somebody who has left"),
        facts=((_("Only for"), _("how the role was done. Being ill is never a reason.")),),
        done=_("The role ends on {when}."),
        onward=("/roles", _("See the roles")),
    )


@shown.register
async def _all(effect: EndCommittee, _now: datetime) -> Does:
    people = await members.people(effect.member_ids)
    return Does(
        symbol="people",
        sentence=_("If the members say yes, the whole committee stops at once:"),
        people=tuple(people.values()),
        nobody=_("all of them have left"),
        facts=((_("Only for"), _("how the role was done. Being ill is never a reason.")),),
        done=_("The committee stops on {when}. The roles are empty then."),
        onward=("/roles", _("See the roles")),
    )
