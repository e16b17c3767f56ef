"""The words of a draft: found for a change, written down as a version, stood behind."""

from datetime import datetime

from tortoise.queryset import QuerySet

from club.decisions import messages, queries
from club.decisions.models import Decision, Support, TextVersion
from club.decisions.rules.effects import written
from club.decisions.rules.proposals import Proposal, fingerprint
from club.kit.errors import NotFound, TooLate
from club.kit.words import gettext as _
from club.notices import service as notices


def draft_of(ref: str) -> QuerySet[Decision]:
    """Return the decision of this name, as long as its words may change."""
    return Decision.filter(ref=ref, noticed_at=None, withdrawn_at=None)


async def missed(known: QuerySet[Decision]) -> NotFound | TooLate:
    """Say why there was nothing to change: not there for these eyes, or too late."""
    if not await known.exists():
        return NotFound()
    return TooLate(_("This has changed meanwhile. Please look at how it stands now."))


async def write_down(decision: Decision, proposal: Proposal, author_id: int, now: datetime) -> None:
    """Keep the present words as a version, with whoever wrote them."""
    await TextVersion.create(
        decision_id=decision.id,
        n=decision.text_n,
        question=proposal.question,
        body=proposal.body,
        effect=written(proposal.effect),
        review_months=proposal.review_months or None,
        author_id=author_id,
        written_at=now,
        sha256=fingerprint(proposal),
    )


async def stand_behind(decision: Decision, member_id: int, now: datetime) -> bool:
    """Count a member as a supporter of the present words; false if they have no vote on them."""
    if member_id in decision.does().subjects():
        return False
    if member_id not in {voter.member_id for voter in await queries.electors(now)}:
        return False
    row = Support(
        decision_id=decision.id, text_n=decision.text_n, member_id=member_id, given_at=now
    )
    await Support.bulk_create([row], ignore_conflicts=True)
    return True


async def tell_of_new_words(decision: Decision, by: int, now: datetime) -> None:
    """Tell those who stood behind the words before these that their support did not carry over."""
    if decision.agreed_at is None:
        return  # somebody is asked again first: until they say yes, nobody else may see it
    earlier = Support.filter(decision_id=decision.id, text_n=decision.text_n - 1)
    stood = {row.member_id for row in await earlier.only("member_id")} - {by}
    notice = messages.reworded(decision.path, decision.ref, decision.text_n)
    await notices.post(notice, sorted(stood), now=now)
