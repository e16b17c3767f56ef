"""Results of votes, and what may come after them."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from club import clockwork
from club.cli.demo.questions import bring
from club.decisions import service as decisions
from club.decisions.models import Decision, Review
from club.members.models import Member

WORDS = ("Shall we have the window seats made wider?", "Six of us do not fit on them.")
LONG_AGO = timedelta(days=17)


async def results(club: Sequence[Member], now: datetime) -> tuple[str, ...]:
    """Let the members decide something that they look at again today; return the pages."""
    ref = await _decided(club, now)
    await _look_at(ref, now)
    page = f"/decisions/{ref}"
    lost = await _decided(club, now, said="no")
    return page, f"{page}/again/change", f"{page}/again/end", f"/decisions/{lost}/reopening"


async def _decided(club: Sequence[Member], now: datetime, said: str = "yes") -> str:
    ref = await bring(club, WORDS, now - LONG_AGO)
    opens_at = (await Decision.get(ref=ref)).opens_at
    assert opens_at
    for member in club[:4]:
        await decisions.cast(ref, member.id, said, now=opens_at)
    await clockwork.run_due({}, now)
    return ref


async def _look_at(ref: str, now: datetime) -> None:
    decision = await Decision.get(ref=ref)
    await Review.create(decision_id=decision.id, thing=decision.thing, version=1, due_at=now)
    await clockwork.run_due({}, now)
