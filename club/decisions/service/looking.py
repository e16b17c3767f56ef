"""The clock drafts, once, the question whether something shall stay as it is."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from club.charter import queries as charter
from club.decisions import messages, queries
from club.decisions.models import Decision, Review, TextVersion
from club.decisions.rules.effects import KeepAsIs, Look, written
from club.decisions.rules.looking import due, takes_place
from club.decisions.rules.proposals import Proposal, fingerprint
from club.decisions.rules.states import Method, Origin
from club.kit.db import claim, transaction
from club.kit.words import gettext as _
from club.members import queries as members
from club.notices import service as notices
from club.notices.rules import Notice


async def later(decision: Decision) -> None:
    """Note when the club looks again at what a decision made; belongs where it is carried out.

    What a rule, a role or a text says of itself comes first; any other decision may name a day.
    """
    look = decision.does().looked_at()
    if look is None and decision.review_months:
        look = Look(decision.thing, 1, decision.review_months)
    if look is None or decision.in_force_at is None:
        return
    await Review.create(
        decision_id=decision.id,
        thing=look.thing,
        version=look.version,
        due_at=due(decision.in_force_at, look.months),
    )


async def take_place(decision: Decision) -> None:
    """Let a decision about an earlier one take its place; belongs where it is carried out."""
    asked = (await queries.line_of(decision))[-1]
    if takes_place(asked.origin, decision.does()):
        earlier = Decision.filter(id=asked.predecessor_id, superseded_by=None)
        await earlier.exclude(in_force_at=None).update(superseded_by_id=decision.id)


async def look_again(review_id: int, *, now: datetime) -> bool:
    """Draft the question whether one thing shall stay; false if it was, or has changed since.

    The draft is nobody's: like any other it needs members who stand behind it.
    """
    async with transaction():
        due_now = Review.filter(id=review_id, drafted_at=None, due_at__lte=now)
        if not await claim(due_now, drafted_at=now):
            return False
        review = await Review.get(id=review_id)
        months = queries.usual_look(await charter.in_force(now))
        effect = KeepAsIs(review.thing, review.version, months)
        reason, _field = await queries.refusal(effect, queries.Asking(now))
        if reason:
            return False
        says = _(
            "It was agreed to look at this again now. You can also bring a change, or its end."
        )
        how = Drafted(review.decision_id, Origin.REVIEW, says, messages.look_again)
        await draft(effect, how, now)
        return True


@dataclass(frozen=True, slots=True)
class Drafted:
    """Why the clock drafts the question whether something shall stay.

    Args:
        about: the decision that made it.
        origin: why it is asked.
        says: why, in words.
        tell: what everybody with a vote is told, from its path and its ref.
    """

    about: int
    origin: Origin
    says: str
    tell: Callable[[str, str], Notice]


async def draft(effect: KeepAsIs, how: Drafted, now: datetime) -> Decision:
    """Draft the question whether something shall stay; belongs where the clock claimed to."""
    proposal = Proposal(_("Shall this stay as it is?"), how.says, effect)
    decision = await Decision.create(
        kind=effect.decided_as,
        method=Method.YES_NO,
        question=proposal.question,
        body=proposal.body,
        effect=written(effect),
        predecessor_id=how.about,
        origin=how.origin,
        agreed_at=now,
        created_at=now,
    )
    await TextVersion.create(
        decision_id=decision.id,
        n=decision.text_n,
        question=proposal.question,
        body=proposal.body,
        effect=decision.effect,
        written_at=now,
        sha256=fingerprint(proposal),
    )
    voters = [each.id for each in await members.voters(now)]
    await notices.post(how.tell(decision.path, decision.ref), voters, now=now)
    return decision
