"""Bringing a question back: enough members ask for it before the club would look at it again."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from dateutil.relativedelta import relativedelta

from club.decisions.rules.effects import Effect, KeepAsIs, Look
from club.decisions.rules.states import Class, Outcome
from club.kit.words import gettext as _

LASTS = timedelta(days=28)
"""How long asking goes on: after that those who still want it begin anew."""
_ONLY_ONCE = frozenset({Class.FOUNDING, Class.ADVISORY})


@dataclass(frozen=True, slots=True)
class Settled:
    """A question as it stands when members want it back.

    Args:
        kind: its class.
        outcome: what the count found; None as long as there is none.
        effect: what it does, or would have done.
        in_force_at: when it came, or comes, into force; None if it was not carried.
        superseded: a later decision took its place.
        looked_at: the next day on which the club looks at it again; None where none is set.
        asked_now: a question about it is before the members.
        brought_back_at: when it, or what it follows from, was last brought back.
        months: so long nothing is brought back a second time.
    """

    kind: Class
    outcome: Outcome | None
    effect: Effect
    in_force_at: datetime | None = None
    superseded: bool = False
    looked_at: datetime | None = None
    asked_now: bool = False
    brought_back_at: datetime | None = None
    months: int = 6


class No(StrEnum):
    """Why a question cannot be brought back now."""

    UNDECIDED = "undecided"
    OTHERWISE = "otherwise"
    PEOPLE = "people"
    COOLING = "cooling"
    SUPERSEDED = "superseded"
    TIME_TO_LOOK = "time_to_look"
    ASKED_NOW = "asked_now"
    LATELY = "lately"


def needed(percent: int, least: int, electors: int) -> int:
    """Say how many members must ask for it; a part of a member counts as one.

    >>> needed(10, 3, 40), needed(10, 3, 41), needed(10, 3, 12), needed(10, 3, 2)
    (4, 5, 3, 3)
    """
    return max(least, -(-percent * electors // 100))


def why_not(settled: Settled, now: datetime) -> No | None:
    """Say why a question cannot be brought back now; None if enough members can.

    What is about people is not worn down by asking again: it is brought anew, with their yes or
    their answer. What has its own day has that; what is being asked is being asked.
    """
    if settled.outcome is None:
        return No.UNDECIDED
    if settled.kind in _ONLY_ONCE or isinstance(settled.effect, KeepAsIs):
        return No.OTHERWISE
    effect = settled.effect
    if effect.asks() is not None or effect.subjects() or effect.candidates():
        return No.PEOPLE
    if settled.outcome not in {Outcome.CARRIED, Outcome.NOT_CARRIED}:
        return No.OTHERWISE
    return _stands_in_the_way(settled, now) or _too_soon(settled, now)


def look_of(effect: Effect, thing: str, usual: int) -> Look:
    """Say what the members are asked to look at, once a carried question is brought back.

    Args:
        effect: what it does; a rule, a role or a text says itself what is looked at.
        thing: the decision in the words of the club's record.
        usual: the months until the next look.
    """
    look = effect.looked_at() or Look(thing, 1, usual)
    return Look(look.thing, look.version, usual)


def said(no: No) -> str:
    """Put it into words for the member who asks."""
    return {
        No.UNDECIDED: _("This is not decided yet."),
        No.OTHERWISE: _("This cannot be brought back. Any member can bring a new idea."),
        No.PEOPLE: _("What is about people is not brought back. It can be asked anew."),
        No.COOLING: _("This has not come into force yet. Please wait until it has."),
        No.SUPERSEDED: _("A later decision took the place of this one."),
        No.TIME_TO_LOOK: _("It is time to look at this again, without anybody asking for it."),
        No.ASKED_NOW: _("The members are asked about this now."),
        No.LATELY: _("This was brought back not long ago. It has to rest a while."),
    }[no]


def _stands_in_the_way(settled: Settled, now: datetime) -> No | None:
    if settled.outcome is Outcome.CARRIED and not (
        settled.in_force_at and settled.in_force_at <= now
    ):
        return No.COOLING
    if settled.superseded:
        return No.SUPERSEDED
    return No.ASKED_NOW if settled.asked_now else None


def _too_soon(settled: Settled, now: datetime) -> No | None:
    if settled.looked_at is not None and settled.looked_at <= now:
        return No.TIME_TO_LOOK
    last = settled.brought_back_at
    if last is not None and now < last + relativedelta(months=settled.months):
        return No.LATELY
    return None
