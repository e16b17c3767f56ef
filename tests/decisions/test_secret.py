"""Secret ballots: one for each voter, no owner, no order, never read when they are too few."""

import asyncio
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from tortoise.connection import get_connection

from club.decisions import chores, queries, service
from club.decisions.models import Decision, OpenBallot, Result, RollEntry, SecretBallot
from club.decisions.rules.effects import GrantRole
from club.decisions.rules.marks import Change, Slip
from club.decisions.rules.states import Choice, Outcome
from club.journal.models import JournalEntry
from club.kit.errors import Invalid, NotAllowed, NotFound, Refusal, TooLate
from club.kit.tokens import new_ref
from club.notices.models import Message
from tests.databases import KIND
from tests.decisions.life import NOON, Life

YES, NO, NEITHER = Choice.YES, Choice.NO, Choice.NO_OPINION


def slip() -> Slip:
    """Draw a slip, as the page does."""
    return Slip(new_ref(), new_ref())


async def about_a_person(members: list[int]) -> tuple[Decision, datetime]:
    """Open a vote on giving somebody a role."""
    return await Life(members).voting(GrantRole("chair", members[2], 90))


async def _all_vote(decision: Decision, votes: dict[int, Choice], now: datetime) -> None:
    for member_id, choice in votes.items():
        await service.cast_secret(decision.ref, member_id, choice, slip(), now=now)


async def test_votes_about_people_are_secret_where_the_roll_is_large_enough(
    twelve: list[int],
) -> None:
    decision, _now = await about_a_person(twelve)

    assert decision.secret


async def test_a_small_roll_votes_openly_and_the_page_can_say_why(six: list[int]) -> None:
    decision, now = await about_a_person(six)

    page = await queries.decision_page(decision.ref, six[0], now=now)
    assert not page.secret
    assert page.rule.secret
    assert page.rule.secret_min_electorate > len(six)


async def test_everyday_questions_are_open(twelve: list[int]) -> None:
    decision, now = await Life(twelve).voting()

    assert not decision.secret
    with pytest.raises(NotAllowed):
        await service.cast_secret(decision.ref, twelve[0], YES, slip(), now=now)


async def test_a_secret_vote_takes_no_open_ballot(twelve: list[int]) -> None:
    decision, now = await about_a_person(twelve)

    with pytest.raises(NotAllowed):
        await service.cast(decision.ref, twelve[0], YES, now=now)
    assert not await OpenBallot.exists()


async def test_a_member_votes_once_and_the_same_slip_again_changes_nothing(
    twelve: list[int],
) -> None:
    decision, now = await about_a_person(twelve)
    mine = slip()

    await service.cast_secret(decision.ref, twelve[0], YES, mine, now=now)
    await service.cast_secret(decision.ref, twelve[0], YES, mine, now=now)
    with pytest.raises(TooLate):
        await service.cast_secret(decision.ref, twelve[0], NO, slip(), now=now)

    assert await SecretBallot.all().count() == 1
    assert (await Decision.get(id=decision.id)).silent == 11


async def test_200_secret_ballots_of_one_member_at_once_count_once(twelve: list[int]) -> None:
    decision, now = await about_a_person(twelve)

    async def vote() -> bool:
        try:
            await service.cast_secret(decision.ref, twelve[0], YES, slip(), now=now)
        except Refusal:
            return False
        return True

    assert sum(await asyncio.gather(*(vote() for _ in range(200)))) == 1
    assert await SecretBallot.all().count() == 1


async def test_a_slip_changes_the_ballot_and_is_used_up(twelve: list[int]) -> None:
    decision, now = await about_a_person(twelve)
    first, second = slip(), slip()
    await service.cast_secret(decision.ref, twelve[0], YES, first, now=now)
    change = Change(first.mark(decision.ref, YES), first.change_key, NO, second)

    await service.change_secret(decision.ref, change, now=now)
    await service.change_secret(decision.ref, change, now=now)

    (ballot,) = await SecretBallot.all()
    assert (ballot.choice, ballot.mark) == (NO, second.mark(decision.ref, NO))
    again = Change(first.mark(decision.ref, YES), first.change_key, YES, slip())
    with pytest.raises(Invalid):
        await service.change_secret(decision.ref, again, now=now)


async def test_a_mark_without_its_key_opens_nothing(twelve: list[int]) -> None:
    decision, now = await about_a_person(twelve)
    mine = slip()
    await service.cast_secret(decision.ref, twelve[0], YES, mine, now=now)

    guessed = Change(mine.mark(decision.ref, YES), new_ref(), NO, slip())
    with pytest.raises(Invalid):
        await service.change_secret(decision.ref, guessed, now=now)
    assert (await SecretBallot.get()).choice == YES


async def test_nothing_secret_is_taken_before_or_after_the_vote(twelve: list[int]) -> None:
    decision, now = await about_a_person(twelve)
    assert decision.closes_at is not None
    assert decision.opens_at is not None
    mine = slip()
    await service.cast_secret(decision.ref, twelve[0], YES, mine, now=now)
    change = Change(mine.mark(decision.ref, YES), mine.change_key, NO, slip())

    for when in (decision.closes_at, decision.opens_at - timedelta(microseconds=1)):
        with pytest.raises(TooLate):
            await service.cast_secret(decision.ref, twelve[1], YES, slip(), now=when)
    with pytest.raises(TooLate):
        await service.change_secret(decision.ref, change, now=decision.closes_at)
    with pytest.raises(NotFound):
        await service.change_secret("nothing", change, now=now)


async def test_a_secret_vote_is_counted_and_carried_out(twelve: list[int]) -> None:
    decision, now = await about_a_person(twelve)
    await _all_vote(
        decision, dict(zip(twelve, [YES] * 5 + [NO] * 2 + [NEITHER], strict=False)), now
    )
    closed = await Life(twelve).close(decision)

    result = await Result.get(decision_id=decision.id)
    assert (result.outcome, result.yes, result.no, result.no_opinion) == (Outcome.CARRIED, 5, 2, 1)
    assert closed.in_force_at is not None


async def test_i4_there_are_as_many_secret_ballots_as_ticks_on_the_roll(twelve: list[int]) -> None:
    decision, now = await about_a_person(twelve)
    await _all_vote(decision, dict.fromkeys(twelve[:7], YES), now)
    await Life(twelve).close(decision)

    ticked = await RollEntry.filter(decision_id=decision.id, voted=True).count()
    assert ticked == await SecretBallot.filter(decision_id=decision.id).count() == 7


async def test_too_few_secret_ballots_are_destroyed_unread(twelve: list[int]) -> None:
    decision, now = await about_a_person(twelve)
    await _all_vote(decision, dict.fromkeys(twelve[:4], YES), now)
    await Life(twelve).close(decision)

    result = await Result.get(decision_id=decision.id)
    assert (result.outcome, result.counted) == (Outcome.NO_QUORUM, False)
    assert (result.ballots, result.yes, result.no, result.no_opinion) == (4, 0, 0, 0)
    assert not await SecretBallot.exists()


async def test_a_secret_vote_is_never_made_longer_because_of_how_it_stands(
    twelve: list[int],
) -> None:
    decision, now = await about_a_person(twelve)
    votes = {**dict.fromkeys(twelve[:2], YES), **dict.fromkeys(twelve[2:6], NEITHER)}
    await _all_vote(decision, votes, now)

    closed = await Life(twelve).close(decision)

    assert closed.closed_at == decision.closes_at
    assert (await Result.get(decision_id=decision.id)).outcome is Outcome.NO_QUORUM


async def test_casting_in_secret_leaves_no_trace_elsewhere(twelve: list[int]) -> None:
    decision, now = await about_a_person(twelve)
    entries, sent = await JournalEntry.all().count(), await Message.all().count()
    mine = slip()

    await service.cast_secret(decision.ref, twelve[0], YES, mine, now=now)
    change = Change(mine.mark(decision.ref, YES), mine.change_key, NO, slip())
    await service.change_secret(decision.ref, change, now=now)

    assert await JournalEntry.all().count() == entries
    assert await Message.all().count() == sent


async def test_i5_no_column_joins_a_secret_ballot_to_a_member_or_a_moment() -> None:
    columns = set(SecretBallot._meta.fields_db_projection.values())

    assert columns == {"mark", "decision_id", "choice", "change_lock"}
    assert not {"seq", "id", "at", "member_id"} & columns
    assert SecretBallot._meta.pk_attr == "mark"
    assert not SecretBallot._meta.backward_fk_fields


async def test_i5_after_the_close_no_table_remembers_the_order_of_casting(
    twelve: list[int],
) -> None:
    decision, now = await about_a_person(twelve)
    order = [twelve[n] for n in (7, 2, 9, 0, 5, 11, 3, 8)]
    slips = [slip() for _ in order]
    for member_id, mine in zip(order, slips, strict=True):
        await service.cast_secret(decision.ref, member_id, YES, mine, now=now)
    cast = [mine.mark(decision.ref, YES) for mine in slips]
    await Life(twelve).close(decision)

    place = "rowid" if KIND == "sqlite" else "ctid"
    db = get_connection("default")
    box = await db.execute_query_dict(f"SELECT mark FROM decision_secret_ballot ORDER BY {place}")  # noqa: S608
    roll = await db.execute_query_dict(f"SELECT member_id FROM decision_roll ORDER BY {place}")  # noqa: S608

    assert [row["mark"] for row in box] == sorted(cast)
    assert [row["member_id"] for row in roll] == sorted(twelve)
    if KIND == "postgres":
        moments = await db.execute_query_dict(
            "SELECT DISTINCT xmin::text FROM decision_secret_ballot"
            " UNION SELECT DISTINCT xmin::text FROM decision_roll WHERE voted"
        )
        assert len(moments) == 1


async def test_a_voter_can_check_that_their_ballot_was_counted(twelve: list[int]) -> None:
    decision, now = await about_a_person(twelve)
    mine = slip()
    await service.cast_secret(decision.ref, twelve[0], NO, mine, now=now)
    await _all_vote(decision, dict.fromkeys(twelve[1:6], YES), now)
    assert not await queries.was_counted(decision.ref, mine.number, NO)

    await Life(twelve).close(decision)

    assert await queries.was_counted(decision.ref, mine.number, NO)
    assert not await queries.was_counted(decision.ref, mine.number, YES)
    assert not await queries.was_counted(decision.ref, new_ref(), NO)


async def test_the_page_shows_who_may_vote_and_never_how_anyone_did(twelve: list[int]) -> None:
    decision, now = await about_a_person(twelve)
    await _all_vote(decision, dict.fromkeys(twelve[:6], YES), now)
    open_page = await queries.decision_page(decision.ref, twelve[0], now=now)
    await Life(twelve).close(decision)
    closed_page = await queries.decision_page(decision.ref, twelve[0], now=NOON)

    assert open_page.votes is None
    assert open_page.figures is None
    assert closed_page.votes is None


async def test_the_disk_gives_up_how_a_closed_secret_vote_was_cast(
    twelve: list[int], tmp_path: Path
) -> None:
    decision, now = await about_a_person(twelve)
    await _all_vote(decision, dict.fromkeys(twelve[:6], YES), now)
    assert await chores.sweep_due(now) == 0
    await Life(twelve).close(decision)
    before = await _files(tmp_path)

    assert await chores.sweep_due(now) == 1
    assert await chores.sweep_due(now) == 0

    assert await _files(tmp_path) != before
    assert await SecretBallot.all().count() == 6


async def _files(folder: Path) -> list[object]:
    """What the tables lie in: the size of SQLite's log, PostgreSQL's file numbers."""
    if KIND == "sqlite":
        return [(folder / "club.sqlite3-wal").stat().st_size]
    return [
        row["file"]
        for table in ("decision_roll", "decision_secret_ballot")
        for row in await get_connection("default").execute_query_dict(
            f"SELECT pg_relation_filenode('{table}') AS file"
        )
    ]
