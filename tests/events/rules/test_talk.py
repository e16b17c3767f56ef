"""Whom a word reaches, until when one may speak, and for how long a text is hidden."""

from datetime import UTC, datetime, timedelta

import pytest

from club.events.rules.talk import To, is_hidden, may_speak, reaches

END = datetime(2027, 3, 11, 21, tzinfo=UTC)
ALL = To.COMING | To.MAYBE | To.WAITING


@pytest.mark.parametrize("mine", ["coming", "maybe", "waiting"])
def test_a_word_reaches_those_it_is_for_and_nobody_else(mine: str) -> None:
    assert reaches(To[mine.upper()], mine)
    assert not reaches(ALL & ~To[mine.upper()], mine)
    assert not reaches(ALL, "no")
    assert not reaches(ALL, None)


@pytest.mark.parametrize("mine", ["coming", "maybe", "waiting", "no", None])
def test_what_is_for_everybody_reaches_everybody(mine: str | None) -> None:
    assert reaches(To.EVERYBODY, mine)


def test_a_day_after_the_night_nothing_more_is_said() -> None:
    day = timedelta(hours=24)
    assert may_speak(END, END + day - timedelta(seconds=1))
    assert not may_speak(END, END + day)


def test_a_hidden_text_comes_back_by_itself() -> None:
    assert is_hidden(END, END - timedelta(seconds=1))
    assert not is_hidden(END, END)
    assert not is_hidden(None, END)
