"""When the club looks again at what it decided, and what may be asked then."""

from dataclasses import dataclass
from datetime import datetime

from tortoise.expressions import RawSQL
from tortoise.queryset import QuerySet

from club.charter import queries as charter
from club.charter.rules import Charter
from club.decisions.models import Decision, Review
from club.kit.db import UtcField
from club.kit.errors import NotFound

_INSTANT = UtcField()


@dataclass(frozen=True, slots=True)
class Looked:
    """The newest day on which the club looks at one decision again.

    Args:
        at: the day.
        asks: it has come, and any member may bring a change or the end.
    """

    at: datetime
    asks: bool


async def to_look_at_again(now: datetime) -> list[int]:
    """Return the ids of reviews that are due and not drafted yet, longest due first."""
    rows = Review.filter(drafted_at=None, due_at__lte=now).order_by("due_at", "id")
    return [row.id for row in await rows.only("id")]


async def looked_at(thing: str) -> datetime | None:
    """Return when the club looks at a thing again; None where no day is set."""
    row = await Review.filter(thing=thing, drafted_at=None).order_by("-due_at").first()
    return row.due_at if row else None


def with_looks(rows: QuerySet[Decision]) -> QuerySet[Decision]:
    """Let each row say when it is looked at again, which spares its page a question."""
    return rows.annotate(
        look_at=RawSQL(
            "(SELECT max(due_at) FROM decision_review WHERE decision_id = decision.id"
            " OR thing = 'decision/' || decision.ref)"
        )
    )


def look(row: Decision, now: datetime) -> Looked | None:
    """Return when the club looks at one decision again; its row was asked ``with_looks``.

    A rule, a role or a text has its own page for a change; a decision has only itself.
    """
    if row.look_at is None or row.superseded_by_id is not None:
        return None
    at, itself = _INSTANT.to_python_value(row.look_at), row.does().looked_at() is None
    return Looked(at, asks=at <= now) if itself or at > now else None


async def looked_at_now(ref: str, *, now: datetime) -> Decision:
    """Return the decision of this name, if the day has come to look at it again.

    Raises:
        NotFound: no such decision, or no such day.
    """
    carried = with_looks(Decision.exclude(in_force_at=None))
    row = await carried.get_or_none(ref=ref)
    found = look(row, now) if row else None
    if row is None or found is None or not found.asks:
        raise NotFound
    return row


async def second_look(now: datetime) -> tuple[int, int]:
    """Return the months until the club looks again: the usual number, and the most."""
    rules = await charter.in_force(now)
    return usual_look(rules), rules.whole("review_months_max")


def usual_look(rules: Charter) -> int:
    """Return after how many months the club looks at something again, where nothing else is said.

    Args:
        rules: the charter in force.
    """
    return min(rules.whole("decision.review_after"), rules.whole("review_months_max"))


async def longest_look(now: datetime) -> int:
    """Return after how many months at most the club looks again at anything."""
    return (await second_look(now))[1]
