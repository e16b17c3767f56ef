"""Who is hidden from a member at a night, and what the night's numbers are without them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from club.events.models import Night
from club.events.queries.kept import Kept
from club.events.queries.seats import View
from club.events.rules.blocks import Mine, Numbers, hushed, seen
from club.events.rules.room import Room
from club.events.rules.seats import Reply, Want, counts
from club.kit.db import Shared, Statement
from club.members.models import Block

# One question for who they are and for what they answered; ``:id`` is the reader, and the two
# instants are the starts of the first and of the last night that is asked about.
_HIDDEN = Statement(
    Night,
    """
    SELECT hidden.id AS hidden_id, answer.night_id AS night_id, answer.want AS want,
        answer.turn AS turn, answer.party AS party, answer.seats AS seats, answer.held AS held,
        answer.firsts AS firsts, answer.offer_until AS offer_until
    FROM (
        SELECT other_id AS id FROM member_block WHERE member_id = :id
        UNION SELECT member_id AS id FROM member_block WHERE other_id = :id
    ) AS hidden
    LEFT JOIN answer ON answer.member_id = hidden.id AND answer.night_id IN (
        SELECT id FROM night WHERE starts_at >= :starts_at AND starts_at <= :ends_at
    )
    """,
)


@dataclass(frozen=True, slots=True)
class Theirs:
    """What those who are hidden add to the numbers of one night; ``newcomers``: places kept."""

    coming: int = 0
    maybe: int = 0
    waiting: int = 0
    taken: int = 0
    newcomers: int = 0


@dataclass(frozen=True, slots=True)
class Hidden:
    """Who is hidden from a reader, and what they add to nights, by the nights' ids."""

    ids: frozenset[int] = frozenset()
    theirs: Mapping[int, Theirs] = field(default_factory=dict, hash=False)

    def newcomers(self) -> Mapping[int, int]:
        """Return how many places that nights keep for newcomers these have taken."""
        return {night_id: each.newcomers for night_id, each in self.theirs.items()}

    def numbers(
        self, row: Mapping[str, Any], view: View, keeps: Kept, *, counts: bool = False
    ) -> Numbers:
        """Return what a night says in numbers to the reader whose view this is.

        Args:
            row: the night, with its ``CARD`` columns.
            view: how the reader sees their own place.
            keeps: what nights keep for newcomers.
            counts: the reader is told how many come also where members are not.
        """
        told = self._told(row, view, keeps)
        return told if counts or row["count_shown"] else hushed(told)

    def _told(self, row: Mapping[str, Any], view: View, keeps: Kept) -> Numbers:
        true = _numbers(row, Theirs(), keeps)
        theirs = self.theirs.get(row["id"])
        if theirs is None:
            return true
        standing = view.standing
        mine = Mine(
            number=(standing.number if standing else None) or 0,
            needed=0 if not view.queued else 1 if view.fewer else view.party,
            newcomer=keeps.newcomer,
        )
        return seen(true, _numbers(row, theirs, keeps, hidden=True), mine)


NOBODY = Hidden()


async def hidden_at(member_id: int, nights: Sequence[Mapping[str, Any]]) -> Hidden:
    """Return who is hidden from a member at these nights.

    Args:
        member_id: the reader.
        nights: rows with ``id`` and ``starts_at``; none, and nothing is asked.
    """
    if not nights:
        return NOBODY
    starts = [row["starts_at"] for row in nights]
    rows = await _HIDDEN.values(id=member_id, starts_at=min(starts), ends_at=max(starts))
    theirs: dict[int, Theirs] = {}
    for row in rows:
        if row["night_id"] is not None:
            theirs[row["night_id"]] = _more(theirs.get(row["night_id"], Theirs()), row)
    return Hidden(frozenset(row["hidden_id"] for row in rows), theirs)


async def _hiding() -> frozenset[int]:
    """Return everybody from whom somebody is hidden."""
    rows = await Block.all().values("member_id", "other_id")
    return frozenset(each for row in rows for each in (row["member_id"], row["other_id"]))


HIDING = Shared(_hiding)


def _more(so_far: Theirs, row: Mapping[str, Any]) -> Theirs:
    reply = Reply(
        member_id=row["hidden_id"],
        want=Want(row["want"]),
        turn=row["turn"],
        party=row["party"],
        seats=row["seats"],
        held=row["held"],
        offered=row["offer_until"] is not None,
    )
    one = counts(reply)
    return Theirs(
        coming=so_far.coming + one.coming,
        maybe=so_far.maybe + one.maybe,
        waiting=so_far.waiting + one.waiting,
        taken=so_far.taken + one.taken,
        newcomers=so_far.newcomers + (row["firsts"] or 0),
    )


def _numbers(row: Mapping[str, Any], less: Theirs, keeps: Kept, *, hidden: bool = False) -> Numbers:
    night_id = row["id"]
    return Numbers(
        coming=row["coming"] - less.coming,
        maybe=row.get("maybe", 0) - less.maybe,
        waiting=row["waiting"] - less.waiting,
        kept=keeps.at(night_id, hidden=hidden),
        room=Room(
            row["places"], row["taken"] - less.taken, keeps.from_reader(night_id, hidden=hidden)
        ),
    )
