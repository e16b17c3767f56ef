"""When a phone may be woken: quiet hours, pauses and switches, as each member chose."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from club.notices.rules.notice import Category, Notice

PUSHES_A_DAY = 3
UNCOUNTED = frozenset({Category.SEAT, Category.ACCOUNT})
"""What is pushed however much was pushed today; urgent changes are not counted either."""
SWITCHES = tuple(each for each in Category if each is not Category.ACCOUNT)
FOR_EVER = timedelta(days=36500)


@dataclass(frozen=True, slots=True)
class Wishes:
    """What one member wants of their phones; the hours are local, equal hours mean no quiet.

    Reminders wake whoever asked for them, and nobody else (people.md, E5).
    """

    quiet_from: int = 21
    quiet_to: int = 9
    paused_until: datetime | None = None
    off: frozenset[Category] = frozenset({Category.REMINDERS})


def wakes(notice: Notice, wishes: Wishes, *, pushed_today: int, now: datetime) -> bool:
    """Tell whether this is pushed at all; the letter in the inbox is written either way."""
    if wishes.paused_until is not None and now < wishes.paused_until:
        return False
    if notice.category in wishes.off:
        return False
    counted = notice.category not in UNCOUNTED and not notice.urgent
    return not counted or pushed_today < PUSHES_A_DAY


def not_before(notice: Notice, wishes: Wishes, *, zone: ZoneInfo, now: datetime) -> datetime:
    """Say when it may be pushed: at once, or when the member's quiet hours end.

    What cannot wait passes: an urgent change, and whatever is about the member's own account.
    """
    passes = notice.category is Category.ACCOUNT or (
        notice.urgent and notice.category is Category.CHANGES
    )
    return now if passes else quiet_end(wishes, zone=zone, now=now)


def quiet_end(wishes: Wishes, *, zone: ZoneInfo, now: datetime) -> datetime:
    """Return the end of the quiet hours that ``now`` lies in, else ``now``."""
    local = now.astimezone(zone)
    start, end = wishes.quiet_from, wishes.quiet_to
    over_midnight = start > end
    late, early = local.hour >= start, local.hour < end
    if not (late or early if over_midnight else late and early):
        return now
    day = local.date() + timedelta(days=1 if over_midnight and late else 0)
    # Wall time, so that nine o'clock is nine o'clock on the night the clocks change.
    return datetime(day.year, day.month, day.day, end, tzinfo=zone).astimezone(now.tzinfo)


def midnight(zone: ZoneInfo, now: datetime) -> datetime:
    """Return the beginning of the day that ``now`` is part of in this zone."""
    day = now.astimezone(zone).date()
    return datetime(day.year, day.month, day.day, tzinfo=zone).astimezone(now.tzinfo)


def waking(wishes: Wishes, lasts: timedelta, *, zone: ZoneInfo, now: datetime) -> datetime:
    """Return the end of a span that the member's quiet hours do not count towards.

    Twelve hours given at eight in the evening are one hour today and eleven tomorrow, so nobody
    must wake up for them.
    """
    at, left = now, lasts
    while True:
        at = quiet_end(wishes, zone=zone, now=at)
        following = _quiet_start(wishes, zone=zone, now=at)
        if following is None or at + left <= following:
            return at + left
        left -= following - at
        at = following


def _quiet_start(wishes: Wishes, *, zone: ZoneInfo, now: datetime) -> datetime | None:
    """Return when the next quiet hours begin; ``now`` is outside them. None if there are none."""
    if wishes.quiet_from == wishes.quiet_to:
        return None
    local = now.astimezone(zone)
    day = local.date() + timedelta(days=1 if local.hour >= wishes.quiet_from else 0)
    start = datetime(day.year, day.month, day.day, wishes.quiet_from, tzinfo=zone)
    return start.astimezone(now.tzinfo)
