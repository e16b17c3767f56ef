"""The words the room sends out."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from club.events.rules.answered import Answered
from club.events.rules.edits import Scope
from club.events.rules.places import Fact, Part
from club.events.rules.seats import Seat, Want
from club.events.rules.wishes import Via
from club.kit.words import gettext as _
from club.notices.rules import Category, Notice
from club.notices.rules.notice import TITLE_LENGTH

SOON = timedelta(hours=24)
_EVENING = 17


@dataclass(frozen=True, slots=True)
class Told:
    """What a notice says about a night."""

    ref: str
    title: str
    starts_at: datetime


def seat_given(night: Told) -> Notice:
    """Tell someone who waited that a place is theirs."""
    return about(
        night,
        kind="seat_given",
        category=Category.SEAT,
        title=_("A place came free: {title}").format(title=night.title),
        body=_("You were next on the list, so it is yours. If you cannot come, please say so."),
    )


def host_needed(night: Told, *, now: datetime) -> Notice:
    """Ask whether somebody can look after a night that has no host left."""
    return about(
        night,
        kind="host_needed",
        category=Category.CHANGES,
        title=_("Who looks after this night? {title}").format(title=night.title),
        body=_("No host can come. If you can, open the night and say so."),
        urgent=night.starts_at - now < SOON,
    )


def called_off(night: Told, words: str, *, now: datetime) -> Notice:
    """Tell those who come, or may come, that the night does not happen."""
    return about(
        night,
        kind="cancelled",
        category=Category.CHANGES,
        title=_("Called off: {title}").format(title=night.title),
        body=words or _("This night does not happen."),
        urgent=night.starts_at - now < SOON,
    )


def asked_again(night: Told, *, now: datetime) -> Notice:
    """Ask somebody who said yes whether that still holds: the night is another one now."""
    return about(
        night,
        kind="asked_again",
        category=Category.CHANGES,
        title=_("The time changed: {title}").format(title=night.title),
        body=_("Still OK? Your answer is a maybe now. Please look at the new time."),
        urgent=night.starts_at - now < SOON,
    )


def changed(night: Told, *, moved: bool, elsewhere: bool, now: datetime) -> Notice:
    """Tell those who come, or may come, that a night has another time or another place."""
    title = _("Moved: {title}") if moved else _("Another place: {title}")
    body = {
        (True, True): _("The time and the place are new. What you said stays."),
        (True, False): _("The time is new. What you said stays."),
    }.get((moved, elsewhere), _("The place is new. What you said stays."))
    return about(
        night,
        kind="changed",
        category=Category.CHANGES,
        title=title.format(title=night.title),
        body=body,
        urgent=night.starts_at - now < SOON,
    )


def reminder(night: Told) -> Notice:
    """Remind someone of the night they said they would come to."""
    return about(
        night,
        kind="reminder",
        category=Category.REMINDERS,
        title=night.title,
        body=_("You said you would like to come. You can still change your answer."),
    )


def answered(said: Answered) -> str:
    """Say to a member what their answer came to."""
    want, standing = said.want, said.standing
    if said.kept:
        later = _("You changed this later. Your answer: {answer}.")
        by_other = _("Somebody answered for you later, as you agreed. Your answer: {answer}.")
        return (by_other if said.via is Via.PROXY else later).format(answer=answer(want))
    if said.again:
        return _("The time changed after you said this. Still OK? Your answer is a maybe now.")
    if said.smaller:
        return _("You are coming. There was no room for all you wanted to bring.")
    if standing.seat is Seat.WAITING and standing.number is None:
        return _("Somebody was quicker. You still wait for a place.")
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


def helps(part: Part, *, offers: bool) -> str:
    """Say to a member what their offer to help came to."""
    if part is Part.HOST:
        return (
            _("Thank you. You look after this night.")
            if offers
            else _("You stepped back from looking after this night.")
        )
    return (
        _("Thank you. Your name stands at the door.")
        if offers
        else _("You stepped back from the door.")
    )


def rewritten(scope: Scope) -> str:
    """Say to a planner what was changed."""
    return {
        Scope.ONLY: _("The night is changed."),
        Scope.LATER: _("This night and those after it are changed."),
        Scope.ALL: _("The coming nights are changed."),
    }[scope]


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


def page(ref: str) -> str:
    """Return where words about a night lead."""
    return f"/e/{ref}"


def about(
    night: Told, *, kind: str, category: Category, title: str, body: str, urgent: bool = False
) -> Notice:
    """Return a notice about a night; it is of no use once the night has begun."""
    return Notice(
        kind=kind,
        category=category,
        title=title[:TITLE_LENGTH],
        body=body,
        path=page(night.ref),
        tag=f"night:{night.ref}",
        expires_at=night.starts_at,
        urgent=urgent,
        when=night.starts_at,
    )
