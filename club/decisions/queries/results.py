"""What may follow a result, as its page shows it."""

from dataclasses import dataclass
from datetime import datetime

from club.decisions.queries.looking import Looked
from club.decisions.rules.fates import Fate
from club.members.rules import Person


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
        fate: what has become of it.
        begins: when it comes into force, as long as nothing has followed from it.
        challenged: members say that something went wrong in its vote.
        look: when the club looks at it again; None where no day is set.
        reopens: as far as this page knows, enough members could bring it back.
    """

    views: tuple[Viewed, ...]
    may_speak: bool
    until: datetime
    fate: Fate
    begins: datetime | None
    challenged: bool
    look: Looked | None
    reopens: bool
