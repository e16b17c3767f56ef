"""What one member has to do with one night, in one question.

All else on a night's page is the same for many, and read for all of them at once.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from club.events.models import Answer
from club.events.queries.photos import SEEN
from club.events.rules.seats import Want
from club.kit.db import Statement, UtcField

_OWN = Statement(
    Answer,
    f"""
    SELECT member.came_before AS member__came_before,
        member.seated_until AS member__seated_until,
        answer.night_id, answer.member_id, answer.want, answer.turn, answer.named, answer.party,
        answer.seats, answer.held, answer.fewer, answer.asks, answer.offer_until, answer.wishes,
        answer.note,
        series_answer.want AS usual_want, series_answer.until AS usual_until,
        EXISTS (SELECT 1 FROM here WHERE here.night_id = night.id AND here.member_id = member.id)
            AS i_am_here,
        EXISTS (SELECT 1 FROM member_block WHERE member_block.member_id = member.id
            OR member_block.other_id = member.id) AS hides,
        {SEEN} AS photos,
        EXISTS (SELECT 1 FROM proxy WHERE proxy.proxy_id = member.id) AS trusted
    FROM member JOIN night ON night.id = :night_id
    LEFT JOIN answer ON answer.night_id = night.id AND answer.member_id = member.id
    LEFT JOIN series ON series.id = night.series_id
    LEFT JOIN series_answer ON series_answer.member_id = member.id
        AND series_answer.series_id = COALESCE(series.stem_id, series.id)
    WHERE member.id = :member_id
    """,  # noqa: S608  # our own words
)
_INSTANT = UtcField()


@dataclass(frozen=True, slots=True)
class Own:
    """A member and a night.

    Args:
        answer: their answer, with the columns ``seats.MINE``; None before they have answered.
        newcomer: they come for the first time.
        i_am_here: they are counted as here.
        trusted: somebody lets them answer in their place.
        hides: somebody is hidden from them.
        photos: how many of its photos they see; None where none are shared.
        usual_want: what they usually say to the night's series.
        usual_until: until when.
    """

    answer: Mapping[str, Any] | None = None
    newcomer: bool = False
    i_am_here: bool = False
    trusted: bool = False
    hides: bool = False
    photos: int | None = None
    usual_want: str | None = None
    usual_until: datetime | None = None


async def own(night_id: int, member_id: int) -> Own:
    """Return what a member has to do with a night."""
    found = await _OWN.values(night_id=night_id, member_id=member_id)
    if not found:
        return Own()
    (row,) = found
    return Own(
        answer=_read(row) if row["want"] is not None else None,
        newcomer=not row["member__came_before"],
        i_am_here=bool(row["i_am_here"]),
        trusted=bool(row["trusted"]),
        hides=bool(row["hides"]),
        photos=row["photos"],
        usual_want=row["usual_want"],
        usual_until=_INSTANT.to_python_value(row["usual_until"]),
    )


def _read(row: dict[str, Any]) -> Mapping[str, Any]:
    until = row["member__seated_until"]
    row["want"] = Want(row["want"])
    row["offer_until"] = _INSTANT.to_python_value(row["offer_until"])
    row["member__seated_until"] = date.fromisoformat(until) if isinstance(until, str) else until
    for flag in ("named", "fewer", "asks", "member__came_before"):
        row[flag] = bool(row[flag])
    return row
