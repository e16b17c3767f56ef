"""What the charter says about a kind of question, and who has a vote."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from club.charter import queries as charter
from club.decisions.rules.effects import Effect, RecordOnly
from club.decisions.rules.frozen import Frozen
from club.decisions.rules.proposals import supporters
from club.decisions.rules.raising import needs
from club.decisions.rules.states import Class
from club.members import queries as members


@dataclass(frozen=True, slots=True)
class Rulebook:
    """The numbers in force for one kind of question."""

    frozen: Frozen
    notice: timedelta
    open_for: timedelta
    dormancy: timedelta
    supporters: int


@dataclass(frozen=True, slots=True)
class Elector:
    """A member with a vote, and when they may last have been seen."""

    member_id: int
    last_seen: datetime


async def rulebook(kind: Class, now: datetime, does: Effect | None = None) -> Rulebook:
    """Return what the charter in force says about this kind of question.

    Args:
        kind: the kind.
        now: the moment.
        does: what the question would do; a change of the rules may take more than its kind.
    """
    charter_now = await charter.in_force(now)
    asks = charter_now.decision_class(kind)
    return Rulebook(
        frozen=Frozen(
            threshold=needs(charter_now, kind, does or RecordOnly()),
            cooling=asks.cooling,
            secret=asks.secret,
            secret_min_electorate=charter_now.whole("secret_min_electorate"),
            secret_min_ballots=charter_now.whole("secret_min_ballots"),
            zone=charter_now.word("club.zone"),
            publish_ballots_min=charter_now.whole("publish_ballots_min"),
            secret_request_min=charter_now.whole("secret_request_min"),
        ),
        notice=asks.notice,
        open_for=asks.open_for,
        dormancy=timedelta(days=charter_now.whole("dormancy_days")),
        supporters=supporters(charter_now.whole("sponsors_min"), kind),
    )


async def electors(now: datetime) -> list[Elector]:
    """Return the members with a vote, by number."""
    return [Elector(row.id, _end_of(row.sign_of_life)) for row in await members.voters(now)]


def _end_of(month: date) -> datetime:
    """Return when a month ends: whoever gave a sign of life in it may have done so until then."""
    following = (month.replace(day=1) + timedelta(days=32)).replace(day=1)
    return datetime.combine(following, time(0), tzinfo=UTC)
