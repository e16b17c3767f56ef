"""A year of a club's nights, read by calendars that share no code with ours."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import islice, pairwise

import pytest
import recurring_ical_events as recurring
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Event

from club.events.models import Night, NightDraft, Series
from club.events.rules.bringing import Here, brought
from club.events.rules.calendars import Detail, Which
from club.events.rules.edits import Scope
from club.events.rules.series import AHEAD, STAMP, starts
from club.events.rules.times import instant as at
from club.events.rules.times import key, wall
from club.events.service import nights
from club.events.service.changes import Change, change
from club.events.service.rewriting import rewrite
from club.events.service.series import materialise
from club.kit import clock
from club.kit.ics.reading import read
from club.roles import service as roles
from tests import plain_calendar
from tests.conftest import SignedIn
from tests.events.nights import HOURS, ZONE
from tests.events.rules.test_bringing import HOUR, ZONES
from tests.events.rules.test_series import monthlies, weeklies
from tests.events.test_calendars import DAY, path_of
from tests.events.test_drafts import bring
from tests.kit.test_ics_reading import a_file
from tests.people import NOW, Cast
from tests.plain_calendar import instant
from tests.web import Client

MINUTE = timedelta(minutes=1)
SEEN = tuple[str, datetime, datetime, str]
"""The name of a night, from when until when, and how it stands."""


@pytest.fixture(autouse=True)
def _noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)


async def a_clubs_calendar(cast: Cast, bo: Client) -> None:
    """A weekly and a monthly series over the change of clocks; a night moved, one off, one new."""
    for rule, first in (
        ("FREQ=WEEKLY;BYDAY=TH", "2027-03-11T19:00"),
        ("FREQ=MONTHLY;BYDAY=-1WE", "2027-03-31T18:30"),
    ):
        series = await Series.create(
            title="Songs", zone=ZONE, rule=rule, first_start=first, minutes=120, written_at=NOW
        )
        for days in (0, 50, 100):
            await materialise(series.id, now=NOW + days * DAY)
    weekly = await Night.filter(series__rule__startswith="FREQ=WEEKLY").order_by("starts_at")
    later = wall(weekly[1].starts_at, ZONE) + timedelta(minutes=90)
    moved = Change("Songs", "", None, None, starts=later)
    await change(weekly[1].ref, moved, cast.bo.id, now=NOW)
    await nights.cancel(weekly[3].ref, "The hall is shut.", cast.bo.id, now=NOW)
    await bring(bo, a_file("DTSTART:20270327T233000Z", "DURATION:PT2H", "SUMMARY:Stars"))
    draft = await NightDraft.get()
    fields = {"title": "Stars", "starts": "2027-03-27T23:30", "ends": "2027-03-28T03:30"}
    assert (await bo.send_form(f"/e/drafts/{draft.ref}", **fields)).status_code == 303


async def plans(member_id: int, now: datetime) -> None:
    """Somebody coordinates, by a decision."""
    await roles.establish("decision/1", by=None, now=now)
    about = {"decision_ref": "decision/1", "by": None, "now": now}
    await roles.grant("coordinator", member_id, starts_at=now, ends_at=now + 300 * DAY, **about)


@pytest.fixture
async def bo(cast: Cast, signed_in: SignedIn) -> Client:
    """Bo, who plans."""
    await plans(cast.bo.id, NOW)
    return await signed_in(cast.bo)


def plainly(data: bytes) -> list[SEEN]:
    """What a reader in a few plain lines finds."""
    return [
        (e["UID"].split("@")[0], instant(e["DTSTART"]), instant(e["DTEND"]), off(e["STATUS"]))
        for e in plain_calendar.events(data)
    ]


def by_a_library(data: bytes) -> list[SEEN]:
    """What ``icalendar`` finds."""
    return [_seen(each) for each in Calendar.from_ical(data).walk("VEVENT")]


def by_a_follower(data: bytes) -> list[SEEN]:
    """What ``recurring_ical_events`` finds, which follows what repeats and what replaces it."""
    found = recurring.of(Calendar.from_ical(data))
    return [_seen(each) for each in found.between(clock.now() - 31 * DAY, clock.now() + 181 * DAY)]


def _seen(event: Event) -> SEEN:
    ref, state = str(event["UID"]).split("@", maxsplit=1)[0], off(str(event["STATUS"]))
    return ref, event.decoded("DTSTART"), event.decoded("DTEND"), state


def off(status: str) -> str:
    return status if status == "CANCELLED" else ""


async def on_the_calendar() -> list[SEEN]:
    """What the database says."""
    return [
        (row.ref, row.starts_at, row.ends_at, "CANCELLED" if row.cancelled_at else "")
        for row in await Night.all().order_by("starts_at")
    ]


READERS = (plainly, by_a_library, by_a_follower)


def by_start(seen: SEEN) -> datetime:
    return seen[1]


async def test_independent_readers_agree_with_the_feed_over_summer_time(
    cast: Cast, bo: Client
) -> None:
    await a_clubs_calendar(cast, bo)
    data = (await bo.get(await path_of(cast.cy.id, Detail.FULL, Which.ALL))).content
    there = await on_the_calendar()
    assert len(there) == 28
    for reader in READERS:
        assert sorted(reader(data), key=by_start) == there, reader.__name__


async def test_the_feed_has_every_night_at_its_hour_by_the_clock_on_the_wall(
    cast: Cast, bo: Client
) -> None:
    await a_clubs_calendar(cast, bo)
    data = (await bo.get(await path_of(cast.cy.id, Detail.FULL, Which.ALL))).content
    starts = [instant(each["DTSTART"]) for each in plain_calendar.events(data)]
    weekly = [at(datetime(2027, 3, 11, 19) + 7 * n * DAY, ZONE) for n in range(22)]  # noqa: DTZ001
    weekly[1] += timedelta(minutes=90)
    days = ((3, 31), (4, 28), (5, 26), (6, 30), (7, 28))
    monthly = [at(datetime(2027, *day, 18, 30), ZONE) for day in days]  # noqa: DTZ001
    stars = at(datetime(2027, 3, 27, 23, 30), ZONE)  # noqa: DTZ001
    assert sorted(starts) == sorted([*weekly, *monthly, stars])
    assert {each.hour for each in weekly} == {18, 19, 20}
    lasts = {
        e["UID"]: instant(e["DTEND"]) - instant(e["DTSTART"]) for e in plain_calendar.events(data)
    }
    assert max(lasts.values()) == timedelta(hours=3), "23:30 to 3:30, but the clocks change"
    assert min(lasts.values()) == HOURS


TUESDAY = datetime(2026, 2, 3, 20)  # noqa: DTZ001  # by the clock on the wall
"""In a year in which the clocks change twice in Morocco."""
THE_DAY_BEFORE = datetime(2026, 2, 2, 12, tzinfo=UTC)
WEEK = 7 * DAY


async def a_weekly_night(zone: str) -> list[Night]:
    """Half a year of Tuesdays."""
    rule = {"rule": "FREQ=WEEKLY;BYDAY=TU", "first_start": key(TUESDAY), "minutes": 150}
    series = await Series.create(title="Songs", zone=zone, written_at=THE_DAY_BEFORE, **rule)
    for days in (0, 50, 100):
        await materialise(series.id, now=THE_DAY_BEFORE + days * DAY)
    return await Night.all().order_by("starts_at")


async def agree(client: Client, path: str) -> list[datetime]:
    """Assert that all readers find what the database says; return when the nights begin."""
    data, there = (await client.get(path)).content, await on_the_calendar()
    for reader in READERS:
        assert sorted(reader(data), key=by_start) == there, reader.__name__
    return [begins for _, begins, _, _ in there]


@pytest.mark.parametrize(
    ("zone", "changes"),
    [
        ("Europe/Dublin", 1),
        ("America/New_York", 1),
        ("Asia/Kolkata", 0),
        ("Australia/Lord_Howe", 1),
        ("Africa/Casablanca", 2),
    ],
)
async def test_in_any_zone_they_agree_after_each_of_three_edits(
    cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch, zone: str, changes: int
) -> None:
    now, me = THE_DAY_BEFORE, cast.bo.id
    monkeypatch.setattr(clock, "now", lambda: now)
    await plans(me, now)
    weekly = await a_weekly_night(zone)
    path = await path_of(cast.cy.id, Detail.FULL, Which.ALL)
    hours = [at(TUESDAY + n * WEEK, zone) for n in range(len(weekly))]
    assert sum(a.time() != b.time() for a, b in pairwise(hours)) == changes
    assert await agree(client, path) == hours

    moved = Change("Songs", "", None, None, starts=TUESDAY + WEEK + 90 * MINUTE)
    await rewrite(weekly[1].ref, Scope.ONLY, moved, None, me, now=now)
    hours[1] += 90 * MINUTE
    assert await agree(client, path) == hours

    split = Change("Songs and soup", "", None, None, starts=TUESDAY + 6 * WEEK + DAY + HOUR)
    await rewrite(weekly[6].ref, Scope.LATER, split, None, me, now=now)
    hours[6:] = [at(TUESDAY + n * WEEK + DAY + HOUR, zone) for n in range(6, len(hours))]
    assert await agree(client, path) == hours

    for n in (3, 7):
        await nights.cancel(weekly[n].ref, "The hall is shut.", me, now=now)
    assert await agree(client, path) == hours
    states = [(ref, state) for ref, _, _, state in await on_the_calendar()]
    assert states == [
        (night.ref, "CANCELLED" if n in {3, 7} else "") for n, night in enumerate(weekly)
    ]


FOREIGN = b"""BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VEVENT
UID:new-york
SUMMARY:Thursdays there, Fridays here
DTSTART;TZID=America/New_York:20270218T200000
DTEND;TZID=America/New_York:20270218T213000
RRULE:FREQ=WEEKLY;BYDAY=TH;UNTIL=20270423T000000Z
EXDATE;TZID=America/New_York:20270325T200000
RDATE;TZID=America/New_York:20270320T180000
END:VEVENT
BEGIN:VEVENT
UID:new-york
SUMMARY:Moved
DTSTART;TZID=America/New_York:20270312T190000
DTEND;TZID=America/New_York:20270312T200000
RECURRENCE-ID;TZID=America/New_York:20270311T200000
END:VEVENT
BEGIN:VEVENT
UID:two-weeks
SUMMARY:Before
DTSTART;TZID=Europe/Dublin:20270309T190000
DTEND;TZID=Europe/Dublin:20270309T210000
RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,TU;WKST=SU
END:VEVENT
BEGIN:VEVENT
UID:two-weeks
SUMMARY:After
DTSTART;TZID=Europe/Dublin:20270406T203000
DTEND;TZID=Europe/Dublin:20270406T210000
RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Dublin:20270406T190000
END:VEVENT
BEGIN:VEVENT
UID:utc
SUMMARY:By the world's clock
DTSTART:20270105T193000Z
DURATION:PT90M
RRULE:FREQ=MONTHLY;BYDAY=1TU;COUNT=5
END:VEVENT
END:VCALENDAR
""".replace(b"\n", b"\r\n")


def test_a_foreign_calendar_comes_to_what_another_reader_says() -> None:
    here = Here(ZONE, wall(NOW, ZONE))
    ours = {
        (each.title, at(each.starts, ZONE), at(each.ends, ZONE))
        for each in brought(read(FOREIGN, ZONE), here)
    }
    theirs = {
        (str(e["SUMMARY"]), e.start.astimezone(UTC), e.end.astimezone(UTC))
        for e in recurring.of(Calendar.from_ical(FOREIGN)).between(NOW, NOW + AHEAD)
    }
    assert ours == theirs
    assert {title for title, _, _ in ours} == {
        "Thursdays there, Fridays here", "Moved", "Before", "After", "By the world's clock",
    }  # fmt: skip


def stamp(at: datetime) -> str:
    return at.strftime(STAMP)


@st.composite
def files(draw: st.DrawFn) -> bytes:
    """A file with a series as others write it: any rule we know, with an end, without some days."""
    rule = replace(draw(weeklies | monthlies), until=None, times=None)
    halves = draw(st.integers(-400 * 48, 50 * 48))
    begins = datetime(2027, 3, 4, 19) + halves * timedelta(minutes=30)  # noqa: DTZ001
    known = list(islice(starts(rule, begins, begins + 1000 * DAY), 61))
    zone, times = draw(ZONES), draw(st.integers(1, 40))
    last = known[min(times, len(known)) - 1]
    ends = ["", f";COUNT={times}", f";UNTIL={stamp(at(last, zone))}Z"]
    week = draw(st.sampled_from(["", ";WKST=MO", ";WKST=SU", ";WKST=WE"]))
    return a_file(
        "UID:drawn",
        "SUMMARY:Songs",
        f"DTSTART;TZID={zone}:{stamp(known[0])}",
        "DURATION:PT2H",
        f"RRULE:{rule}{draw(st.sampled_from(ends))}{week}",
        *(
            f"EXDATE;TZID={zone}:{stamp(each)}"
            for each in sorted(draw(st.sets(st.sampled_from(known), max_size=4)))
        ),
    )


@given(files(), ZONES)
def test_what_repeats_in_a_file_comes_to_what_another_reader_says(file: bytes, zone: str) -> None:
    now = wall(NOW, zone)
    theirs = [
        wall(each.start, zone)
        for each in recurring.of(Calendar.from_ical(file)).between(NOW - DAY, NOW + AHEAD + DAY)
    ]
    ours = [each.starts for each in brought(read(file, zone), Here(zone, now))]
    assert [each for each in ours if each <= now + AHEAD] == sorted(
        each for each in theirs if now < each <= now + AHEAD
    )
