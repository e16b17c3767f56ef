"""A year of a club's nights, read by calendars that share no code with ours."""

from datetime import UTC, datetime, timedelta

import pytest
import recurring_ical_events as recurring
from icalendar import Calendar

from club.events.models import Night, NightDraft, Series
from club.events.rules.bringing import Here, brought
from club.events.rules.calendars import Detail, Which
from club.events.rules.edits import Scope
from club.events.rules.series import AHEAD
from club.events.rules.times import instant as at
from club.events.rules.times import wall
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
from tests.events.test_calendars import DAY, path_of
from tests.events.test_drafts import bring
from tests.kit.test_ics_reading import a_file
from tests.people import NOW, Cast
from tests.plain_calendar import instant
from tests.web import Client

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


@pytest.fixture
async def bo(cast: Cast, signed_in: SignedIn) -> Client:
    """Bo coordinates, by a decision."""
    await roles.establish("decision/1", by=None, now=NOW)
    about = {"decision_ref": "decision/1", "by": None, "now": NOW}
    await roles.grant("coordinator", cast.bo.id, starts_at=NOW, ends_at=NOW + 300 * DAY, **about)
    return await signed_in(cast.bo)


async def test_independent_readers_agree_with_the_feed_over_summer_time(
    cast: Cast, bo: Client
) -> None:
    await a_clubs_calendar(cast, bo)
    data = (await bo.get(await path_of(cast.cy.id, Detail.FULL, Which.ALL))).content
    there: list[SEEN] = [
        (row.ref, row.starts_at, row.ends_at, "CANCELLED" if row.cancelled_at else "")
        for row in await Night.all().order_by("starts_at")
    ]
    assert len(there) == 28
    first: list[SEEN] = [
        (e["UID"].split("@")[0], instant(e["DTSTART"]), instant(e["DTEND"]), off(e["STATUS"]))
        for e in plain_calendar.events(data)
    ]
    second: list[SEEN] = [
        (
            str(e["UID"]).split("@")[0],
            e.decoded("DTSTART"),
            e.decoded("DTEND"),
            off(str(e["STATUS"])),
        )
        for e in Calendar.from_ical(data).walk("VEVENT")
    ]
    assert sorted(first, key=lambda each: each[1]) == there
    assert sorted(second, key=lambda each: each[1]) == there


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


async def test_a_reader_that_follows_what_repeats_finds_the_same_nights(
    cast: Cast, bo: Client
) -> None:
    await a_clubs_calendar(cast, bo)
    weekly = await Night.filter(series__rule__startswith="FREQ=WEEKLY").order_by("starts_at")
    assert [bool(night.cancelled_at) for night in weekly[:5]] == [False, False, False, True, False]
    later = wall(weekly[6].starts_at, ZONE) + timedelta(days=1, hours=1)
    split = Change("Songs and soup", "", None, None, starts=later)
    await rewrite(weekly[6].ref, Scope.LATER, split, None, cast.bo.id, now=NOW)
    assert await Series.all().count() == 3
    series = [night.series_id for night in await Night.filter(title__startswith="Songs")]
    assert len(set(series)) == 3

    data = (await bo.get(await path_of(cast.cy.id, Detail.FULL, Which.ALL))).content
    there: list[SEEN] = [
        (row.ref, row.starts_at, row.ends_at, "CANCELLED" if row.cancelled_at else "")
        for row in await Night.all().order_by("starts_at")
    ]
    assert {wall(begins, ZONE) - begins.replace(tzinfo=None) for _, begins, _, _ in there} == {
        timedelta(0), timedelta(hours=1),
    }, "winter and summer"  # fmt: skip
    found: list[SEEN] = [
        (
            str(e["UID"]).split("@")[0],
            e.decoded("DTSTART"),
            e.decoded("DTEND"),
            off(str(e["STATUS"])),
        )
        for e in recurring.of(Calendar.from_ical(data)).between(NOW - 30 * DAY, NOW + 180 * DAY)
    ]
    assert sorted(found, key=lambda each: each[1]) == there


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


def off(status: str) -> str:
    return status if status == "CANCELLED" else ""
