"""The words about a full room: offers, the queue, and answers for another."""

from club.events.messages import Told, about, answer
from club.events.rules.answered import Answered
from club.events.rules.offers import Moved
from club.events.rules.seats import QueueRule, Seat
from club.kit.words import gettext as _
from club.notices.rules import Category, Notice


def offered(night: Told) -> Notice:
    """Tell someone who asked to be asked that they may have a place."""
    return about(
        night,
        kind="offer",
        category=Category.SEAT,
        title=_("There is a place for you: {title}").format(title=night.title),
        body=_("Open the night to take it. If you do not, somebody else is asked."),
    )


def keep_place(night: Told) -> Notice:
    """Ask someone whose offers ran out whether they want to stay on the list."""
    return about(
        night,
        kind="keep_place",
        category=Category.SEAT,
        title=_("Shall we keep you on the list? {title}").format(title=night.title),
        body=_("A place was kept for you twice. You still wait, at the end of the list."),
    )


def answered_for(night: Told) -> Notice:
    """Tell both that one answered for the other."""
    return about(
        night,
        kind="answered_for",
        category=Category.PERSONAL,
        title=_("Answered for another: {title}").format(title=night.title),
        body=_("One of you answered for the other, as you agreed. It can still be changed."),
    )


def answered_by(said: Answered) -> str:
    """Say to a member what their answer for another came to."""
    if said.standing.seat is Seat.WAITING:
        return _("They are on the waiting list. You were both told.")
    return _("Their answer is: {answer}. You were both told.").format(answer=answer(said.want))


def passed_on(*, others: bool) -> str:
    """Say to a member what became of the offer that they let go."""
    if others:
        return _("The place goes to the next one. You still wait for another.")
    return _("Nobody else can take it now. You keep your place on the list.")


def moved(why: Moved) -> str:
    """Say why a host moved somebody in a queue."""
    return dict(reasons())[why]


def reasons() -> tuple[tuple[str, str], ...]:
    """Return why a host may move somebody, each with its words."""
    return (
        (Moved.ACCESS, _("Somebody needs it, because of access")),
        (Moved.SHARED_LIFT, _("Somebody shares a lift with one who comes")),
        (Moved.FIRST_TIME, _("Somebody comes for the first time")),
        (Moved.MISTAKE, _("We had made a mistake")),
    )


def next_is(rule: QueueRule) -> str:
    """Say who is next when a place comes free."""
    return {
        QueueRule.FIRST: _("A free place goes to whoever asked first."),
        QueueRule.LEAST_RECENT: _("A free place goes to whoever had none lately."),
    }[rule]
