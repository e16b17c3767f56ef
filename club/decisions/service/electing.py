"""Elections: those who stand are put to the vote, and may still stand down until it ends."""

from dataclasses import dataclass
from datetime import datetime

from tortoise.expressions import F

from club.decisions import messages, queries
from club.decisions.models import Decision, TextVersion
from club.decisions.rules.effects import Elect, written
from club.decisions.rules.proposals import Proposal, fingerprint
from club.decisions.rules.timing import begins
from club.decisions.service.notice import freeze_for_all, next_number, record_notice
from club.journal import service as journal
from club.kit.db import claim, transaction
from club.kit.errors import NotFound, TooLate
from club.kit.words import gettext as _
from club.notices import service as notices
from club.roles import service as roles


@dataclass(frozen=True, slots=True)
class Names:
    """What the club was asked for names for, and until when; its notice is that call.

    Args:
        role_name: what members call the role.
        asked_at: when they were asked: roll and rule are those of that moment.
        until: when names were closed.
    """

    role_name: str
    asked_at: datetime
    until: datetime


async def hold_election(effect: Elect, names: Names, *, now: datetime) -> Decision:
    """Put those who stand for a role to the vote, by the clock.

    The club has known of it since it was asked for names, so the vote begins at once; only where
    it is on paper, the evening after. Belongs inside the act that closes names.
    """
    question = _("Who shall hold the role “{role}”?").format(role=names.role_name)
    proposal = Proposal(question, "", effect)
    decision = await Decision.create(
        kind=effect.decided_as,
        method=effect.method(),
        question=proposal.question,
        body=proposal.body,
        effect=written(effect),
        agreed_at=now,
        created_at=now,
        number=await next_number(),
    )
    decision.noticed_at = names.asked_at
    await TextVersion.create(
        decision_id=decision.id,
        n=decision.text_n,
        question=proposal.question,
        body=proposal.body,
        effect=decision.effect,
        written_at=now,
        sha256=fingerprint(proposal),
    )
    rules = await queries.rulebook(decision.kind, names.asked_at, effect)
    opens_at = begins(names.until, now)
    roll = await freeze_for_all(decision, rules, names.asked_at, opens_at=opens_at)
    await record_notice(decision, roll, None, now)
    if decision.opens_at is not None and decision.opens_at > now:
        everybody = [entry.member_id for entry in roll]
        await notices.post(messages.noticed(decision.path, decision.ref), everybody, now=now)
    return decision


async def stand_down(ref: str, member_id: int, *, now: datetime) -> None:
    """Let a member stand no more, as long as the vote goes on; ballots pass over their name.

    Raises:
        NotFound: no such election, or this member does not stand in it.
        TooLate: the vote is over, or they have stood down already.
    """
    async with transaction():
        # The count takes the same row: it comes before this or after it.
        going = queries.undecided().filter(ref=ref, closes_at__gt=now)
        here = await claim(going, revision=F("revision") + 1)
        decision = await Decision.get_or_none(ref=ref)
        does = decision.does() if decision is not None else None
        if decision is None or not isinstance(does, Elect) or member_id not in does.member_ids:
            raise NotFound
        if not here:
            raise TooLate(_("The vote is over. If you were chosen, you can lay the role down."))
        if not await roles.withdraw(does.call, member_id, now=now):
            raise TooLate(_("You have stood down already."))
        await journal.record("stood_down", decision.thing, by=member_id, now=now)
