"""When a series changes, each of its nights goes to one date, and none into the past."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from club.events.rules import edits, rhythms, series
from club.events.rules.rhythms import Repeats, Rhythm
from club.events.rules.rrule import parse
from club.events.rules.series import AHEAD, BadRule, Rule
from club.events.rules.shifts import Course, Shift, course
from club.events.rules.times import from_key, key
from tests.events.rules.test_series import monthlies, weeklies, whens

DAY = timedelta(days=1)


def _moves(was: str, now: str, **about: str) -> Course:
    """Move a series; ``night`` goes ``to``, and what changes begins with it, or with ``since``."""
    at = from_key(about.get("at", "2027-03-02T12:00"))
    night, to = from_key(about["night"]), from_key(about["to"])
    since = from_key(about.get("since", about["night"]))
    first = from_key(about.get("first", about.get("since", about["night"])))
    nights = [each for each in series.starts(parse(was), first, at + AHEAD) if each >= since]
    return course(parse(was), parse(now), Shift(night, to, since, at), nights)


def _told(found: Course, most: int = 4) -> str:
    short = "%m-%d"
    return " ".join(
        f"{was.strftime(short)}>{to.strftime(short) if to else '-'}"
        for was, to in list(found.moves.items())[:most]
    )


def test_thursdays_become_fridays() -> None:
    found = _moves(
        "FREQ=WEEKLY;BYDAY=TH", "FREQ=WEEKLY;BYDAY=FR",
        night="2027-03-11T19:00", to="2027-03-12T19:00",
    )  # fmt: skip
    assert _told(found) == "03-11>03-12 03-18>03-19 03-25>03-26 04-01>04-02"
    assert found.first == from_key("2027-03-12T19:00")


def test_sundays_become_mondays_of_the_week_after_and_saturdays_stay() -> None:
    found = _moves(
        "FREQ=WEEKLY;BYDAY=SA,SU", "FREQ=WEEKLY;BYDAY=MO,SA",
        night="2027-03-07T19:00", to="2027-03-08T19:00",
    )  # fmt: skip
    assert _told(found, 5) == "03-07>03-08 03-13>03-13 03-14>03-15 03-20>03-20 03-21>03-22"


def test_a_second_day_is_added_and_taken_away_again() -> None:
    one, two = "FREQ=WEEKLY;BYDAY=TH", "FREQ=WEEKLY;BYDAY=MO,TH"
    night = {"night": "2027-03-11T19:00", "to": "2027-03-11T19:00"}
    assert _told(_moves(one, two, **night), 2) == "03-11>03-11 03-18>03-18"
    assert _told(_moves(two, one, **night)) == "03-11>03-11 03-15>- 03-18>03-18 03-22>-"


def test_a_day_that_is_exchanged_takes_its_nights_along() -> None:
    found = _moves(
        "FREQ=WEEKLY;BYDAY=MO,TH", "FREQ=WEEKLY;BYDAY=TH,SA",
        night="2027-03-11T19:00", to="2027-03-11T19:00",
    )  # fmt: skip
    assert _told(found) == "03-11>03-11 03-15>03-20 03-18>03-18 03-22>03-27"


def test_every_other_week_lets_every_other_night_fall_out() -> None:
    found = _moves(
        "FREQ=WEEKLY;BYDAY=TH", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH",
        night="2027-03-18T19:00", to="2027-03-18T19:00", since="2027-03-04T19:00",
    )  # fmt: skip
    assert _told(found, 5) == "03-04>03-04 03-11>- 03-18>03-18 03-25>- 04-01>04-01"
    assert found.first == from_key("2027-03-04T19:00")


def test_the_first_tuesday_becomes_the_last_thursday_of_the_same_month() -> None:
    found = _moves(
        "FREQ=MONTHLY;BYDAY=1TU", "FREQ=MONTHLY;BYDAY=-1TH",
        night="2027-04-06T19:00", to="2027-04-29T19:00",
    )  # fmt: skip
    assert _told(found) == "04-06>04-29"
    found = _moves(
        "FREQ=MONTHLY;BYDAY=1TU", "FREQ=MONTHLY;BYDAY=1WE",
        night="2027-04-06T19:00", to="2027-04-07T19:00", since="2027-03-02T19:00",
    )  # fmt: skip
    assert _told(found) == "03-02>03-03 04-06>04-07"


def test_a_night_whose_new_day_is_over_stays_where_it_is() -> None:
    found = _moves(
        "FREQ=WEEKLY;BYDAY=TH", "FREQ=WEEKLY;BYDAY=MO", at="2027-03-03T12:00",
        night="2027-03-11T19:00", to="2027-03-08T19:00", since="2027-03-04T19:00",
    )  # fmt: skip
    assert found.stays == {from_key("2027-03-04T19:00")}
    assert found.first == from_key("2027-03-08T19:00")


def test_a_monday_that_was_held_is_not_followed_by_a_thursday_of_the_same_week() -> None:
    found = _moves(
        "FREQ=WEEKLY;BYDAY=MO", "FREQ=WEEKLY;BYDAY=TH", at="2027-03-02T12:00",
        night="2027-03-08T19:00", to="2027-03-11T19:00",
    )  # fmt: skip
    assert found.first == from_key("2027-03-11T19:00")


def test_what_comes_after_the_last_day_falls_out() -> None:
    found = _moves(
        "FREQ=WEEKLY;BYDAY=TH", "FREQ=WEEKLY;BYDAY=TH;UNTIL=20270318T235900",
        night="2027-03-11T19:00", to="2027-03-11T19:00",
    )  # fmt: skip
    assert _told(found) == "03-11>03-11 03-18>03-18 03-25>- 04-01>-"
    found = _moves(
        "FREQ=WEEKLY;BYDAY=TH", "FREQ=WEEKLY;BYDAY=TH;COUNT=3",
        night="2027-03-11T19:00", to="2027-03-11T19:00",
    )  # fmt: skip
    assert _told(found) == "03-11>03-11 03-18>03-18 03-25>03-25 04-01>-"


endless = (weeklies | monthlies).map(lambda rule: replace(rule, until=None, times=None))


@given(endless, whens, st.data())
def test_a_series_that_does_not_move_does_not_move(
    rule: Rule, first: datetime, data: st.DataObject
) -> None:
    nights = list(series.starts(rule, first, first + AHEAD))
    if not nights:
        return
    night = data.draw(st.sampled_from(nights))
    since = data.draw(st.sampled_from([each for each in nights if each <= night]))
    now = since - timedelta(minutes=data.draw(st.integers(1, 60)))
    nights = [each for each in nights if each >= since]
    found = course(rule, rule, Shift(night, night, since, now), nights)
    assert found == Course(since, {each: each for each in nights}, frozenset())


@given(weeklies | monthlies, endless, whens, st.integers(-14, 14), st.data())
def test_no_two_nights_go_to_one_date_and_none_into_the_past(
    was: Rule, wanted: Rule, first: datetime, days: int, data: st.DataObject
) -> None:
    nights = list(series.starts(was, first, first + AHEAD))
    if not nights:
        return
    night = data.draw(st.sampled_from(nights))
    since = data.draw(st.sampled_from([each for each in nights if each <= night]))
    to = night + days * DAY
    now = min(since, to) - timedelta(minutes=1)
    often = rhythms.rhythm(wanted, None)
    other = () if often.repeats is Repeats.MONTH else often.days[:2]
    rule = rhythms.rule(replace(often, days=other), was, night, to)
    nights = [each for each in nights if each >= since]
    found = course(was, rule, Shift(night, to, since, now), nights)
    dates = [date for date in found.moves.values() if date]
    assert len(set(dates)) == len(dates)
    assert found.moves[night] == to
    assert set(found.moves) == set(nights)
    assert found.first > now
    moving = {date for was, date in found.moves.items() if date and was not in found.stays}
    assert min(moving) >= found.first
    later = set(series.starts(rule, found.first, found.first + 3 * AHEAD))
    assert {date for date in moving if date <= max(later)} <= later


@pytest.mark.parametrize(
    ("text", "night"),
    [
        ("FREQ=WEEKLY;BYDAY=TH", "2027-03-18T19:00"),
        ("FREQ=WEEKLY;INTERVAL=3;BYDAY=MO,TH,SU", "2027-03-18T19:00"),
        ("FREQ=MONTHLY;BYDAY=3TH", "2027-03-18T19:00"),
        ("FREQ=MONTHLY;BYDAY=-1TH", "2027-02-25T19:00"),
    ],
)
def test_a_rhythm_that_is_left_alone_is_the_rule_it_was(text: str, night: str) -> None:
    was, at = parse(text), from_key(night)
    assert rhythms.rule(rhythms.rhythm(was, None), was, at, at) == was


def test_a_night_on_a_new_day_takes_its_day_of_the_week_along() -> None:
    was, thursday = parse("FREQ=WEEKLY;BYDAY=MO,TH"), from_key("2027-03-18T19:00")
    friday = thursday + DAY
    seen = rhythms.rhythm(was, None)
    assert str(rhythms.rule(seen, was, thursday, friday)) == "FREQ=WEEKLY;BYDAY=MO,FR"
    both = Rhythm(Repeats.WEEK, days=(3, 4))
    assert str(rhythms.rule(both, was, thursday, friday)) == "FREQ=WEEKLY;BYDAY=TH,FR"
    alone = Rhythm(Repeats.WEEK)
    assert str(rhythms.rule(alone, was, thursday, friday)) == "FREQ=WEEKLY;BYDAY=FR"


def test_a_month_has_one_such_day_and_a_week_three_at_most() -> None:
    thursday, was = from_key("2027-03-18T19:00"), parse("FREQ=WEEKLY;BYDAY=TH")
    for wanted in (Rhythm(Repeats.MONTH, (1, 3)), Rhythm(Repeats.WEEK, (0, 1, 2, 3))):
        with pytest.raises(BadRule):
            rhythms.rule(wanted, was, thursday, thursday)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("FREQ=WEEKLY;BYDAY=TH", None),
        ("FREQ=WEEKLY;BYDAY=TH;UNTIL=20270401T235900", date(2027, 4, 1)),
        ("FREQ=WEEKLY;BYDAY=MO,TH;COUNT=3", date(2027, 3, 25)),
        ("FREQ=MONTHLY;BYDAY=1TU;COUNT=2", date(2027, 5, 4)),
    ],
)
def test_the_last_day_of_a_series_is_known(text: str, day: date | None) -> None:
    assert series.last(parse(text), from_key("2027-03-18T19:00")) == day


@pytest.mark.parametrize(
    ("starts", "asked"),
    [
        ("2027-03-18T19:00", False),
        ("2027-03-18T18:00", False),
        ("2027-03-18T20:00", False),
        ("2027-03-18T17:59", True),
        ("2027-03-18T20:01", True),
        ("2027-03-19T19:00", True),
    ],
)
def test_more_than_an_hour_or_another_day_asks_again(starts: str, *, asked: bool) -> None:
    assert edits.asks_again(from_key("2027-03-18T19:00"), from_key(starts)) is asked
    assert key(from_key(starts)) == starts
