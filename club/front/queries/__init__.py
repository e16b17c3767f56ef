"""Pages that show several rooms at once."""

from dataclasses import dataclass
from datetime import datetime

from club.access import queries as access
from club.decisions.queries.lists import DecisionCard, waiting_for
from club.decisions.queries.meetings import MeetingCard, next_meeting
from club.events.queries import public
from club.events.queries.ahead import coming_nights
from club.events.queries.cards import NightCard
from club.kit.words import gettext as _
from club.members import queries as members
from club.members.rules import Person
from club.roles import queries as roles
from club.roles.rules import Right

_NIGHTS_SHOWN = 4

Way = tuple[str, str, str]
"""A place to go on to: address, label, hint."""


@dataclass(frozen=True, slots=True)
class HomePage:
    """The next night first, then what waits for this member's vote."""

    next_night: NightCard | None
    later: tuple[NightCard, ...]
    meeting: MeetingCard | None
    decision: DecisionCard | None
    more_decisions: int
    first_steps: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class WelcomePage:
    """What a stranger sees; ``open_nights``: there are nights that strangers may read of."""

    founded: bool
    open_nights: bool


@dataclass(frozen=True, slots=True)
class MePage:
    """Where a member goes on from their own page."""

    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class Helper:
    """Somebody to ask, and why them."""

    person: Person
    role: str


@dataclass(frozen=True, slots=True)
class HelpPage:
    """Who can be asked; nobody is named to a stranger."""

    people: tuple[Helper, ...]


async def home_page(member_id: int, *, now: datetime) -> HomePage:
    """Return a member's first page."""
    nights = await coming_nights(member_id, now=now, limit=_NIGHTS_SHOWN)
    decisions = await waiting_for(member_id, now=now)
    return HomePage(
        next_night=nights[0] if nights else None,
        later=tuple(nights[1:]),
        meeting=await next_meeting(now),
        decision=decisions[0] if decisions else None,
        more_decisions=max(0, len(decisions) - 1),
        first_steps=() if nights else await _first_steps(member_id, now),
    )


async def welcome_page(*, now: datetime) -> WelcomePage:
    """Return what the club says to somebody it does not know."""
    return WelcomePage(await access.is_founded(), open_nights=await public.there_are(now=now))


async def me_page(member_id: int, *, now: datetime) -> MePage:
    """Return the ways on from a member's own page."""
    ways = [
        ("/me/name", _("My name"), _("What others call me here")),
        ("/me/pause", _("Have a rest"), _("No messages for a while, your vote is kept")),
        ("/me/powers", _("What I may do"), _("And why, or why not")),
        ("/me/proxies", _("Who may answer for me"), _("For a bad day")),
        ("/me/blocks", _("Members I do not want to meet here"), _("They are not told")),
        ("/me/evenings", _("My evenings"), _("A diary for you alone, and what the door may do")),
        ("/me/check", _("Check on me"), _("Ask friends to say hello after some weeks")),
        ("/me/notices", _("Reminders"), _("What my phone may say, and when")),
        ("/me/calendar", _("My calendar"), _("The nights in the calendar of my phone")),
        ("/me/sessions", _("Where I am signed in"), _("My phones and browsers")),
        ("/me/keys", _("How I sign in"), _("Passphrase and passkeys")),
    ]
    if await roles.holds(member_id, Right.INVITE, now=now):
        ways.append(("/me/invitations", _("Invitations"), _("Ask somebody to join")))
    ways += [
        ("/install", _("Put the club on this phone"), _("With a plain name and picture")),
        ("/me/leaving", _("Leave the club"), _("No reason needed")),
    ]
    return MePage(tuple(ways))


async def help_page(member_id: int | None, *, now: datetime) -> HelpPage:
    """Return whom to ask: for members, those who hold a role today."""
    if member_id is None:
        return HelpPage(())
    held = await roles.mandates(now=now)
    people = await members.people(each.member_id for each in held)
    return HelpPage(
        tuple(
            Helper(people[each.member_id], each.role_name)
            for each in held
            if each.member_id in people
        )
    )


async def _first_steps(member_id: int, now: datetime) -> tuple[Way, ...]:
    steps = [
        ("/roles", _("See who holds which role"), ""),
        ("/decisions/new", _("Put an idea to the club"), _("Any member may")),
    ]
    if await roles.holds(member_id, Right.SCHEDULE_EVENT, now=now):
        steps.insert(0, ("/e/new", _("Plan a night"), _("One evening, or every week")))
    if await roles.holds(member_id, Right.INVITE, now=now):
        steps.append(("/me/invitations", _("Ask somebody to join"), ""))
    return tuple(steps)
