"""What the page of one decision shows: frozen values, nothing left to ask the database."""

from dataclasses import dataclass
from datetime import datetime

from club.decisions.rules.differences import Difference
from club.decisions.rules.figures import Figures
from club.decisions.rules.frozen import Frozen
from club.decisions.rules.states import Carried, Choice, Class, OnRoll, Origin, State
from club.members.rules import Person


@dataclass(frozen=True, slots=True)
class Said:
    """One member's words in the talk."""

    person: Person | None
    words: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Grant:
    """The role a decision would give, in the club's words."""

    role: str
    person: Person | None
    days: int


@dataclass(frozen=True, slots=True)
class Changed:
    """What changed from one text to another.

    Args:
        since: the version it is compared with.
        otherwise: what would happen by itself is another thing too.
    """

    since: int
    question: Difference
    body: Difference
    otherwise: bool = False


@dataclass(frozen=True, slots=True)
class Backing:
    """Who stands behind a draft, and who is still needed.

    Args:
        changed: what changed since the words the reader last stood behind, if they did.
    """

    people: tuple[Person, ...]
    needed: int
    mine: bool
    may: bool
    asked: Person | None
    asked_me: bool
    agreed: bool
    changed: Changed | None


@dataclass(frozen=True, slots=True)
class Roll:
    """Who may vote, how many did, and how many must say yes.

    Args:
        ask_secret: how many ask for a secret vote, as long as that is open.
        asked_secret: the reader is one of them.
    """

    size: int
    dormant: int
    aside: int
    base: int
    ballots: int
    yes_needed: int
    people: tuple[Person, ...]
    mine: OnRoll | None
    may_vote: bool
    voted: bool
    ask_secret: int
    asked_secret: bool


@dataclass(frozen=True, slots=True)
class Votes:
    """Open ballots by choice, with their names; shown to those who voted, and after the close."""

    mine: Choice | None
    named: tuple[tuple[Choice, tuple[Person, ...]], ...]


@dataclass(frozen=True, slots=True)
class Effected:
    """What became of the effect."""

    became: Carried
    reason: str


@dataclass(frozen=True, slots=True)
class Viewed:
    """What somebody left under a result; None for the person where it is not signed."""

    person: Person | None
    signed: bool
    words: str


@dataclass(frozen=True, slots=True)
class Afterwards:
    """What may follow a result, and what has.

    Args:
        views: in no order.
        may_speak: the reader may add a view.
        until: when the time for views ends.
        review_at: when the members look at it again.
        look_again: that day has come, and nobody has asked yet.
    """

    views: tuple[Viewed, ...]
    may_speak: bool
    until: datetime
    review_at: datetime | None
    look_again: bool


@dataclass(frozen=True, slots=True)
class Relative:
    """A question that came before this one, or follows from it.

    Args:
        origin: why the later of the two was asked.
        earlier: it came before this one.
    """

    href: str
    question: str
    number: int | None
    origin: Origin
    earlier: bool


@dataclass(frozen=True, slots=True)
class DecisionPage:
    """Everything the page of one decision shows."""

    ref: str
    href: str
    number: int | None
    kind: Class
    state: State
    question: str
    body: str
    text_n: int
    others: int
    proposer: Person | None
    mine: bool
    grant: Grant | None
    rule: Frozen
    secret: bool
    noticed_at: datetime | None
    opens_at: datetime | None
    closes_at: datetime | None
    closed_at: datetime | None
    in_force_at: datetime | None
    extended: bool
    backing: Backing | None
    talk: tuple[Said, ...]
    roll: Roll | None
    votes: Votes | None
    figures: Figures | None
    effected: Effected | None
    relatives: tuple[Relative, ...]
    afterwards: Afterwards | None


@dataclass(frozen=True, slots=True)
class SlipPage:
    """A voter's slip, shown once; it does not say what they voted."""

    ref: str
    mark: str
    number: str
    change_key: str


@dataclass(frozen=True, slots=True)
class CheckPage:
    """Whether the ballot of a slip was counted."""

    href: str
    counted: bool
