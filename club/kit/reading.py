"""How days and times read: in the reader's language, by the club's clock, as of today."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, timedelta
from functools import lru_cache
from gettext import NullTranslations
from typing import NamedTuple
from zoneinfo import ZoneInfo

from babel.dates import format_date

from club.kit.clock import now
from club.kit.words import catalogue, gettext

_FAR = timedelta(days=200)
_MIDDAY = 12
_DAY_PARTS = ((5, "night"), (12, "morning"), (18, "afternoon"), (22, "evening"), (24, "night"))


class Reader(NamedTuple):
    """How the same things read: in which language, by which clock, and on which day."""

    words: NullTranslations
    zone: str
    today: date


# While a page is rendered: imported macros do not see the page's own context.
_reader: ContextVar[Reader | None] = ContextVar("reader", default=None)


@contextmanager
def reading(zone: str) -> Iterator[Reader]:
    """Let things read by this zone's clock, in the reader's language, until the block ends."""
    reader = Reader(catalogue(), zone, now().date())
    token = _reader.set(reader)
    try:
        yield reader
    finally:
        _reader.reset(token)


def reads() -> Reader:
    """Return how things read now."""
    return _reader.get() or Reader(catalogue(), "UTC", now().date())


def when(at: datetime) -> str:
    """Say an instant in the club's zone: "Thursday 3 December, 7 in the evening"."""
    return gettext("{day}, {hour}").format(day=day(at), hour=hour(at))


def day(at: datetime | date) -> str:
    """Say a day: "Thursday 3 December"; the year is added when it is far away."""
    local = _local(at).date() if isinstance(at, datetime) else at
    far = abs(reads().today - local) > _FAR
    return _dated(local, "EEEE d MMMM y" if far else "EEEE d MMMM")


def month(day: date) -> str:
    """Say a month: "March 2027"."""
    return _dated(day, "MMMM y")


def month_name(day: date) -> str:
    """Say a month where the year is plain: "March"."""
    return _dated(day, "LLLL")


def weekday(at: datetime) -> str:
    """Say the day of the week in the club's zone: "Thursday"."""
    return _dated(_local(at).date(), "EEEE")


def date_of(at: datetime) -> str:
    """Say a date where its weekday already stands: "3 December"."""
    return _dated(_local(at).date(), "d MMMM")


def hour(at: datetime) -> str:
    """Say a time of day in words and figures: "7:30 in the evening", "12 midday"."""
    return in_words(_local(at))


def in_words(local: datetime) -> str:
    """Say a local time of day: "7 in the evening", "half" and "quarter" left as figures."""
    figures = f"{local.hour % _MIDDAY or _MIDDAY}" + (f":{local.minute:02}" if local.minute else "")
    if local.minute == 0 and local.hour in {0, _MIDDAY}:
        return gettext("12 midday") if local.hour else gettext("12 midnight")
    part = next(name for end, name in _DAY_PARTS if local.hour < end)
    words = {
        "night": gettext("{time} at night"),
        "morning": gettext("{time} in the morning"),
        "afternoon": gettext("{time} in the afternoon"),
        "evening": gettext("{time} in the evening"),
    }
    return words[part].format(time=figures)


@lru_cache(maxsize=2048)
def _dated(day: date, pattern: str) -> str:
    """Say a day by a pattern: a page says the same few days many times."""
    return format_date(day, pattern, locale="en_GB")


def iso(at: datetime) -> str:
    """Write an instant for a ``datetime`` attribute, with the hour of the club's clock."""
    return _local(at).isoformat(timespec="seconds")


def _local(at: datetime) -> datetime:
    return at.astimezone(ZoneInfo(reads().zone))
