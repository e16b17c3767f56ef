"""Keeping something as it is: whether it still stands, and what a page says of it."""

from dataclasses import dataclass
from datetime import datetime

from club.charter import messages
from club.charter import queries as charter
from club.charter.rules import CLAUSES
from club.decisions.models import Decision
from club.decisions.queries.effects.sight import FINE, Asking, Refused, refusal, shown
from club.decisions.queries.shown import Does
from club.decisions.rules.effects import KeepAsIs
from club.kit.words import gettext as _
from club.roles import queries as roles


@dataclass(frozen=True, slots=True)
class _Thing:
    """What stands now: its newest version, what it is called, what it says, its page."""

    version: int
    name: str
    says: str
    href: str


@refusal.register
async def _refusal(effect: KeepAsIs, asking: Asking) -> Refused:
    thing = await _found(effect.thing, asking.now)
    if thing is None or thing.version != effect.version:
        return _("This has changed meanwhile. Please look at how it stands now."), ""
    return FINE


@shown.register
async def _shown(effect: KeepAsIs, now: datetime) -> Does:
    thing = await _found(effect.thing, now)
    name, says, href = (thing.name, thing.says, thing.href) if thing else ("", "", "")
    facts = [(_("What"), name), (_("It says"), says)] if name else []
    return Does(
        symbol="clock",
        sentence=_("If the members say yes, this stays as it is. A no changes nothing by itself:"),
        facts=(*facts, (_("Looked at again"), messages.after_months(effect.review_months))),
        instead=(href, _("Bring a change, or its end")) if href else ("", ""),
        done=_("It stays as it is. The months until the next look count from {when}."),
        onward=(href, _("See it")) if href else ("", ""),
    )


async def _found(thing: str, now: datetime) -> _Thing | None:
    """Return what a thing is now; None where the club has it no longer."""
    kind, _slash, key = thing.partition("/")
    if kind == "clause" and key in CLAUSES:
        return await _clause(key, now)
    if kind == "decision":
        return await _decision(key)
    return await (_role(key, now) if kind == "role" else _text(key))


async def _clause(key: str, now: datetime) -> _Thing:
    clause, value = CLAUSES[key], (await charter.in_force(now))[key]
    version = (await charter.versions()).get(key, 0)
    says = messages.said(clause, value)
    return _Thing(version, _(clause.meaning), says, f"/charter/{key}")


async def _role(key: str, now: datetime) -> _Thing | None:
    newest, kind = (await roles.newest()).get(key), await roles.kind(key, now=now)
    if newest is None or newest.over or kind is None:
        return None
    return _Thing(newest.version, _(kind.name), _(kind.about), f"/roles/{key}")


async def _text(key: str) -> _Thing | None:
    steps = await charter.text_steps(key)
    if not steps or steps[0].over:
        return None
    title = steps[0].title
    return _Thing(steps[0].version, title, _("as it can be read on its page"), f"/papers/{key}")


async def _decision(ref: str) -> _Thing | None:
    """Return what was decided, as long as nothing later took its place."""
    carried = Decision.filter(superseded_by=None).exclude(in_force_at=None)
    row = await carried.get_or_none(ref=ref)
    return _Thing(1, row.question, _("as it was decided"), row.path) if row else None
