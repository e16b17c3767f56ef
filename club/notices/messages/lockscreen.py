"""What a lock screen may say, at the three levels a member can choose for each device.

Level 0 says nothing that tells a bystander what kind of club this is, or that it is one: the
neutral name and a sentence from a fixed list (people.md E3). Level 1 adds day and hour, level 2
the title and, where it is not somebody's own words, the text.
"""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from babel.dates import format_date

from club.kit.words import gettext as _
from club.notices.rules import Category, Notice

LEVELS = (0, 1, 2)
_LONGEST_TITLE = 100
_LONGEST_BODY = 240
_OWN_WORDS = frozenset({Category.PERSONAL, Category.NEWS})
"""Written by a member: such text is read in the app alone."""


@dataclass(frozen=True, slots=True)
class Screen:
    """The two lines a lock screen shows."""

    title: str
    body: str


def screen(notice: Notice, level: int, *, alias: str, zone: ZoneInfo) -> Screen:
    """Say what this device's lock screen shows.

    Args:
        notice: what is told.
        level: 0 nothing, 1 day and hour, 2 title and text.
        alias: the neutral name the club chose for where strangers may look.
        zone: the club's time zone.
    """
    neutral = _neutral(notice.category)
    if level == LEVELS[2] and notice.category is not Category.PERSONAL:
        body = neutral if notice.category in _OWN_WORDS else notice.body
        return Screen(_short(notice.title, _LONGEST_TITLE), _short(body, _LONGEST_BODY))
    if level >= LEVELS[1] and notice.when is not None:
        local = notice.when.astimezone(zone)
        weekday = format_date(local.date(), "EEEE", locale="en_GB")
        return Screen(alias, f"{neutral}: {weekday} {local:%H:%M}")
    return Screen(alias, neutral)


def _neutral(category: Category) -> str:
    return {
        Category.CHANGES: _("Something changed"),
        Category.SEAT: _("A place is free"),
        Category.REMINDERS: _("A reminder"),
        Category.PERSONAL: _("A message for you"),
        Category.VOTES: _("Something to look at"),
        Category.NEWS: _("Something new"),
        Category.ACCOUNT: _("Please have a look"),
    }[category]


def _short(text: str, longest: int) -> str:
    line = " ".join(text.split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"
