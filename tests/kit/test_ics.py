"""Calendar files say to others exactly what they were given."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from club.kit.ics.entry import Entry, State
from club.kit.ics.writing import mark, written
from tests import plain_calendar
from tests.plain_calendar import instant

NOON = datetime(2027, 3, 4, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
SHOWN = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]) | st.sampled_from("\n\t,;\\:\"'🎉é"),
    max_size=300,
)
INSTANTS = st.datetimes(datetime(2020, 1, 1), datetime(2090, 1, 1)).map(  # noqa: DTZ001
    lambda at: at.replace(microsecond=0, tzinfo=UTC)
)


def an_entry(**changes: object) -> Entry:
    about = {
        "uid": "a2@club.example",
        "starts_at": NOON,
        "ends_at": NOON + HOUR,
        "changed_at": NOON - HOUR,
        "sequence": 0,
        "state": State.CONFIRMED,
        "summary": "Songs",
    }
    return Entry(**(about | changes))  # type: ignore[arg-type]


@given(SHOWN, SHOWN, INSTANTS, st.integers(0, 2**31 - 1), st.sampled_from(State))
def test_two_readers_find_what_was_written(
    summary: str, words: str, starts_at: datetime, sequence: int, state: State
) -> None:
    entry = an_entry(
        summary=summary,
        description=words,
        location=words[:60],
        starts_at=starts_at,
        ends_at=starts_at + HOUR,
        sequence=sequence,
        state=state,
    )
    data = written([entry], "Thursday")

    (plain,) = plain_calendar.events(data)
    (read,) = Calendar.from_ical(data).walk("VEVENT")
    for name, said in (("SUMMARY", summary), ("DESCRIPTION", words), ("LOCATION", words[:60])):
        assert plain.get(name, "") == said
        assert str(read.get(name, "")) == said
    assert instant(plain["DTSTART"]) == read.decoded("DTSTART") == starts_at
    assert instant(plain["DTEND"]) == read.decoded("DTEND") == starts_at + HOUR
    assert int(plain["SEQUENCE"]) == sequence
    assert plain["STATUS"] == state


def test_letters_are_never_cut_where_a_line_is_folded() -> None:
    for letters in ("🎉", "é", "👩‍👩‍👧", "a🎉", "ab🎉", "abc🎉"):
        data = written([an_entry(summary=letters * 60)], "Thursday")
        (read,) = plain_calendar.events(data)
        assert read["SUMMARY"] == letters * 60


def test_what_no_calendar_can_show_is_left_out() -> None:
    (read,) = plain_calendar.events(
        written([an_entry(summary="a\x00b\r\nc\u2028d\ud800e\x7f")], "Thursday")
    )
    assert read["SUMMARY"] == "ab\ncde"


def test_words_cannot_become_lines_of_their_own() -> None:
    evil = "Tea\r\nEND:VEVENT\r\nBEGIN:VEVENT\nUID:x\rATTACH:http://evil.example"
    (read,) = plain_calendar.events(
        written([an_entry(summary=evil, location=evil)], f"Thursday\r\n{evil}")
    )
    assert read["SUMMARY"].startswith("Tea\nEND")
    assert "ATTACH" not in read


def test_a_calendar_is_told_when_to_ask_again() -> None:
    lines = plain_calendar.lines(written([], "Thursday"))
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-1] == "END:VCALENDAR"
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT1H" in lines
    assert "VERSION:2.0" in lines


def test_the_same_entries_are_the_same_file_and_others_are_not() -> None:
    one, same, other = an_entry(), an_entry(), an_entry(sequence=1)
    assert written([one], "Thursday") == written([same], "Thursday")
    assert mark([one], "Thursday") == mark([same], "Thursday")
    marks = {mark(each, name) for each in ([one], [other], []) for name in ("Thursday", "Friday")}
    assert len(marks) == 6
