"""The list of meetings."""

from collections.abc import Sequence
from datetime import datetime

from club.charter import queries as charter
from club.decisions.models import Meeting
from club.decisions.queries import assembly
from club.decisions.queries.meetings.shapes import MeetingCard, MeetingsPage
from club.decisions.rules.meetings import LASTS, Stage, stage
from club.kit.db import Shared

_SHOWN = 30
GOING = frozenset({Stage.ASKED, Stage.DUE})
COMING = frozenset({Stage.CALLED, Stage.AGENDA})


async def meetings_page(member_id: int, *, now: datetime) -> MeetingsPage:
    """Return the list of meetings; of those that are asked for or over, the latest."""
    rules = await charter.in_force(now)
    callers = rules.span("egm.self_convene")
    rows = await Meeting.filter(withdrawn_at=None).order_by("-id").limit(_SHOWN)
    cards = [_card(row, stage(row.moments(), callers, now)) for row in rows]
    return MeetingsPage(
        asked=tuple(card for card in cards if card.stage in GOING),
        coming=tuple(await _called()),  # however many are asked for, none of these is pushed off
        past=tuple(card for card in cards if card.stage not in GOING | COMING),
        committee=await assembly.on_committee(member_id, now),
        late=await assembly.yearly_is_late(now, rules.whole("agm.every_max")),
    )


def _card(row: Meeting, at: Stage) -> MeetingCard:
    return MeetingCard(
        row.path, row.purpose, row.kind, at, row.starts_at, row.place, minutes_are(row)
    )


def minutes_are(row: Meeting) -> str:
    """Say how far the minutes of a meeting are."""
    if row.fixed_at is not None:
        return "fixed"
    return "proposed" if row.proposed_at is not None else ""


async def _called() -> Sequence[MeetingCard]:
    """Return the meetings that are called and to come: mostly there is none."""
    rows = await assembly.to_come().order_by("starts_at").limit(_SHOWN)
    return [_card(row, Stage.CALLED if row.agenda_at is None else Stage.AGENDA) for row in rows]


_CALLED = Shared(_called)


async def next_meeting(now: datetime) -> MeetingCard | None:
    """Return the next meeting of all members, for everybody's first page."""
    coming = await _CALLED.of()
    return next((card for card in coming if card.starts_at and now < card.starts_at + LASTS), None)
