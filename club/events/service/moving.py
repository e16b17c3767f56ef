"""Moving nights: what it means for those who said yes, and what they are told."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from tortoise.expressions import Q

from club.events import messages
from club.events.models import Answer, Night
from club.events.queries import promises
from club.events.rules import edits, times
from club.events.rules.edits import Change, Terms
from club.events.rules.seats import Want, counts
from club.events.service import seating
from club.notices import service as notices
from club.notices.rules import Notice


@dataclass(frozen=True, slots=True)
class Span:
    """From when until when a night is, as instants."""

    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class News:
    """What one night's change means for those who answered it.

    Args:
        night: the night, as it is now.
        asked: those who said yes and are asked again.
        told: the others who come, may come, or do something there; nobody if there is no news.
        moved: it has another time.
        elsewhere: it has another place, or is joined from home elsewhere.
    """

    night: messages.Told
    asked: list[int]
    told: list[int]
    moved: bool
    elsewhere: bool


async def alter(
    night: Night, wanted: Change, place_id: int | None, span: Span, *, now: datetime
) -> News:
    """Give a night whose row is locked other words, another place or time, another room.

    Who waits is asked last, when all of it is known: what fits the new room is theirs.
    """
    was, was_at = Span(night.starts_at, night.ends_at), _where(night)
    night.update_from_dict(_columns(night, wanted, place_id, span))
    moved, elsewhere = was != span, was_at != _where(night)
    night.changed_at = now
    if moved or elsewhere:
        night.sequence += 1
    if moved and times.reminder(times.wall(span.starts_at, night.zone), night.zone) > now:
        night.reminded_at = None
    again = edits.asks_again(
        times.wall(was.starts_at, night.zone), times.wall(span.starts_at, night.zone)
    )
    if again:
        night.moved_at = now
    if again and night.answer_by and night.answer_by <= now:
        night.answer_by = None  # who is asked again must be able to say yes
    await night.save()
    told = await promises.expecting(night.id) if moved or elsewhere else set()
    asked = await _loosen(night) if again else []
    if moved:
        await seating.set_offers(night, now=now)
    await seating.hand_on(night, now=now)
    await seating.store(night)
    return News(
        messages.Told(night.ref, night.title, night.starts_at),
        asked,
        sorted(told.difference(asked)),
        moved,
        elsewhere,
    )


def _where(night: Night) -> tuple[int | None, str]:
    return night.place_id, night.join_url


async def _loosen(night: Night) -> list[int]:
    """Turn the yes of everybody who has a place into a maybe; return who they are.

    The night has moved so far that it is another night. When they said what they said stays: a yes
    that arrives later and was given before the move is asked again too, and a no is a no. Those
    who wait keep their turns; an offer to them ended with the old time. The night is locked, and
    its caller hands on what is free.
    """
    given = Answer.filter(night_id=night.id, want=Want.COMING)
    rows = await given.filter(Q(seats__gt=0) | Q(held__gt=0)).order_by("turn")
    asked = [row.member_id for row in rows if row.seats]
    for row in rows:
        night.count(counts(row.reply()), -1)
        if row.seats:
            row.want = Want.MAYBE
        seating.clear(row)
        await row.save()
        night.count(counts(row.reply()))
    return asked


async def tell(news: Iterable[News], by: int, *, now: datetime) -> None:
    """Tell each member once, however many nights changed: the question, else the first change.

    ``by``: who changed them, and needs no word of it; a question to them stays one.
    """
    in_order = sorted(news, key=lambda each: each.night.starts_at)
    known = await _tell_each(map(partial(_question, now=now), in_order), set(), now)
    await _tell_each(map(partial(_change, now=now), in_order), known | {by}, now)


async def _tell_each(
    told: Iterable[tuple[Notice, list[int]]], known: set[int], now: datetime
) -> set[int]:
    for notice, members in told:
        await notices.post(notice, [one for one in members if one not in known], now=now)
        known.update(members)
    return known


def _question(news: News, now: datetime) -> tuple[Notice, list[int]]:
    return messages.asked_again(news.night, now=now), news.asked


def _change(news: News, now: datetime) -> tuple[Notice, list[int]]:
    notice = messages.changed(news.night, moved=news.moved, elsewhere=news.elsewhere, now=now)
    return notice, news.told


def _columns(night: Night, wanted: Change, place_id: int | None, span: Span) -> dict[str, object]:
    by = night.answer_by and night.answer_by + (span.starts_at - night.starts_at)
    if wanted.terms:
        hours = wanted.terms.answer_hours
        by = None if hours is None else span.starts_at - timedelta(hours=hours)
    return {
        "title": wanted.title,
        "text": wanted.text,
        "place_id": place_id,
        "places": wanted.places,
        "starts_at": span.starts_at,
        "ends_at": span.ends_at,
        "answer_by": by,
        **agreed(wanted.terms),
    }


def agreed(terms: Terms | None) -> dict[str, object]:
    """Return the columns, of a night or a series, that terms set; what is None stays as it is."""
    if terms is None:
        return {}
    found = {
        "guests_most": terms.guests_most,
        "first_timers": terms.first_timers,
        "names_shown": terms.names_shown,
        "count_shown": terms.count_shown,
        "listed": terms.listed,
        "place_shown": terms.place_shown,
        "content_note": terms.content_note,
        "plan_b": terms.plan_b,
        "join_url": terms.join_url,
    }
    return {name: value for name, value in found.items() if value is not None}
