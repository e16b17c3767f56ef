"""What the room sends out about a result that members challenge, and to those who look at it."""

from dataclasses import replace

from club.kit.words import gettext as _
from club.notices.rules import Category, Notice


def held(path: str, ref: str) -> Notice:
    """Say that a result is looked at before anything follows from it."""
    return _notice(
        "decision-held",
        _("A result does not count yet"),
        _("Members want it to be looked at. Open it to read why."),
        f"{path}/challenge",
        ref,
    )


def judge(path: str, ref: str, seat: int) -> Notice:
    """Ask one who was drawn to look at a result; what it is stands inside only."""
    asked = _notice(
        "decision-judge",
        _("The club asks something of you"),
        _("Open it in the app to read what, and until when."),
        f"{path}/challenge",
        f"{ref}-{seat}",
    )
    return replace(asked, category=Category.PERSONAL)


def found(path: str, ref: str) -> Notice:
    """Say that a result was looked at."""
    return _notice(
        "decision-found",
        _("A result was looked at"),
        _("Open it to read what was found."),
        f"{path}/challenge",
        ref,
    )


def run_again(path: str, ref: str) -> Notice:
    """Say that a vote is held anew, because it did not go as it should."""
    return _notice(
        "decision-run-again",
        _("A vote is held anew"),
        _("Open it to read why. You can talk about it now."),
        path,
        ref,
    )


def _notice(kind: str, title: str, body: str, path: str, ref: str) -> Notice:
    return Notice(
        kind=kind,
        category=Category.VOTES,
        title=title,
        body=body,
        path=path,
        tag=f"decision-{ref}",
        dedupe=f"{kind}-{ref}",
    )
