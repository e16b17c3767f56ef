"""What the room sends out. Every word here may stand on a lock screen: no names, no questions."""

from datetime import datetime

from club.kit.words import gettext as _
from club.notices.rules import Category, Notice

_TO_ONE = frozenset(
    {
        "decision-asked",
        "decision-suggested",
        "decision-adopted",
        "decision-reworded",
        "decision-concerns",
    }
)


def asked(path: str, ref: str) -> Notice:
    """Ask a member whether they are willing; what for stands inside only."""
    return _notice(
        "decision-asked",
        _("Somebody asks you something"),
        _("Open it to read it and to say yes or no."),
        path,
        ref,
    )


def suggested(path: str, ref: str) -> Notice:
    """Tell whoever brought an idea that somebody suggests other words for it."""
    return _notice(
        "decision-suggested",
        _("Somebody suggests other words"),
        _("You can take them up or leave them."),
        f"{path}/words",
        ref,
    )


def adopted(path: str, ref: str) -> Notice:
    """Tell an author that their words are the idea's words now."""
    return _notice(
        "decision-adopted",
        _("Your words were taken up"),
        _("Open it to see it, and to stand behind it if you like."),
        path,
        ref,
    )


def reworded(path: str, ref: str, version: int) -> Notice:
    """Tell a supporter that the words have changed and that their support ended with the old."""
    return _notice(
        "decision-reworded",
        _("An idea you support has new words"),
        _("Open it to see what changed. If you still support it, say so again."),
        path,
        f"{ref}-{version}",
    )


def noticed(path: str, ref: str) -> Notice:
    """Say that a question is up for talk before the vote."""
    return _notice(
        "decision-noticed",
        _("A new question for the members"),
        _("You can read it and talk about it now. The vote comes later."),
        path,
        ref,
    )


def concerns(path: str, ref: str) -> Notice:
    """Tell a member that a question is about them; what it is stands inside only."""
    return _notice(
        "decision-concerns",
        _("Something for you to read"),
        _("Open it in the app. You can answer before anybody votes."),
        path,
        ref,
    )


def look_again(path: str, ref: str) -> Notice:
    """Say that the club agreed to look at something again now."""
    return _notice(
        "decision-again",
        _("Something to look at again"),
        _("The club agreed to look at it now. Open it to see whether it shall stay."),
        path,
        ref,
    )


def brought_back(path: str, ref: str) -> Notice:
    """Say that enough members asked for something decided to be taken up again."""
    return _notice(
        "decision-brought-back",
        _("A question comes back to the members"),
        _("Enough members asked for it. You can read it and talk about it now."),
        path,
        ref,
    )


def called_again(path: str, ref: str) -> Notice:
    """Say that a question is put to the members once more, because too few answered."""
    return _notice(
        "decision-called-again",
        _("A question comes to the members once more"),
        _("Too few had said yes. Now fewer are enough."),
        path,
        ref,
    )


def opened(path: str, ref: str, *, until: datetime) -> Notice:
    """Say that a vote has begun."""
    return _notice(
        "decision-opened",
        _("A decision is waiting for you"),
        _("Open it to read and to vote."),
        path,
        ref,
        until,
    )


def last_day(path: str, ref: str, *, until: datetime) -> Notice:
    """Remind those who have not voted that a vote ends within a day."""
    return _notice(
        "decision-last-day",
        _("A decision is still waiting for you"),
        _("The vote ends soon. You can also leave it be."),
        path,
        ref,
        until,
    )


def closed(path: str, ref: str) -> Notice:
    """Say that there is a result."""
    return _notice(
        "decision-closed",
        _("A decision has a result"),
        _("Open it to see what the members decided."),
        path,
        ref,
    )


def extended(path: str, ref: str, *, until: datetime) -> Notice:
    """Say that the clock gave a vote its one more chance."""
    return _notice(
        "decision-extended",
        _("A vote goes on a little longer"),
        _("Not enough people had voted. Your vote still counts."),
        path,
        ref,
        until,
    )


def put_off(path: str, ref: str, *, until: datetime) -> Notice:
    """Say that a vote goes on because the program did not run for a while."""
    return _notice(
        "decision-put-off",
        _("A vote goes on a little longer"),
        _("The app did not work for a while. Your vote still counts."),
        path,
        ref,
        until,
    )


def _notice(  # one line per word of the notice
    kind: str, title: str, body: str, path: str, ref: str, until: datetime | None = None
) -> Notice:
    return Notice(
        kind=kind,
        category=Category.PERSONAL if kind in _TO_ONE else Category.VOTES,
        title=title,
        body=body,
        path=path,
        tag=f"decision-{ref}",
        expires_at=until,
        dedupe=f"{kind}-{ref}",
    )
