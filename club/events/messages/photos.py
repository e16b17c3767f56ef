"""What those are told who are on a photo of a night."""

from club.events.messages import Told
from club.kit.words import gettext as _
from club.notices.rules import Category, Notice


def asks(night: Told, photo_ref: str) -> Notice:
    """Ask somebody whether the others may see a photo they are on; it says neither who nor where.

    No hour goes with it: a lock screen would tell that its owner was there.
    """
    return Notice(
        kind="photo_asks",
        category=Category.PERSONAL,
        title=_("You are asked about a photo"),
        body=_("You may be on it. Look at it first. Yes and no are both fine."),
        path=f"/e/{night.ref}/photos",
        tag=f"photo:{photo_ref}",
        dedupe=f"photo:{photo_ref}",
    )
