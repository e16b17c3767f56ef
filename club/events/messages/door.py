"""What is said at the door of a night: wishes, and how many are here."""

from datetime import date

from babel.dates import format_date

from club.events.rules.presence import FEWEST
from club.events.rules.wishes import Wish
from club.kit.words import gettext as _

Words = tuple[str, str]
"""The name of a symbol, and the words that stand beside it."""


def wish(wished: Wish) -> Words:
    """Say to the door what somebody wishes for."""
    return {
        Wish.LATE: ("clock", _("Comes later")),
        Wish.LEAVE_EARLY: ("leave", _("Goes early")),
        Wish.MEET_ME: ("door", _("Please meet me at the door")),
        Wish.QUIET: ("leaf", _("Likes it quiet")),
    }[wished]


def thanks(*, here: bool) -> str:
    """Say to a member what came of saying that they are here."""
    if here:
        return _("Good to have you here.")
    return _("Taken back. You are not counted.")


def few(people: int) -> str:
    """Say a number of people of a month, or that there were only few.

    >>> few(4), few(5)
    ('fewer than 5 people', '5 people')
    """
    words = _("{n} people") if people >= FEWEST else _("fewer than {n} people")
    return words.format(n=max(people, FEWEST))


def month(first: date) -> str:
    """Name a month.

    >>> month(date(2027, 3, 1))
    'March 2027'
    """
    return format_date(first, "MMMM y", locale="en_GB")
