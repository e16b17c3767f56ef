"""The words the room sends out."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from club.events.rules.places import Fact
from club.events.rules.seats import Standing, Want
from club.kit.words import gettext as _
from club.notices.messages.notices import NIGHT_WORD
from club.notices.rules import Category, Notice
from club.notices.rules.notice import TITLE_LENGTH

_SOON = timedelta(hours=24)
_EVENING = 17


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


def answered(want: Want, standing: Standing, *, kept: bool) -> str:
    """Say to a member what their answer came to."""
    if kept:
        return _("You changed this later. Your answer: {answer}.").format(answer=answer(want))
    if standing.number is not None:
        return _("The room is full. You are number {n} on the waiting list.").format(
            n=standing.number
        )
    return {
        Want.COMING: _("You are coming. See you there."),
        Want.MAYBE: _("Noted. You can also just come."),
        Want.NO: _("Noted. Another time, then."),
    }[want]


def answer(want: Want) -> str:
    """Name an answer."""
    return {
        Want.COMING: _("coming"),
        Want.MAYBE: _("maybe"),
        Want.NO: _("not this time"),
    }[want]


def fact(about: Fact) -> str:
    """Name what is told about a room."""
    return {
        Fact.STEPS: _("Steps and doors"),
        Fact.TOILET: _("Toilet"),
        Fact.QUIET: _("A quiet corner"),
        Fact.LIGHT: _("Light"),
        Fact.NOISE: _("Noise"),
        Fact.TRAVEL: _("Getting there"),
    }[about]


def soon(starts: datetime, now: datetime) -> str:
    """Say how near a night is, by the clock on the wall; "" if it is further than tomorrow."""
    days = (starts.date() - now.date()).days
    if days == 0:
        return _("Tonight") if starts.hour >= _EVENING else _("Today")
    return _("Tomorrow") if days == 1 else ""


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


def free_again(night: Told, *, lift: bool) -> Notice:
    """Tell the hosts that a job is free, or whoever drives that a seat is."""
    job, seat = _("A job is free again: {title}"), _("A seat in your lift is free: {title}")
    return _about(
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
    return _about(
        night,
        kind="not_needed",
        category=Category.PERSONAL,
        title=(ride if lift else thing).format(title=night.title),
        body=by_car if lift else _("What you had taken on is off the list. Thank you anyway."),
        urgent=lift and night.starts_at - now < _SOON,
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
