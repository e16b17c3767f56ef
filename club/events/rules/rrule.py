"""Reads the small part of iCalendar's RRULE that a series may have; all else is refused."""

from datetime import datetime

from club.events.rules.series import DAYS, STAMP, BadRule, Every, Rule


def parse(text: str) -> Rule:
    """Read a rule; the order of its parts does not matter.

    >>> str(parse("BYDAY=TH;FREQ=WEEKLY;INTERVAL=2"))
    'FREQ=WEEKLY;INTERVAL=2;BYDAY=TH'

    Raises:
        BadRule: anything but the small part of RRULE that a club's series needs.
    """
    parts = [part.partition("=") for part in text.strip().upper().split(";") if part]
    found = {name: value for name, _, value in parts}
    known = {"FREQ", "INTERVAL", "BYDAY", "UNTIL", "COUNT"}
    if len(found) != len(parts) or not {"FREQ", "BYDAY"} <= set(found) <= known:
        message = "a rule has FREQ and BYDAY, and perhaps INTERVAL, UNTIL or COUNT, each once"
        raise BadRule(message)
    try:
        days = [_day(each) for each in found["BYDAY"].split(",")]
        return Rule(
            every=Every(found["FREQ"]),
            days=tuple(sorted(day for _, day in days)),
            weeks=_whole(found.get("INTERVAL", "1")),
            nth=days[0][0] if len(days) == 1 else max((abs(nth) for nth, _ in days), default=0),
            until=_stamp(found["UNTIL"]) if "UNTIL" in found else None,
            times=_whole(found["COUNT"]) if "COUNT" in found else None,
        )
    except BadRule:
        raise
    except ValueError as error:
        message = "a part of this rule cannot be read"
        raise BadRule(message) from error


def _day(text: str) -> tuple[int, int]:
    number, name = text[:-2], text[-2:]
    if name not in DAYS:
        message = f"no such day: {name}"
        raise BadRule(message)
    return (int(number) if number else 0), DAYS.index(name)


def _whole(text: str) -> int:
    if not text.isascii() or not text.isdigit():
        message = "not a whole number"
        raise BadRule(message)
    return int(text)


def _stamp(text: str) -> datetime:
    return datetime.strptime(text, STAMP)  # noqa: DTZ007  # a time on the wall has no zone
