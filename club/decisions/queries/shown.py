"""What the page of one decision shows: frozen values, nothing left to ask the database."""

from dataclasses import dataclass
from datetime import datetime

from club.decisions.queries.counts import Counting, parts
from club.decisions.queries.elections import Election
from club.decisions.queries.onpaper import OnPaper
from club.decisions.queries.papers import Paper
from club.decisions.queries.replies import Reply
from club.decisions.queries.results import Afterwards
from club.decisions.queries.voted import Votes, Why
from club.decisions.rules.differences import Difference
from club.decisions.rules.figures import Figures
from club.decisions.rules.frozen import Frozen
from club.decisions.rules.states import Carried, Class, OnRoll, Origin, State
from club.members.rules import Person


@dataclass(frozen=True, slots=True)
class Said:
    """One member's words in the talk."""

    person: Person | None
    words: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Does:
    """What a decision would do by itself, in the club's words.

    Args:
        symbol: the drawn symbol beside it.
        sentence: what would be done.
        people: whom it is about.
        nobody: what stands in their place once they have left; empty where it is about nobody.
        facts: what it is now, what it would be.
        words: a longer text that would be agreed.
        options: what there is to choose from.
        done: what is said once it was carried out; ``{when}`` is when it counts from.
        onward: where to see it then, and the words of that link.
        instead: where to ask for something else, and the words of that link.
    """

    symbol: str
    sentence: str
    done: str
    people: tuple[Person, ...] = ()
    nobody: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    words: str = ""
    options: tuple[str, ...] = ()
    onward: tuple[str, str] = ("", "")
    instead: tuple[str, str] = ("", "")


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
        on_paper: the reader has handed in a paper.
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
    on_paper: bool = False

    @property
    def may(self) -> int:
        """How many may vote: the roll without those who stepped aside, left, or are asked about."""
        return self.size - self.aside


@dataclass(frozen=True, slots=True)
class Effected:
    """What became of the effect."""

    became: Carried
    reason: str


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
    review_months: int | None
    text_n: int
    others: int
    proposer: Person | None
    mine: bool
    does: Does | None
    about_me: bool
    replies: tuple[Reply, ...]
    rule: Frozen
    secret: bool
    noticed_at: datetime | None
    opens_at: datetime | None
    closes_at: datetime | None
    closed_at: datetime | None
    in_force_at: datetime | None
    extended: bool
    down_hours: int | None
    backing: Backing | None
    talk: tuple[Said, ...]
    roll: Roll | None
    paper: Paper
    election: Election | None
    votes: Votes | None
    whys: tuple[Why, ...]
    figures: Figures | None
    counting: Counting | None
    listed: bool
    """Whether the list of secret ballots is shown to those on the roll."""
    effected: Effected | None
    relatives: tuple[Relative, ...]
    dropped: bool
    """Too few answered, and it is not asked once more: what it asks is not possible now."""
    afterwards: Afterwards | None
    on_paper: OnPaper

    @property
    def parts(self) -> tuple[tuple[str, int], ...]:
        """The shares of a result that add up to all ballots; nothing where they do not."""
        return parts(self.figures, self.counting, self.paper.method)
