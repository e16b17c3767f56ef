"""What is said about votes on paper. It may stand on a lock screen: no names, no questions."""

from datetime import datetime

from club.kit.words import gettext as _
from club.notices.rules import Category, Notice


def drawn(path: str, ref: str) -> Notice:
    """Tell a member that the lot drew them to enter papers."""
    return Notice(
        kind="decision-drawn",
        category=Category.PERSONAL,
        title=_("The lot has drawn you"),
        body=_("You offered to help with something. Open it to see how it goes on."),
        path=f"{path}/paper",
        tag=f"decision-{ref}",
        expires_at=None,
        dedupe=f"decision-drawn-{ref}",
    )


def wait(path: str, ref: str, *, until: datetime | None) -> Notice:
    """Remind those who enter papers that the time for it ends soon."""
    return Notice(
        kind="decision-papers",
        category=Category.PERSONAL,
        title=_("Something you took on ends soon"),
        body=_("Open it to see what is still to be done."),
        path=f"{path}/paper",
        tag=f"decision-{ref}",
        expires_at=until,
        dedupe=f"decision-papers-{ref}",
    )


def openly(path: str, ref: str, *, until: datetime | None) -> Notice:
    """Say that a member suggests to hold a vote openly, and that anybody may mind."""
    return Notice(
        kind="decision-openly",
        category=Category.VOTES,
        title=_("How shall a vote be held?"),
        body=_("A member suggests something. Open it if you would rather not."),
        path=f"{path}/paper",
        tag=f"decision-{ref}",
        expires_at=until,
        dedupe=f"decision-openly-{ref}",
    )
