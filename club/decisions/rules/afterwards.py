"""What may follow a result: a view beside it, a second look, the question brought back."""

from calendar import monthrange
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from club.kit.words import gettext as _

QUESTION_LENGTH = 140
_YEAR = 12
_SPANS = (1, 3, 6, 12, 18, 24, 36, 48, 60)


class Again(StrEnum):
    """What may be asked about something that was decided."""

    KEEP = "keep"
    CHANGE = "change"
    END = "end"


def may_still_speak(closed_at: datetime | None, cooling: timedelta, now: datetime) -> bool:
    """Tell whether views may be added to a result: after the close, while it cools down.

    >>> from datetime import UTC
    >>> noon = datetime(2027, 3, 4, 12, tzinfo=UTC)
    >>> hour = timedelta(hours=1)
    >>> may_still_speak(noon, hour, noon), may_still_speak(noon, hour, noon + hour)
    (True, False)
    >>> may_still_speak(None, hour, noon)
    False
    """
    return closed_at is not None and closed_at <= now < closed_at + cooling


def months_after(at: datetime, months: int, zone: ZoneInfo) -> datetime:
    """Find the same hour so many months later, or on the last day of a month that is too short.

    >>> from datetime import UTC
    >>> dublin = ZoneInfo("Europe/Dublin")
    >>> str(months_after(datetime(2027, 8, 31, 19, tzinfo=UTC), 6, dublin))
    '2028-02-29 20:00:00+00:00'
    """
    local = at.astimezone(zone)
    years, month = divmod(local.month - 1 + months, _YEAR)
    year = local.year + years
    day = min(local.day, monthrange(year, month + 1)[1])
    return local.replace(year=year, month=month + 1, day=day).astimezone(at.tzinfo)


def spans(usual: int, most: int) -> tuple[int, ...]:
    """Return the months to choose from until the members look again.

    >>> spans(6, 24)
    (1, 3, 6, 12, 18, 24)
    >>> spans(5, 12)
    (1, 3, 5, 6, 12)
    """
    return tuple(sorted({each for each in (*_SPANS, usual) if each <= most}))


def asked_again(what: Again, question: str, body: str) -> dict[str, str]:
    """Return what the form for an idea says when it asks again about something decided.

    >>> asked_again(Again.END, "Shall we open on Sundays?", "")["question"]
    'Shall we end this: “Shall we open on Sundays?”'
    """
    if what is Again.CHANGE:
        return {"question": question, "body": body, "does": "record"}
    asks = (
        _("Shall we keep this: “{question}”")
        if what is Again.KEEP
        else _("Shall we end this: “{question}”")
    )
    room = QUESTION_LENGTH - len(asks.format(question=""))
    short = question if len(question) <= room else question[: room - 1].rstrip() + "…"
    return {"question": asks.format(question=short), "body": "", "does": "record"}
