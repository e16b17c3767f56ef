"""The notices this room posts itself."""

from club.kit.words import gettext as _
from club.notices.rules import Category, Notice

BROADCAST = "broadcast"
NIGHT_WORD = "night_word"
TRIAL = "trial"
COUNTED = (BROADCAST, NIGHT_WORD)
"""What counts against how often the club may be told something."""


def broadcast(title: str, body: str, ref: str) -> Notice:
    """A word to the whole club."""
    return Notice(BROADCAST, Category.NEWS, title, body, "/messages", f"broadcast:{ref}")


def trial() -> Notice:
    """The push that shows a member that push works."""
    return Notice(
        TRIAL,
        Category.ACCOUNT,
        _("This device gets messages"),
        _("You asked for this one, to see that it works."),
        "/me/notices",
        "trial",
    )
