"""What a member's own answers come to, for whatever shows many nights at once."""

from collections.abc import Mapping, Sequence
from typing import Any

from club.events.models import Answer
from club.events.queries import seats
from club.events.queries.cards import counted
from club.events.queries.seats import View
from club.events.rules.calendars import Mine
from club.events.rules.seats import Seat

COUNTED = ("id", "starts_at", "places", "taken", "queue")
"""What ``answers`` must find in a row of a night."""


async def answers(member_id: int, rows: Sequence[Mapping[str, Any]]) -> Mapping[int, Mine]:
    """Return, by night, what this member said and whether it is a seat."""
    views = await seats.views(member_id, [counted(row) for row in rows])
    return {night_id: _mine(view) for night_id, view in views.items()}


async def dated(member_id: int, rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return the same rows of nights, each with the instant at which this member answered."""
    asked = Answer.filter(member_id=member_id, night_id__in=[row["id"] for row in rows])
    said = {each["night_id"]: each["said_at"] for each in await asked.values("night_id", "said_at")}
    return [{**row, "said_at": said.get(row["id"])} for row in rows]


def _mine(view: View) -> Mine:
    if view.want is None:
        return Mine.NONE
    return Mine.WAITING if view.queued else Mine(view.want.value)


def seat(said: Mine) -> Seat | None:
    """Return the seat that an answer comes to, as far as places and names depend on it."""
    return {Mine.COMING: Seat.SEATED, Mine.WAITING: Seat.WAITING}.get(said)
