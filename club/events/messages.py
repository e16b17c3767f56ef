"""The words the room sends out."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from club.kit.words import gettext as _
from club.notices.rules import Category, Notice
from club.notices.rules.notice import TITLE_LENGTH

_SOON = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Told:
    """What a notice says about a night."""

    ref: str
    title: str
    starts_at: datetime


def seat_given(night: Told) -> Notice:
    """Tell someone who waited that a place is theirs."""
    return _about(
        night,
        kind="seat_given",
        category=Category.SEAT,
        title=_("A place came free: {title}").format(title=night.title),
        body=_("You were next on the list, so it is yours. If you cannot come, please say so."),
    )


def called_off(night: Told, words: str, *, now: datetime) -> Notice:
    """Tell those who come, or may come, that the night does not happen."""
    return _about(
        night,
        kind="cancelled",
        category=Category.CHANGES,
        title=_("Called off: {title}").format(title=night.title),
        body=words or _("This night does not happen."),
        urgent=night.starts_at - now < _SOON,
    )


def reminder(night: Told) -> Notice:
    """Remind someone of the night they said they would come to."""
    return _about(
        night,
        kind="reminder",
        category=Category.REMINDERS,
        title=night.title,
        body=_("You said you would like to come. You can still change your answer."),
    )


def _about(
    night: Told, *, kind: str, category: Category, title: str, body: str, urgent: bool = False
) -> Notice:
    return Notice(
        kind=kind,
        category=category,
        title=title[:TITLE_LENGTH],
        body=body,
        path=f"/e/{night.ref}",
        tag=f"night:{night.ref}",
        expires_at=night.starts_at,
        urgent=urgent,
        when=night.starts_at,
    )
