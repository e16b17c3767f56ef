"""Choosing people for a role: whether it can be asked again, and what a page says of it."""

from datetime import datetime

from club.decisions.queries.effects.sight import FINE, Asking, Refused, refusal, shown
from club.decisions.queries.shown import Does
from club.decisions.rules.effects import Elect
from club.kit.words import gettext as _
from club.kit.words import ngettext
from club.roles.queries import calls


@refusal.register
async def _refusal(effect: Elect, asking: Asking) -> Refused:
    call = await calls.call_of(effect.call)
    if not await calls.places_free(call, now=asking.now):
        return _("No place in this role is free any more."), ""
    if not await calls.standing(effect.call):
        return _("Nobody stands for it any more."), ""
    return FINE


@shown.register
async def _shown(effect: Elect, _now: datetime) -> Does:
    places = ngettext("{n} place", "{n} places", effect.seats).format(n=effect.seats)
    return Does(
        symbol="role",
        sentence=_("Whoever is chosen holds the role for {n} days. It ends by itself.").format(
            n=effect.days
        ),
        facts=((_("To give"), places),),
        done=_("The role was given to those who were chosen, from {when} at the earliest."),
        onward=(f"/roles/{effect.role}", _("See the role")),
    )
