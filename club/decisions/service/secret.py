"""Casting and changing in secret: who has voted is ticked, what they said has no owner."""

from datetime import datetime

from tortoise.expressions import F

from club.decisions import queries
from club.decisions.models import Decision, PaperVote, RollEntry, SecretBallot
from club.decisions.rules.marks import Change, Slip, lock
from club.decisions.service import reasons
from club.decisions.service.voting import (
    entitled_entry,
    fitting,
    mark_voted,
    not_on_paper,
    taking_ballots,
)
from club.kit.db import claim, transaction
from club.kit.errors import Invalid, NotAllowed, NotFound, TooLate
from club.kit.words import gettext as _


async def cast_secret(
    ref: str, member_id: int, choice: str, slip: Slip, *, reason: str = "", now: datetime
) -> None:
    """Cast a secret ballot: tick the voter, put the choice in the box, join the two nowhere.

    Sending the same slip again changes nothing. Nothing is recorded and nobody is told.

    Args:
        ref: the decision.
        member_id: who votes.
        choice: what they say, as it is written down.
        slip: what they keep.
        reason: why, in a round of consent; it lies under the mark, without a name.
        now: when.

    Raises:
        Invalid: this cannot be said on this ballot, or a reason is missing.
        NotFound: no such question for this member's eyes.
        NotAllowed: not on the roll, stepped aside, or the vote is not secret, or on paper alone.
        TooLate: the vote is not open, or this member has voted with another slip or on paper.
    """
    async with transaction():
        decision = await taking_ballots(ref, member_id, now)
        if not decision.secret:
            raise NotAllowed(_("This vote is open. Please open it again."))
        if await PaperVote.filter(decision_id=decision.id, alone=True).exists():
            raise NotAllowed(
                _("Too few may vote to keep a secret by phone. This vote is on paper.")
            )
        entry = await entitled_entry(decision, member_id)
        not_on_paper(entry)
        said = fitting(decision, choice, reason)
        if await claim(RollEntry.filter(id=entry.id, voted=False), voted=True):
            await mark_voted(decision, entry)
            await put(decision, said, slip, reason)
        elif not await _lies_there(decision, said, slip):
            raise TooLate(_("You have voted. To change it, use the slip you were shown."))


async def change_secret(ref: str, change: Change, *, now: datetime) -> None:
    """Replace a secret ballot by whoever holds its slip; nobody asks who that is.

    Raises:
        NotFound: no such secret vote.
        Invalid: no ballot that this slip opens, or the new choice does not fit this question.
        TooLate: the vote is not open.
    """
    async with transaction():
        going = queries.undecided().filter(ref=ref, secret=True, opens_at__lte=now)
        if not await claim(going.filter(closes_at__gt=now), revision=F("revision") + 1):
            if not await going.exists():
                raise NotFound
            raise TooLate(_("The vote is over. Nothing more is counted."))
        decision = await Decision.get(ref=ref)
        said = fitting(decision, change.choice, change.reason)
        old = SecretBallot.filter(
            decision_id=decision.id, mark=change.old_mark, change_lock=lock(change.old_key)
        )
        if await old.delete():
            await reasons.forget(decision, change.old_mark)
            await put(decision, said, change.slip, change.reason)
        elif not await _lies_there(decision, said, change.slip):
            raise Invalid(_("No vote has this mark and this change key."), "mark")


async def put(decision: Decision, choice: str, slip: Slip, reason: str) -> None:
    """Put a choice in the box; belongs inside the act that ticks a voter."""
    mark = slip.mark(decision.ref, choice)
    await SecretBallot.create(
        decision_id=decision.id,
        mark=mark,
        choice=choice,
        change_lock=slip.change_lock,
    )
    await reasons.keep(decision, choice, reason, mark=mark)


async def _lies_there(decision: Decision, choice: str, slip: Slip) -> bool:
    return await SecretBallot.filter(
        decision_id=decision.id,
        mark=slip.mark(decision.ref, choice),
        change_lock=slip.change_lock,
    ).exists()
