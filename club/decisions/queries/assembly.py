"""What the acts and the clock ask about meetings."""

from collections.abc import Mapping
from datetime import datetime

from tortoise.expressions import Q
from tortoise.queryset import QuerySet

from club.charter import queries as charter
from club.charter.rules import Charter
from club.decisions.models import AgendaPoint, Decision, Meeting
from club.decisions.rules.meetings import BY_THEN, Clocks, Kind
from club.decisions.rules.states import Class
from club.members.rules import Person
from club.roles import queries as roles
from club.roles.rules.defaults import COMMITTEE


async def clocks(now: datetime) -> Clocks:
    """Return the charter's times for meetings."""
    return clocks_of(await charter.in_force(now))


def clocks_of(rules: Charter) -> Clocks:
    """Return the times that a charter gives meetings."""
    return Clocks(
        committee=rules.span("egm.committee_deadline"),
        callers=rules.span("egm.self_convene"),
        notice=rules.span("egm.notice"),
        yearly_notice=rules.span("agm.notice"),
        motions=rules.span("motions.deadline"),
        agenda=rules.span("meeting.agenda_out"),
        wait=rules.span("quorum.wait"),
        adjourn=rules.span("quorum.adjourn"),
        minutes=rules.span("records.minutes_ready"),
    )


async def on_committee(member_id: int, now: datetime) -> bool:
    """Tell whether a member is on the committee now."""
    return bool((await roles.held_by(member_id, now=now)).roles & COMMITTEE)


async def committee(now: datetime) -> list[int]:
    """Return who is on the committee now."""
    held = await roles.mandates(now=now)
    return sorted({each.member_id for each in held if each.role in COMMITTEE})


def to_come() -> QuerySet[Meeting]:
    """Return the meetings that are called and neither held nor over."""
    return Meeting.filter(held_at=None, over_at=None, withdrawn_at=None).exclude(called_at=None)


def unfixed() -> QuerySet[Meeting]:
    """Return the meetings whose minutes wait for a later one to agree to them."""
    return Meeting.filter(fixed_at=None).exclude(held_at=None).exclude(proposed_at=None)


async def to_send_agenda(now: datetime) -> list[int]:
    """Return the ids of meetings whose agenda goes out now."""
    rows = to_come().filter(agenda_at=None, closes_at__lte=now).order_by("starts_at", "id")
    return [row.id for row in await rows.only("id")]


async def to_give_up(now: datetime) -> list[int]:
    """Return the ids of meetings of which nobody said in time that they were held."""
    rows = to_come().filter(starts_at__lte=now - BY_THEN).order_by("starts_at", "id")
    return [row.id for row in await rows.only("id")]


async def to_remind_recorder(now: datetime) -> list[int]:
    """Return the ids of meetings whose minutes are late, where nobody was reminded."""
    late = now - (await clocks(now)).minutes
    rows = Meeting.filter(held_at__lte=late, proposed_at=None, reminded_at=None)
    return [row.id for row in await rows.order_by("id").only("id")]


def those(known: Mapping[int, Person], *ids: int | None) -> tuple[Person, ...]:
    """Return who of these is known; nobody stands in for whoever is not."""
    return tuple(known[each] for each in ids if each is not None and each in known)


async def points(meeting_id: int) -> list[AgendaPoint]:
    """Return an agenda: what the meeting was called for first, then as it came in."""
    rows = AgendaPoint.filter(meeting_id=meeting_id).select_related("decision", "minutes_of")
    return await rows.order_by("-business", "id")


async def later_meeting(meeting: Meeting) -> Meeting | None:
    """Return the newest meeting that can agree to these minutes: held once all could read them."""
    if meeting.proposed_at is None:
        return None
    after = Meeting.filter(held_at__gt=meeting.proposed_at).exclude(id=meeting.id)
    return await after.order_by("-held_at").first()


async def yearly_is_late(now: datetime, months: int) -> bool:
    """Tell whether no yearly meeting was held for so many months, and none is called.

    A club that is younger than that is not late.
    """
    year, month = divmod(now.year * 12 + now.month - 1 - months, 12)
    since = now.replace(year=year, month=month + 1, day=min(now.day, 28))
    called = Q(called_at__isnull=False, over_at=None, withdrawn_at=None, held_at=None)
    yearly = Meeting.filter(Q(kind=Kind.YEARLY) | Q(put_off__kind=Kind.YEARLY))
    if await yearly.filter(Q(held_at__gt=since) | called).exists():
        return False
    return await Decision.filter(kind=Class.FOUNDING, created_at__lte=since).exists()
