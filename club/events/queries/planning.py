"""What somebody who plans nights sees."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from club.events.models import Night
from club.events.queries.places import PlaceChoice, choices
from club.events.queries.reach import OF_A_SERIES, Reach, reach
from club.events.rules import rhythms, rrule, series
from club.events.rules.places import Listed, NamesShown, PlaceShown
from club.events.rules.rhythms import Rhythm
from club.events.rules.times import from_key, key, wall
from club.kit.errors import NotFound
from club.kit.words import gettext as _

_PLAIN = (
    "ref", "title", "text", "places", "guests_most", "first_timers", "names_shown", "listed",
    "place_shown", "content_note", "plan_b", "join_url", "starts_at", "detached",
    "count_shown",
)  # fmt: skip
_ASKED = (
    *_PLAIN, *OF_A_SERIES, "ends_at", "answer_by", "cancelled_at", "place__ref", "series__ref",
    "series__ended_at",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class EditPage:
    """A night as its planner changes it.

    Args:
        starts: when it starts by the clock on the wall, as a form writes it.
        ends: when it ends.
        answer_hours: until how many hours before the start answers come; None means until the end.
        series: the name of its series, if that goes on, or "".
        rhythm: how that goes on; None if there is none.
        reach: which of its dates a change reaches; None if that is all of them.
    """

    ref: str
    title: str
    text: str
    places: int | None
    guests_most: int
    first_timers: int
    names_shown: NamesShown
    count_shown: bool
    listed: Listed
    place_shown: PlaceShown
    content_note: str
    plan_b: str
    join_url: str
    starts_at: datetime
    detached: bool
    starts: str
    ends: str
    answer_hours: int | None
    place: str
    known_places: tuple[PlaceChoice, ...]
    series: str
    rhythm: Rhythm | None
    reach: Reach | None
    cancelled: bool
    over: bool


async def edit_page(ref: str, *, now: datetime) -> EditPage:
    """Return what may change about a night.

    Raises:
        NotFound: there is no such night.
    """
    found = await Night.filter(ref=ref).limit(1).values(*_ASKED)
    if not found:
        raise NotFound(_("That night is not on the calendar."))
    row = found[0]
    goes_on = bool(row["series__ref"]) and row["series__ended_at"] is None
    return EditPage(
        **{name: row[name] for name in _PLAIN},
        starts=key(wall(row["starts_at"], row["zone"])),
        ends=key(wall(row["ends_at"], row["zone"])),
        answer_hours=_hours_before(row),
        place=row["place__ref"] or "",
        known_places=tuple(await choices()),
        series=row["series__ref"] if goes_on else "",
        rhythm=_rhythm(row) if goes_on else None,
        reach=await reach(row, now=now) if goes_on else None,
        cancelled=row["cancelled_at"] is not None,
        over=now >= row["ends_at"],
    )


def _rhythm(row: Mapping[str, Any]) -> Rhythm:
    rule = rrule.parse(row["series__rule"])
    return rhythms.rhythm(rule, series.last(rule, from_key(row["series__first_start"])))


def _hours_before(row: Mapping[str, Any]) -> int | None:
    if row["answer_by"] is None:
        return None
    return int((row["starts_at"] - row["answer_by"]) // timedelta(hours=1))
