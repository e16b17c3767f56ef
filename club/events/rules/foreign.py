"""Reads how something repeats in the calendars of others, as far as a series of ours may."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from club.events.rules import rrule, series
from club.events.rules.series import DAYS, STAMP, BadRule, Every, Rule
from club.events.rules.times import wall

_END_OF_DAY = "T235959"
_DATE_LENGTH = 8


@dataclass(frozen=True, slots=True)
class Repeats:
    """How something repeats after its first time.

    Args:
        rule: the rule; None if it does not repeat, or the first time is the only one.
        week_from: the day that weeks begin with, Monday is 0.
        fits: the first time is one that the rule gives.
    """

    rule: Rule | None
    week_from: int = 0
    fits: bool = True


def read(text: str, first: datetime, zone: str) -> Repeats:
    """Read how something repeats, with what calendars leave unsaid filled in.

    The first time counts, also where the rule would not give it.

    Args:
        text: the rule as iCalendar writes it, or "".
        first: the first start, by the clock of the zone.
        zone: the zone in which the rule is to be followed.

    >>> thursday = datetime(2027, 3, 18, 19)
    >>> str(read("FREQ=WEEKLY;UNTIL=20270401T183000Z", thursday, "Europe/Dublin").rule)
    'FREQ=WEEKLY;BYDAY=TH;UNTIL=20270401T193000'
    >>> read("FREQ=WEEKLY;BYDAY=FR;COUNT=3;WKST=SU", thursday, "UTC")
    ... # doctest: +NORMALIZE_WHITESPACE
    Repeats(rule=Rule(every=<Every.WEEK: 'WEEKLY'>, days=(4,), weeks=1, nth=0, until=None,
    times=2), week_from=6, fits=False)

    Raises:
        BadRule: it repeats in a way that no series of the club may.
    """
    if not text:
        return Repeats(None)
    pairs = (part.partition("=") for part in text.upper().split(";") if part)
    parts = {name: value for name, _, value in pairs}
    begins = parts.pop("WKST", DAYS[0])
    if begins not in DAYS:
        message = f"no such day: {begins}"
        raise BadRule(message)
    if parts.get("FREQ") == Every.WEEK:
        parts.setdefault("BYDAY", DAYS[first.weekday()])
    if "UNTIL" in parts:
        parts["UNTIL"] = _until(parts["UNTIL"], zone)
    rule = rrule.parse(";".join(f"{name}={value}" for name, value in parts.items()))
    fits = _meets(rule, first)
    return Repeats(rule if fits else _rest(rule), DAYS.index(begins), fits)


def _meets(rule: Rule, first: datetime) -> bool:
    """Tell whether a rule gives the day of the first time."""
    on = first.weekday() in rule.days
    return on and (rule.every is Every.WEEK or series.is_nth(first.date(), rule.nth))


def _rest(rule: Rule) -> Rule | None:
    """Return what is left of a rule when one time was beside it."""
    if rule.times is None:
        return rule
    return replace(rule, times=rule.times - 1) if rule.times > 1 else None


def _until(said: str, zone: str) -> str:
    if len(said) == _DATE_LENGTH:
        return said + _END_OF_DAY
    if not said.endswith("Z"):
        return said
    try:
        at = datetime.strptime(said[:-1], STAMP).replace(tzinfo=UTC)
        return wall(at, zone).strftime(STAMP)
    except OverflowError:
        return said[:-1]  # at the end of all time, no hour matters
    except ValueError as error:
        message = "the end of this rule cannot be read"
        raise BadRule(message) from error
