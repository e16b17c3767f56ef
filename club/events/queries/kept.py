"""What of a room is kept for people who come for the first time, and so not for everybody."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tortoise.expressions import RawSQL

from club.events.models import Night
from club.events.rules.offers import kept_for_newcomers


@dataclass(frozen=True, slots=True)
class Kept:
    """Places that are kept, by night, and whether the reader is one of those they are kept for.

    ``without``: what would be kept if those who are hidden from the reader did not come.
    """

    places: Mapping[int, int] = field(default_factory=dict)
    newcomer: bool = False
    without: Mapping[int, int] = field(default_factory=dict)

    def at(self, night_id: int, *, hidden: bool = False) -> int:
        """Return how many places of a night are kept for newcomers."""
        return (self.without if hidden else self.places).get(night_id, 0)

    def from_reader(self, night_id: int, *, hidden: bool = False) -> int:
        """Return how many places of a night are free and yet not the reader's to have."""
        return 0 if self.newcomer else self.at(night_id, hidden=hidden)


def kept_at(
    rows: Sequence[Mapping[str, Any]], hidden: Mapping[int, int], *, newcomer: bool, now: datetime
) -> Kept:
    """Return what nights keep for newcomers.

    Args:
        rows: nights with ``id``, ``starts_at``, ``places``, ``first_timers`` and ``THEIRS``.
        hidden: how many of these places are taken by those who are hidden from the reader.
        newcomer: the reader is one of those they are kept for.
        now: this moment.
    """
    places = {row["id"]: _most(row, int(row["theirs"]), now) for row in rows}
    without = {
        # A night that keeps nothing does not count what newcomers have: none is taken from that.
        row["id"]: _most(row, max(0, int(row["theirs"]) - hidden[row["id"]]), now)
        for row in rows
        if row["id"] in hidden
    }
    return Kept(places, newcomer, without)


async def kept(
    member_id: int,
    nights: Iterable[Mapping[str, Any]],
    hidden: Mapping[int, int],
    *,
    now: datetime,
) -> Kept:
    """Return what nights keep for newcomers; asks nothing where none does, else once.

    Args:
        member_id: the reader.
        nights: rows with ``id``, ``starts_at``, ``places`` and ``first_timers``.
        hidden: how many of these places are taken by those who are hidden from the reader.
        now: this moment.
    """
    keeping = [row["id"] for row in nights if _most(row, 0, now)]
    if not keeping:
        return Kept()
    me = f"EXISTS (SELECT 1 FROM member WHERE id = {int(member_id)} AND NOT came_before)"  # noqa: S608  # a number
    asked = Night.filter(id__in=keeping).annotate(theirs=RawSQL(THEIRS), newcomer=RawSQL(me))
    found = await asked.values("id", "starts_at", "places", "first_timers", "theirs", "newcomer")
    return kept_at(found, hidden, newcomer=any(row["newcomer"] for row in found), now=now)


THEIRS = (
    "(CASE WHEN night.first_timers > 0 THEN (SELECT COALESCE(SUM(answer.firsts), 0) FROM answer"
    " WHERE answer.night_id = night.id AND answer.want = 'coming') ELSE 0 END)"
)
"""How many places were given to newcomers at a night; free where it keeps none."""


def _most(row: Mapping[str, Any], taken: int, now: datetime) -> int:
    if row["places"] is None:
        return 0
    return kept_for_newcomers(row["first_timers"], taken, row["starts_at"], now)
