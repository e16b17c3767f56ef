"""The words about what happens around a night: what is needed, what is said."""

from datetime import datetime

from club.events.messages import SOON, Told, about
from club.kit.words import gettext as _
from club.notices.messages.notices import NIGHT_WORD
from club.notices.rules import Category, Notice
from club.notices.rules.notice import TITLE_LENGTH


def free_again(night: Told, *, lift: bool) -> Notice:
    """Tell the hosts that a job is free, or whoever drives that a seat is."""
    job, seat = _("A job is free again: {title}"), _("A seat in your lift is free: {title}")
    return about(
        night,
        kind="free_again",
        category=Category.PERSONAL,
        title=(seat if lift else job).format(title=night.title),
        body=_("Somebody gave it back. The page of the night shows what is free."),
    )


def not_needed(night: Told, *, lift: bool, now: datetime) -> Notice:
    """Tell those who had taken something that it is off the list."""
    ride, thing = _("Your lift is off: {title}"), _("Not needed any more: {title}")
    by_car = _("Whoever offered it took it back. The page of the night shows other lifts.")
    return about(
        night,
        kind="not_needed",
        category=Category.PERSONAL,
        title=(ride if lift else thing).format(title=night.title),
        body=by_car if lift else _("What you had taken on is off the list. Thank you anyway."),
        urgent=lift and night.starts_at - now < SOON,
    )


def word(night: Told, body: str, ref: str) -> Notice:
    """A word from a host to those who answered a night."""
    return Notice(
        kind=NIGHT_WORD,
        category=Category.PERSONAL,
        title=_("From the hosts: {title}").format(title=night.title)[:TITLE_LENGTH],
        body=body,
        path=f"/e/{night.ref}",
        tag=f"word:{ref}",
        when=night.starts_at,
    )


def hidden(night: Told) -> Notice:
    """Tell somebody that what they said is hidden, without names."""
    return Notice(
        kind="text_hidden",
        category=Category.PERSONAL,
        title=_("A text of yours is hidden for three days"),
        body=_("Somebody asked others to look at it. It comes back by itself."),
        path=f"/e/{night.ref}",
        tag=f"hidden:{night.ref}",
    )


def look_at(report_ref: str) -> Notice:
    """Tell those who look after such things that there is a text to look at."""
    return Notice(
        kind="report",
        category=Category.PERSONAL,
        title=_("There is a text to look at"),
        body=_("A member asks you to read something and to decide what to do."),
        path="/e/reports",
        tag="reports",
        dedupe=f"report:{report_ref}",
    )
