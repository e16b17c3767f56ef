"""What is said about meetings. It may stand on a lock screen: no names, no topics."""

from datetime import datetime

from club.kit.words import gettext as _
from club.notices.rules import Category, Notice


def asked(path: str, ref: str) -> Notice:
    """Tell the committee, and those who asked, that a day is to be set."""
    return _notice(
        "meeting-asked",
        (_("A meeting is asked for"), _("Enough members ask for it. Now a day is to be set.")),
        path,
        ref,
    )


def called(path: str, ref: str, starts_at: datetime | None) -> Notice:
    """Tell everybody that a meeting of all members is called."""
    return _notice(
        "meeting-called",
        (_("All members are called together"), _("Open it to read when, where and what for.")),
        path,
        ref,
        starts_at,
    )


def agenda(path: str, ref: str, starts_at: datetime | None) -> Notice:
    """Tell everybody that the agenda of a meeting is out."""
    return _notice(
        "meeting-agenda",
        (_("What the next meeting talks about"), _("The list is out. You can read it now.")),
        path,
        ref,
        starts_at,
    )


def writes(path: str, ref: str) -> Notice:
    """Tell a member that they were chosen to write the minutes."""
    return _notice(
        "meeting-writes",
        (_("You write it down this time"), _("Open it when you are ready to write.")),
        f"{path}/minutes",
        ref,
        category=Category.PERSONAL,
    )


def late(path: str, ref: str) -> Notice:
    """Remind whoever writes that the minutes were to be out by now."""
    return _notice(
        "meeting-late",
        (
            _("Something you took on is waiting"),
            _("If it is too much, you can hand it back. Nobody asks why."),
        ),
        f"{path}/minutes",
        ref,
        category=Category.PERSONAL,
    )


def proposed(path: str, ref: str) -> Notice:
    """Tell everybody that minutes are there to read."""
    return _notice(
        "meeting-minutes",
        (
            _("There is something new to read"),
            _("You can read it, and say what you would put otherwise."),
        ),
        f"{path}/minutes",
        ref,
    )


def corrected(path: str, ref: str, version: int) -> Notice:
    """Tell whoever writes that somebody would put something otherwise."""
    return _notice(
        "meeting-corrected",
        (
            _("Somebody would put something otherwise"),
            _("Open it to read it. You can take it up or leave it."),
        ),
        f"{path}/minutes",
        f"{ref}-{version}",
        category=Category.PERSONAL,
    )


def _notice(  # one line per word of the notice
    kind: str,
    says: tuple[str, str],
    path: str,
    ref: str,
    until: datetime | None = None,
    *,
    category: Category = Category.VOTES,
) -> Notice:
    return Notice(
        kind=kind,
        category=category,
        title=says[0],
        body=says[1],
        path=path,
        tag=f"meeting-{ref}",
        expires_at=until,
        dedupe=f"{kind}-{ref}",
    )
