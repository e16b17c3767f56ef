"""Asking that a vote be secret: a few together may, until it begins, and nobody sees who."""

from datetime import datetime

from tortoise.expressions import F

from club.decisions import queries
from club.decisions.models import Decision, RollEntry
from club.decisions.rules.electorate import STILL_MAY_VOTE, readable
from club.decisions.service import paper
from club.decisions.service.voting import entitled_entry
from club.journal import service as journal
from club.kit.db import claim, transaction
from club.kit.errors import NotAllowed, NotFound, TooLate
from club.kit.words import gettext as _


async def ask_for_secret(ref: str, member_id: int, *, now: datetime) -> bool:
    """Ask that a vote be held in secret; true if it is from now on. Asking twice counts once.

    Raises:
        NotFound: no such question for this member's eyes.
        NotAllowed: not on the roll, stepped aside, or too few may vote to keep a secret.
        TooLate: the vote has begun, or it was taken back.
    """
    async with transaction():
        talked_about = queries.undecided().filter(ref=ref, opens_at__gt=now)
        if not await claim(talked_about, revision=F("revision") + 1):
            if not await queries.visible(member_id).filter(ref=ref).exists():
                raise NotFound
            raise TooLate(_("You can ask for a secret vote from the notice until it begins."))
        decision = await Decision.get(ref=ref)
        entry = await entitled_entry(decision, member_id)
        if not decision.secret:
            await _note(decision, entry)
            await _settle(decision, now)
        return decision.secret


async def forget_who_asked(decision_id: int) -> None:
    """Forget who asked for a secret vote."""
    await (
        RollEntry.filter(decision_id=decision_id)
        .exclude(wants_secret=None)
        .update(wants_secret=None)
    )


async def _note(decision: Decision, entry: RollEntry) -> None:
    if not readable(await _voters(decision), decision.frozen().secret_min_ballots):
        raise NotAllowed(_("Too few may vote here to keep a secret."))
    await RollEntry.filter(id=entry.id).update(wants_secret=True)


async def _settle(decision: Decision, now: datetime) -> None:
    """Make the vote secret once enough ask; the record says that, and not who was the last."""
    asking = RollEntry.filter(
        decision_id=decision.id, wants_secret=True, standing__in=STILL_MAY_VOTE
    )
    if await asking.count() < decision.frozen().secret_request_min:
        return
    await paper.hold(decision, asked=True, voters=await _voters(decision))
    await decision.save(update_fields=["secret"])
    await forget_who_asked(decision.id)
    await journal.record("secrecy", decision.thing, by=None, now=now)


async def _voters(decision: Decision) -> int:
    return await RollEntry.filter(decision_id=decision.id, standing__in=STILL_MAY_VOTE).count()
