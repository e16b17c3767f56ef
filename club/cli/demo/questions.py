"""How the invented club decides: an idea, support, notice, talk, ballots."""

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta

from club.cli.demo import invented
from club.cli.demo.choosing import OBJECTION
from club.decisions import service
from club.decisions.models import Decision
from club.decisions.rules.effects import Effect, GrantRole, RecordOnly
from club.decisions.rules.marks import Slip
from club.decisions.rules.proposals import Proposal
from club.decisions.rules.states import Choice
from club.kit.tokens import new_token
from club.members.models import Member

SUPPORTERS = 3
TALKERS = 4


def drawn(*what: object) -> int:
    """Draw a number below 100 from what it is for, so that every demo is the same."""
    text = "/".join(map(str, what))
    return int(hashlib.sha256(text.encode()).hexdigest(), 16) % 100


async def draft(by: Member, words: tuple[str, str], effect: Effect, now: datetime) -> str:
    """Write an idea down; return its public id."""
    decision = await service.propose(by.id, Proposal(words[0], words[1], effect), now=now)
    return str(decision.ref)


async def ideas(club: Sequence[Member], now: datetime) -> None:
    """Leave ideas that are not yet questions: one alone, one with support, one taken back."""
    first, second, third, *others = club
    await draft(first, invented.DECISION_DRAFT, RecordOnly(), now)
    ready = await draft(second, invented.DECISION_READY, RecordOnly(), now)
    for member in others[:SUPPORTERS]:
        await service.support(ready, member.id, 1, now=now)
    back = await draft(third, invented.DECISION_TAKEN_BACK, RecordOnly(), now)
    await service.withdraw(back, third.id, now=now)


async def bring(
    club: Sequence[Member], words: tuple[str, str], now: datetime, effect: Effect | None = None
) -> str:
    """Bring an idea as far as its notice: support, the yes of whoever is asked, then talk."""
    proposer, *others = club
    does = effect or RecordOnly()
    ref = await draft(proposer, words, does, now)
    if isinstance(does, GrantRole) and does.member_id != proposer.id:
        await service.agree(ref, does.member_id, now=now)
    for member in others[:SUPPORTERS]:
        await service.support(ref, member.id, 1, now=now)
    await service.put_on_notice(ref, proposer.id, now=now)
    for member, said in zip(others[:TALKERS], invented.COMMENTS, strict=False):
        await service.say(ref, member.id, said, now=now + timedelta(hours=2))
    return ref


def plain(shares: tuple[int, int, int]) -> list[str]:
    """Return so many yes, no, and no opinion, as they stand on ballots."""
    return [
        said.value for said, times in zip(Choice, shares, strict=True) for _each in range(times)
    ]


async def vote(ref: str, club: Sequence[Member], said: Sequence[str], now: datetime) -> None:
    """Let members vote, the first of them first; the others stay silent."""
    decision = await Decision.get(ref=ref)
    for member, choice in zip(club, said, strict=False):
        why = OBJECTION if choice in {"concern", "object"} else ""
        if decision.secret:
            slip = Slip(new_token()[:26], new_token()[:26])
            await service.cast_secret(ref, member.id, choice, slip, reason=why, now=now)
        else:
            await service.cast(ref, member.id, choice, reason=why, now=now)
