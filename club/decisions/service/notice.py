"""Putting a ready text on notice: from here on its words, its roll and its rule stand still."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from tortoise.expressions import F

from club.charter import queries as charter
from club.decisions import messages, queries
from club.decisions.models import Decision, LastNumber, RollEntry, Support, TextVersion
from club.decisions.queries.rulebook import Rulebook
from club.decisions.rules.effects import Elect
from club.decisions.rules.electorate import base, entitled, on_roll
from club.decisions.rules.frozen import asked, freeze
from club.decisions.rules.states import OnRoll, ready
from club.decisions.rules.timing import DAY, deadline
from club.decisions.service import lots, paper, subjects
from club.journal import service as journal
from club.journal.rules import Value, stamp
from club.kit.db import claim, transaction
from club.kit.errors import Invalid, NotAllowed, NotFound, TooLate
from club.kit.words import gettext as _
from club.notices import service as notices

_ONLY = 1
"""There is one row of the last number."""


async def put_on_notice(ref: str, member_id: int, *, now: datetime) -> None:
    """Put a text that is ready to the club; any of its supporters may, and nobody can take more.

    Freezes the words, the roll and the rule, and sets the hours of the vote.

    Raises:
        NotFound: no such draft for this member's eyes.
        NotAllowed: the member does not stand behind the text.
        TooLate: another hand was first, or it was taken back.
        Invalid: it is not ready, or what it would do is no longer possible.
    """
    async with transaction():
        seen = queries.visible(member_id).filter(ref=ref)
        draft = seen.filter(noticed_at=None, withdrawn_at=None)
        if not await claim(draft, noticed_at=now, opens_at=now, closes_at=now, rule={}):
            if not await seen.exists():
                raise NotFound
            raise TooLate(_("This is on notice already, or was taken back."))
        decision = await Decision.get(ref=ref)
        await _is_ready(decision, member_id, now)
        rules = await queries.rulebook(decision.kind, now, decision.does())
        roll = await freeze_for_all(decision, rules, now)
        await record_notice(decision, roll, member_id, now)
        about = await subjects.name(decision, now=now)
        everybody = [entry.member_id for entry in roll if entry.member_id not in about]
        await notices.post(messages.noticed(decision.path, decision.ref), everybody, now=now)


async def next_number() -> int:
    """Return the number of the next decision; the row it writes is the queue of all who ask."""
    if not await claim(LastNumber.filter(id=_ONLY), number=F("number") + 1):
        # Two may find no row at once; the second waits here for the first, and counts on.
        await LastNumber.bulk_create([LastNumber(id=_ONLY, number=0)], ignore_conflicts=True)
        await LastNumber.filter(id=_ONLY).update(number=F("number") + 1)
    return (await LastNumber.get(id=_ONLY)).number


async def freeze_for_all(
    decision: Decision, rules: Rulebook, now: datetime, *, opens_at: datetime | None = None
) -> list[RollEntry]:
    """Freeze the roll and the rule, and set the hours; belongs inside the act that gives notice.

    Args:
        decision: what is put on notice.
        rules: what the charter says of it.
        now: the moment of the notice, to which roll and rule are frozen.
        opens_at: when the vote begins, or the evening after it where it is on paper; None for as
            long after the notice as the rule says.
    """
    zone = ZoneInfo(rules.frozen.zone)
    about = decision.does().subjects()
    roll = [
        RollEntry(
            decision_id=decision.id,
            member_id=voter.member_id,
            standing=OnRoll.RECUSED
            if voter.member_id in about
            else on_roll(voter.last_seen, now, rules.dormancy),
        )
        for voter in await queries.electors(now)
    ]
    await RollEntry.bulk_create(roll)
    decision.rule = freeze(replace(rules.frozen, charter=await charter.number(now)))
    voters = sum(entitled(entry.standing) for entry in roll)
    alone = await paper.hold(decision, asked=rules.frozen.secret, voters=voters)
    if alone and opens_at is not None:
        # Until then members can agree to hold it openly, or offer to enter the papers.
        opens_at = deadline(opens_at, DAY, zone)
    decision.silent = voters
    decision.opens_at = opens_at or deadline(now, rules.notice, zone)
    decision.closes_at = deadline(decision.opens_at, rules.open_for, zone)
    await decision.save()
    await lots.draw(decision)
    return roll


async def record_notice(
    decision: Decision, roll: list[RollEntry], by: int | None, now: datetime, **more: Value
) -> None:
    """Write into the record what was frozen, by whom (None: the clock)."""
    text = await TextVersion.get(decision_id=decision.id, n=decision.text_n)
    more |= await lots.fixed(decision, roll)
    does = decision.does()
    if offered := does.offers():
        more["options"] = len(offered)
    if isinstance(does, Elect):
        more["seats"] = does.seats
    await journal.record(
        "noticed",
        decision.thing,
        by=by,
        now=now,
        number=decision.number,
        text=text.sha256,
        roll=len(roll),
        base=base(entry.voter() for entry in roll),
        secret=decision.secret,
        charter=decision.frozen().charter,
        opens=stamp(decision.opens_at or now),
        closes=stamp(decision.closes_at or now),
        **asked(decision.rule or {}),
        **more,
    )


async def _is_ready(decision: Decision, member_id: int, now: datetime) -> None:
    voters = {voter.member_id for voter in await queries.electors(now)}
    behind = Support.filter(decision_id=decision.id, text_n=decision.text_n)
    supporters = {row.member_id for row in await behind.only("member_id")} & voters
    supporters -= set(decision.does().subjects())
    if member_id not in supporters:
        raise NotAllowed(_("Those who stand behind this idea can put it to the club."))
    rules = await queries.rulebook(decision.kind, now)
    if not ready(len(supporters), rules.supporters, agreed=decision.agreed_at is not None):
        raise Invalid(_("More members need to stand behind this idea first."))
    # Who takes the next number waits for the one before, so nobody is asked about twice at once.
    decision.number = await next_number()
    asking = queries.Asking(now, decision.proposer_id)
    reason, field = await queries.refusal(decision.does(), asking)
    if reason:
        raise Invalid(reason, field)
