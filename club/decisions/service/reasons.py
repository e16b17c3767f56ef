"""Why somebody has a concern or objects: kept beside the ballot that says so, and with it alone."""

from club.decisions.models import Decision, Reason
from club.decisions.rules.consent import Voice, needs_reason
from club.decisions.rules.states import Method


async def keep(
    decision: Decision,
    said: str,
    words: str,
    *,
    member_id: int | None = None,
    mark: str | None = None,
) -> None:
    """Keep the newest reason of a ballot; belongs inside the act that casts it.

    Args:
        decision: a question; only a round of consent has reasons.
        said: what the ballot says.
        words: why.
        member_id: whose open ballot it is.
        mark: under which a secret ballot lies; its voter is written nowhere.
    """
    if decision.method is not Method.CONSENT:
        return
    await Reason.filter(decision_id=decision.id, member_id=member_id, mark=mark).delete()
    if words and needs_reason(Voice(said)):
        await Reason.create(decision_id=decision.id, member_id=member_id, mark=mark, words=words)


async def forget(decision: Decision, mark: str) -> None:
    """Forget the reason of a secret ballot that is replaced."""
    await Reason.filter(decision_id=decision.id, mark=mark).delete()
