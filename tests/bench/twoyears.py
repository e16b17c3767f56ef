"""A club of two years for the benchmarks: its nights, who answered, and who is signed in."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from club.access.models import Session
from club.events.models import Answer, Helper, Night, NightComment, Place, Slot, SlotTake
from club.events.rules.places import Part
from club.events.rules.seats import Want
from club.events.rules.slots import SlotKind
from club.kit.tokens import digest
from club.members.models import Member

MEMBERS = 200
CROWD = 10_000
"""How many answered the largest night; every fiftieth of them is one of the members."""
NIGHTS, EACH_WEEK, AHEAD = 500, 5, 40
RUSHES, PLACES = 6, 12
_COME, _NAMED, _SAID = 40, 30, 12
_BATCH = 500


@dataclass(frozen=True, slots=True)
class Scene:
    """What the readers ask for: their tokens and ids, and the nights by their public names."""

    tokens: tuple[str, ...]
    members: tuple[int, ...]
    night: str
    large: str
    roomy: str
    rushes: tuple[str, ...]


async def live(now: datetime) -> Scene:
    """Write two years into an open, empty database."""
    members = tuple(range(CROWD // MEMBERS, CROWD + 1, CROWD // MEMBERS))
    await Member.bulk_create(_people(now), batch_size=_BATCH)
    tokens = await _signed_in(members, now)
    place = await Place.create(name="The house", how_to_find="The blue door beside the baker.")
    await Night.bulk_create(_nights(place.id, now), batch_size=_BATCH)
    ahead = await Night.filter(ends_at__gt=now).order_by("starts_at")
    for night in ahead:
        await _answer(night, members[:_COME])
    await _talk(ahead[0], members)
    far = now + timedelta(days=80)
    large = await _night("The large night", far, place.id, places=1000)
    await _answer(large, tuple(range(1, CROWD + 1)))
    roomy = await _night("The roomy night", far, place.id)
    rushes = [await _night("The rush", far, place.id, places=PLACES) for _ in range(RUSHES)]
    return Scene(
        tokens, members, ahead[0].ref, large.ref, roomy.ref, tuple(each.ref for each in rushes)
    )


def _people(now: datetime) -> Iterator[Member]:
    joined = now - timedelta(days=730)
    for n in range(1, CROWD + 1):
        yield Member(
            id=n, name=f"Member {n}", colour="sea", word="oak", joined_at=joined,
            voting_from=joined, sign_of_life=now.date(), came_before=True,
        )  # fmt: skip


async def _signed_in(members: tuple[int, ...], now: datetime) -> tuple[str, ...]:
    tokens = tuple(f"the-token-of-member-{n:06}" for n in members)
    rows = [
        Session(
            digest=digest(token), member_id=n, shared=False, device="a phone", opened_at=now,
            seen_at=now, proved_at=now, ends_at=now + timedelta(days=90),
        )
        for n, token in zip(members, tokens, strict=True)
    ]  # fmt: skip
    await Session.bulk_create(rows, batch_size=_BATCH)
    return tokens


def _nights(place_id: int, now: datetime) -> Iterator[Night]:
    """Yield the nights of two years, as the club's chores leave those that are over."""
    step = timedelta(days=7) / EACH_WEEK
    first = now.replace(hour=19, minute=0, second=0, microsecond=0) + timedelta(days=1)
    for n in range(AHEAD - NIGHTS, AHEAD):
        starts_at, over = first + n * step, n < 0
        yield Night(
            title="Thursday night", text="Tea, board games, **no agenda**.", zone="UTC",
            place_id=place_id, starts_at=starts_at, ends_at=starts_at + timedelta(hours=2),
            places=60, coming=_COME, taken=_COME, revision=_COME, reminded_at=now,
            forgotten_at=now if over else None, counted_at=now if over else None,
        )  # fmt: skip


async def _night(title: str, starts_at: datetime, place_id: int, **more: Any) -> Night:
    return await Night.create(
        title=title, zone="UTC", place_id=place_id, starts_at=starts_at, reminded_at=starts_at,
        ends_at=starts_at + timedelta(hours=2), **more,
    )  # fmt: skip


async def _answer(night: Night, who: tuple[int, ...]) -> None:
    """Let these say yes, in turn; whoever comes after the last place waits."""
    seated = min(len(who), night.places or len(who))
    rows = (
        Answer(
            night_id=night.id, member_id=member, want=Want.COMING, turn=turn,
            named=turn <= _NAMED, seats=int(turn <= seated), held=int(turn <= seated),
            said_at=night.starts_at - timedelta(days=90),
        )
        for turn, member in enumerate(who, start=1)
    )  # fmt: skip
    await Answer.bulk_create(rows, batch_size=_BATCH)
    await Night.filter(id=night.id).update(
        coming=seated, taken=seated, waiting=len(who) - seated, revision=len(who)
    )
    for member, part in zip(who, (Part.HOST, Part.HOST, Part.DOOR), strict=False):
        await Helper.create(night_id=night.id, member_id=member, part=part)


async def _talk(night: Night, members: tuple[int, ...]) -> None:
    """Let members say and bring things, as they do in the week of a night."""
    for n in range(_SAID):
        await NightComment.create(
            night_id=night.id,
            member_id=members[n],
            words=f"I bring the large teapot, number {n}.",
            said_at=night.starts_at - timedelta(days=2),
        )
    for title in ("Cake", "Cups", "Chairs"):
        slot = await Slot.create(
            night_id=night.id, kind=SlotKind.BRING, title=title, need=3, taken=1
        )
        await SlotTake.create(slot_id=slot.id, member_id=members[1], n=1)
