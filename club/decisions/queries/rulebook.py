"""What the charter says about a kind of question, who has a vote, and what an effect needs."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from club.charter import queries as charter
from club.decisions.rules.counting import Threshold
from club.decisions.rules.effects import Effect, GrantRole
from club.decisions.rules.frozen import Frozen
from club.decisions.rules.states import Class
from club.kit.words import gettext as _
from club.members import queries as members
from club.roles import queries as roles


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


async def rulebook(kind: Class, now: datetime) -> Rulebook:
    """Return what the charter in force says about this kind of question."""
    charter_now = await charter.in_force(now)
    asks = charter_now.decision_class(kind)
    return Rulebook(
        frozen=Frozen(
            threshold=Threshold(asks.threshold, asks.strict, asks.yes_floor, asks.min_yes),
            cooling=asks.cooling,
            secret=asks.secret,
            secret_min_electorate=charter_now.whole("secret_min_electorate"),
            secret_min_ballots=charter_now.whole("secret_min_ballots"),
            zone=charter_now.word("club.zone"),
            secret_request_min=charter_now.whole("secret_request_min"),
        ),
        notice=asks.notice,
        open_for=asks.open_for,
        dormancy=timedelta(days=charter_now.whole("dormancy_days")),
        supporters=charter_now.whole("sponsors_min"),
    )


async def second_look(now: datetime) -> tuple[int, int]:
    """Return the months until a decision is looked at again: the usual number, and the most."""
    charter_now = await charter.in_force(now)
    most = charter_now.whole("review_months_max")
    return min(charter_now.whole("decision.review_after"), most), most


async def electors(now: datetime) -> list[Elector]:
    """Return the members with a vote, by number."""
    return [Elector(row.id, _end_of(row.sign_of_life)) for row in await members.voters(now)]


def _end_of(month: date) -> datetime:
    """Return when a month ends: whoever gave a sign of life in it may have done so until then."""
    following = (month.replace(day=1) + timedelta(days=32)).replace(day=1)
    return datetime.combine(following, time(0), tzinfo=UTC)


async def effect_refusal(effect: Effect, now: datetime) -> tuple[str, str]:
    """Return why an effect cannot be, and the field to mend; two empty strings if it can."""
    if not isinstance(effect, GrantRole):
        return "", ""
    if await roles.kind(effect.role) is None:
        return _("Please choose one of the club's roles."), "role"
    if effect.member_id not in await members.present_ids():
        return _("Please choose somebody who is a member now."), "member"
    longest = (await charter.in_force(now)).whole("term_days_max")
    if not 1 <= effect.days <= longest:
        return _("A role can be given for 1 to {n} days.").format(n=longest), "days"
    return "", ""
