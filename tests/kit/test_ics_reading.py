"""What others write into calendar files, rightly and wrongly."""

import time
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from club.kit.ics.entry import Doubt, Entry, Found, State
from club.kit.ics.reading import UNREAD, TooMany, Unreadable, read
from club.kit.ics.writing import written
from tests.kit.test_ics import HOUR, INSTANTS, SHOWN, an_entry

ZONE = "Europe/Dublin"
SUMMER = "20270618T193000"
HALF_PAST_SEVEN = datetime(2027, 6, 18, 19, 30)  # noqa: DTZ001  # by the clock on the wall
SLOW = 3.0


def a_file(*lines: str) -> bytes:
    inside = "\r\n".join(["BEGIN:VEVENT", *lines, "END:VEVENT"])
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{inside}\r\nEND:VCALENDAR\r\n".encode()


def one(*lines: str) -> Found:
    (found,) = read(a_file(*lines), ZONE)
    return found


@given(SHOWN, SHOWN, INSTANTS)
def test_what_we_write_we_can_read(summary: str, words: str, starts_at: datetime) -> None:
    entry: Entry = an_entry(
        summary=summary, description=words, starts_at=starts_at, ends_at=starts_at + HOUR
    )
    (found,) = read(written([entry], "Thursday"), "UTC")
    assert found.title == summary.replace("\n", " ").strip()
    assert found.text == words.strip()
    assert found.starts == starts_at.replace(tzinfo=None, second=0)
    assert found.ends - found.starts == HOUR
    assert (found.doubt, found.off) == (Doubt.NONE, False)


def test_what_is_called_off_is_known_as_such() -> None:
    (found,) = read(written([an_entry(state=State.CANCELLED)], "Thursday"), ZONE)
    assert found.off


@pytest.mark.parametrize(
    ("line", "hour", "doubt"),
    [
        (f"DTSTART:{SUMMER}Z", 20, Doubt.NONE),
        (f"DTSTART:{SUMMER}", 19, Doubt.NONE),
        (f"DTSTART;TZID=Europe/Dublin:{SUMMER}", 19, Doubt.NONE),
        (f"DTSTART;TZID=Europe/Berlin:{SUMMER}", 18, Doubt.NONE),
        (f'DTSTART;TZID="Europe/Berlin":{SUMMER}', 18, Doubt.NONE),
        (f"DTSTART;TZID=/citadel.org/20210210_1/Europe/Berlin:{SUMMER}", 18, Doubt.NONE),
        (f"DTSTART;TZID=W. Europe Standard Time:{SUMMER}", 18, Doubt.NONE),
        (f"DTSTART;TZID=Mars/Olympus:{SUMMER}", 19, Doubt.ZONE),
        (f"DTSTART;TZID=../../etc/passwd:{SUMMER}", 19, Doubt.ZONE),
        (f"DTSTART;TZID=:{SUMMER}", 19, Doubt.ZONE),
        (f"DTSTART;TZID={'A' * 5000}:{SUMMER}", 19, Doubt.ZONE),
    ],
)
def test_a_time_is_told_by_our_own_clock(line: str, hour: int, doubt: Doubt) -> None:
    found = one(line, "DURATION:PT90M")
    assert found.starts.hour == hour
    assert found.ends - found.starts == timedelta(minutes=90)
    assert found.doubt == doubt


def test_no_zone_that_a_file_defines_is_believed() -> None:
    data = (
        b"BEGIN:VCALENDAR\r\nBEGIN:VTIMEZONE\r\nTZID:Europe/Berlin\r\nBEGIN:STANDARD\r\n"
        b"DTSTART:16010101T000000\r\nTZOFFSETFROM:+0000\r\nTZOFFSETTO:+1400\r\n"
        b"RRULE:FREQ=SECONDLY\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT\r\n"
        b"DTSTART;TZID=Europe/Berlin:20270618T193000\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    (found,) = read(data, ZONE)
    assert found.starts.hour == 18


@pytest.mark.parametrize(
    "end",
    ["", f"DTEND:{SUMMER}", "DTEND:20270618T180000", "DTEND:20270718T180000", "DURATION:-PT1H"],
)
def test_an_end_that_is_missing_or_cannot_be_is_two_hours_later(end: str) -> None:
    found = one(f"DTSTART:{SUMMER}", *([end] if end else []))
    assert found.ends == HALF_PAST_SEVEN + timedelta(hours=2)
    assert found.doubt == Doubt.NO_END


def test_of_a_whole_day_the_hour_is_doubted() -> None:
    found = one("DTSTART;VALUE=DATE:20270618", "DTEND;VALUE=DATE:20270619")
    assert (found.starts, found.doubt) == (HALF_PAST_SEVEN.replace(minute=0), Doubt.NO_TIME)


def test_an_alarm_does_not_speak_for_the_night() -> None:
    found = one(
        f"DTSTART:{SUMMER}",
        "DURATION:PT1H",
        "SUMMARY:Songs",
        "BEGIN:VALARM",
        "SUMMARY:Alarm",
        "DESCRIPTION:Beep",
        "DURATION:PT5M",
        "END:VALARM",
        "ATTENDEE;CN=Ada:mailto:ada@club.example",
    )
    assert (found.title, found.text, found.ends - found.starts) == ("Songs", "", HOUR)
    assert "Ada" not in repr(found)


def test_how_it_repeats_is_told_and_not_followed() -> None:
    found = one(f"DTSTART:{SUMMER}", "RRULE:FREQ=WEEKLY;COUNT=3", "EXDATE:20270625T193000")
    assert found.rule == "FREQ=WEEKLY;COUNT=3"
    assert found.without == (HALF_PAST_SEVEN + timedelta(days=7),)
    moved = one(f"DTSTART:{SUMMER}", "RECURRENCE-ID:20270617T193000", "RRULE:FREQ=DAILY")
    assert (moved.rule, moved.instead_of) == ("", HALF_PAST_SEVEN - timedelta(days=1))


def test_how_it_repeats_is_told_by_the_clock_it_was_written_for() -> None:
    found = one("DTSTART;TZID=America/New_York:20270304T200000", "RRULE:FREQ=WEEKLY;BYDAY=TH")
    assert (found.zone, found.begins) == ("America/New_York", datetime(2027, 3, 4, 20))  # noqa: DTZ001
    assert found.starts == datetime(2027, 3, 5, 1)  # noqa: DTZ001
    for lines in ((f"DTSTART:{SUMMER}",), ("DTSTART;VALUE=DATE:20270618",)):
        assert (one(*lines).zone, one(*lines).begins) == ("", None)
    assert one(f"DTSTART:{SUMMER}Z").zone == "UTC"


def test_further_dates_and_exceptions_are_told() -> None:
    days = [HALF_PAST_SEVEN + timedelta(days=n) for n in (7, 14, 21)]
    found = one(
        f"DTSTART:{SUMMER}", "RDATE:20270625T193000,20270702T183000Z", "RDATE:20270709T193000"
    )
    assert found.also == tuple(days)
    whole = one(f"DTSTART:{SUMMER}", "EXDATE;VALUE=DATE:20270625", "RDATE;VALUE=DATE:20270702")
    assert (whole.without, whole.also) == ((days[0],), (days[1],)), "at the hour it always is"


@pytest.mark.parametrize(
    "line",
    [
        "EXRULE:FREQ=MONTHLY",
        "RDATE:rubbish",
        "EXDATE:20270625T193000,rubbish",
        "RDATE;VALUE=PERIOD:20270625T190000/PT1H",
    ],
)
def test_what_comes_back_unreadably_is_said_to_do_so(line: str) -> None:
    assert one(f"DTSTART:{SUMMER}", "RRULE:FREQ=WEEKLY", line).rule == UNREAD


def test_a_night_may_stand_for_all_that_follow() -> None:
    lines = (f"DTSTART:{SUMMER}", "RDATE:20270709T193000")
    later = one(*lines, "RECURRENCE-ID;RANGE=THISANDFUTURE:20270617T193000")
    assert (later.later, later.also) == (True, ())
    assert not one(*lines, "RECURRENCE-ID:20270617T193000").later


def test_fifty_entries_are_read_and_not_one_more() -> None:
    entry = an_entry()
    assert len(read(written([entry] * 50, "x"), ZONE)) == 50
    with pytest.raises(TooMany):
        read(written([entry] * 51, "x"), ZONE)


BROKEN = [
    b"",
    b"hello",
    b"\x00" * 9999,
    b"\xff\xfe\x00B\x00E",
    b"\x89PNG\r\n\x1a\n",
    b"BEGIN:VCALENDAR\r\n",
    b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n",
    b"BEGIN:VEVENT\nEND:VEVENT",
    b"END:VCALENDAR\r\nEND:VEVENT\r\n" * 100,
    b"BEGIN:A\r\n" * 25_000,
    b"BEGIN:VCALENDAR\r\n" * 12_000,
    b"BEGIN:VEVENT\r\n" * 50,
    b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:" + b" \r\n x" * 60_000,
    a_file("SUMMARY:no time"),
    a_file("DTSTART:rubbish"),
    a_file("DTSTART;VALUE=PERIOD:20270101T000000Z/PT1H"),
    a_file("DTSTART:99991231T235959Z"),
    a_file("DTSTART:00010101T000000Z"),
    a_file(f"DTSTART:{SUMMER}", f"DTSTART:{SUMMER}"),
    a_file(f"DTSTART:{SUMMER}", "DURATION:P99999999999W"),
    a_file("DTSTART;" + ";".join(f"X{n}=y" for n in range(20_000)) + f":{SUMMER}"),
    a_file("DTSTART;TZID=" + "A" * 200_000 + f":{SUMMER}"),
]
ODD = [
    a_file(f"DTSTART:{SUMMER}", "RRULE:FREQ=SECONDLY;INTERVAL=0"),
    a_file(f"DTSTART:{SUMMER}", "RRULE:" + "FREQ=DAILY;" * 9000),
    a_file(f"DTSTART:{SUMMER}", "EXDATE:" + ",".join([SUMMER] * 15_000)),
    a_file(f"DTSTART:{SUMMER}", "DESCRIPTION:" + "\\" * 250_000),
    a_file(f"DTSTART:{SUMMER}", 'SUMMARY;LANGUAGE="x' + 'y"' * 50_000 + ":hi"),
    a_file(*["ATTENDEE;CN=x:mailto:a@b"] * 9000, f"DTSTART:{SUMMER}"),
    a_file(f"DTSTART:{SUMMER}", "SUMMARY:one", "SUMMARY:two", "UID:1", "UID:2"),
    a_file(f"DTSTART:{SUMMER}", "ATTACH:file:///etc/passwd", "URL:http://10.0.0.1/"),
    a_file(f"DTSTART:{SUMMER}", "SUMMARY:\x00\x07<script>alert(1)</script>\u202e"),
    a_file(f"DTSTART:{SUMMER}").replace(b"\r\n", b"\n"),
    a_file(f"DTSTART:{SUMMER}").replace(b"\r\n", b"\r"),
    b"\xef\xbb\xbf" + a_file(f"DTSTART:{SUMMER}"),
]


@pytest.mark.parametrize("data", BROKEN, ids=range(len(BROKEN)))
def test_what_is_no_calendar_is_said_to_be_none(data: bytes) -> None:
    began = time.monotonic()
    with pytest.raises((Unreadable, TooMany)):
        read(data[: 256 * 1024], ZONE)
    assert time.monotonic() - began < SLOW


@pytest.mark.parametrize("data", ODD, ids=range(len(ODD)))
def test_odd_files_take_no_time_and_break_nothing(data: bytes) -> None:
    began = time.monotonic()
    try:
        found = read(data[: 256 * 1024], ZONE)
    except Unreadable:
        found = []
    assert all("\x00" not in each.title + each.text for each in found)
    assert time.monotonic() - began < SLOW


LINES = st.sampled_from(
    ["BEGIN:VCALENDAR", "END:VCALENDAR", "BEGIN:VEVENT", "END:VEVENT", "BEGIN:VALARM", " folded"]
)
PARTS = st.sampled_from(
    ["DTSTART", "DTEND", "DURATION", "RRULE", "EXDATE", "RECURRENCE-ID", "SUMMARY", "UID", "STATUS"]
)
VALUES = st.sampled_from(
    [SUMMER, "20270618", "P1D", "FREQ=WEEKLY", "-PT1H", "", ",", ";", "99991231T235959Z", "\\"]
)
WRITTEN = st.tuples(
    PARTS, st.sampled_from(["", ";TZID=UTC", ";VALUE=DATE", ";X"]), VALUES | st.text(max_size=9)
).map(lambda each: f"{each[0]}{each[1]}:{each[2]}")


@given(st.lists(LINES | WRITTEN, max_size=30))
def test_whatever_is_mixed_up_breaks_nothing(lines: list[str]) -> None:
    try:
        found = read("\r\n".join(lines).encode("utf-8", "replace"), ZONE)
    except (Unreadable, TooMany):
        return
    assert all(each.starts < each.ends for each in found)


@given(st.binary(max_size=400))
def test_noise_breaks_nothing(noise: bytes) -> None:
    for data in (noise, a_file(f"DTSTART:{SUMMER}", "SUMMARY:x").replace(b"x", noise)):
        try:
            read(data, ZONE)
        except (Unreadable, TooMany):
            continue
