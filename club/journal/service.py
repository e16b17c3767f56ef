"""Writes the record, and checks that nobody has rewritten it."""

from datetime import UTC, datetime

from tortoise.expressions import F

from club.journal import queries, rules
from club.journal.models import THE_HEAD, Head, JournalEntry
from club.kit.db import claim
from club.verify.chain import is_noted, lost


async def record(
    kind: str, thing: str, *, by: int | None, now: datetime, **values: rules.Value
) -> int:
    """Add an entry in the transaction of the act it tells of; return its number.

    The head is claimed first, so that entries stand in the order in which their transactions
    commit, and two processes never give out one number. The price: acts that are recorded wait for
    one another from here to their commit, and each pays four statements. They are the club's
    decisions and roles, a few a day; answers and ballots are not recorded.

    Args:
        kind: what was done (decisions.md 2.11).
        thing: what it was done to: ``decision/<public id>``.
        by: the member who acted; None for the clock and the operator.
        now: when.
        values: ids and numbers only; never a name, never a member's own text.
    """
    if not await claim(Head.filter(id=THE_HEAD), seq=F("seq") + 1):
        await Head.bulk_create([Head(id=THE_HEAD)], ignore_conflicts=True)
        await Head.filter(id=THE_HEAD).update(seq=F("seq") + 1)
    head = await Head.get(id=THE_HEAD)
    at = now.astimezone(UTC)
    entry = rules.Entry(
        head.seq, at.isoformat(), kind, thing, by, rules.canonical(rules.told(values)), head.hash
    )
    seal = rules.sealed(entry)
    await JournalEntry.create(
        seq=entry.seq,
        at=at,
        kind=kind,
        thing=thing,
        actor=by,
        body=entry.body,
        prev=entry.prev,
        hash=seal,
    )
    await Head.filter(id=THE_HEAD).update(hash=seal)
    return entry.seq


async def verify(noted: str = "") -> rules.Break | None:
    """Walk the whole record; return the first place where it does not hold, or None.

    Args:
        noted: an entry that somebody noted, ``number:hash`` or the first letters of the hash;
            empty if nobody did. Without it an end that was cut off with its head is not seen.
    """
    seq, prev, found = 0, rules.GENESIS, not noted
    try:
        async for entry, seal in queries.entries():
            if broken := rules.follows(entry, seal, seq + 1, prev):
                return broken
            seq, prev = entry.seq, seal
            found = found or is_noted(noted, seq, seal)
    except queries.Unreadable as row:
        return rules.Break(row.seq, "it cannot be read")
    head = await Head.get_or_none(id=THE_HEAD)
    if head is not None and (head.seq, head.hash) != (seq, prev):
        return rules.Break(seq + 1, "the newest entries are missing")
    return None if found else lost(noted, seq)
