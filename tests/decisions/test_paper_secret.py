"""Secret papers: who voted and what they say are two lists that nothing joins."""

import asyncio
import json
from collections.abc import Awaitable
from pathlib import Path

import pytest
from tortoise.connection import get_connection

from club.decisions import chores, queries, service
from club.decisions.models import (
    Decision,
    OpenBallot,
    PaperEntry,
    PaperVote,
    Result,
    RollEntry,
    SecretBallot,
)
from club.decisions.rules.effects import GrantRole
from club.decisions.rules.paper import Channel, Sheet
from club.decisions.rules.states import Carried, Choice, OnRoll, Outcome
from club.decisions.service import paper
from club.journal.models import JournalEntry
from club.journeys.service import leaving
from club.kit.errors import Invalid, NotAllowed, Refusal, TooLate
from tests.databases import KIND
from tests.decisions import adversary
from tests.decisions.life import MINUTE, NOON, TEA, Life
from tests.decisions.papers import Paper, on_paper, person
from tests.decisions.test_secret import slip

YES, NO = Choice.YES, Choice.NO


async def about_a_person(members: list[int]) -> Paper:
    return await on_paper(members, GrantRole("chair", members[2], 90), openly=False)


async def tried(act: Awaitable[object]) -> bool:
    try:
        await act
    except Refusal:
        return False
    return True


# WITH PHONES


async def test_secret_papers_and_secret_phones_are_counted_together(twelve: list[int]) -> None:
    found = await about_a_person(twelve)
    for each in twelve[:4]:
        await service.cast_secret(found.decision.ref, each, YES, slip(), now=found.now)

    await found.count_in_secret(twelve[7:10], ["yes", "no", "yes"])
    await Life(twelve).close(found.decision)

    result = await Result.get(decision_id=found.decision.id)
    assert (result.outcome, result.ballots) == (Outcome.CARRIED, 7)
    assert (result.yes, result.no) == (6, 1)
    assert await RollEntry.filter(channel=Channel.PAPER).count() == 3


async def test_i4_ticks_on_the_roll_are_ballots_and_papers_nobody_could_read(
    twelve: list[int],
) -> None:
    found = await about_a_person(twelve)
    await found.count_in_secret(twelve[5:12], ["yes", "no", "", "yes", "yes", "yes", ""])
    await Life(twelve).close(found.decision)

    ticked = await RollEntry.filter(decision_id=found.decision.id, voted=True).count()
    vote = await PaperVote.get(decision_id=found.decision.id)
    ballots = await SecretBallot.all().count()
    assert (ticked, ballots, vote.unreadable) == (7, 5, 2)
    assert (await Result.get(decision_id=found.decision.id)).ballots == ballots


async def test_who_handed_in_a_paper_cannot_vote_by_phone_nor_step_aside(
    twelve: list[int],
) -> None:
    found = await about_a_person(twelve)
    await found.handed_in(twelve[7:12])

    with pytest.raises(TooLate, match="on paper"):
        await service.cast_secret(found.decision.ref, twelve[8], NO, slip(), now=found.now)
    with pytest.raises(TooLate):
        await service.step_aside(found.decision.ref, twelve[8], now=found.now)
    assert not await RollEntry.filter(voted=True).exists()


async def test_who_voted_by_phone_is_on_no_list_of_papers(twelve: list[int]) -> None:
    found = await about_a_person(twelve)
    await service.cast_secret(found.decision.ref, twelve[8], YES, slip(), now=found.now)

    with pytest.raises(Invalid) as refused:
        await found.handed_in(twelve[7:12])
    assert refused.value.field == "voters"


async def test_two_lists_that_differ_bind_nobody(twelve: list[int]) -> None:
    found = await about_a_person(twelve)
    ref, (one, two) = found.decision.ref, found.tellers
    await paper.name_voters(ref, one, twelve[6:12], told=False, now=found.now)
    assert not await paper.name_voters(ref, two, twelve[7:12], told=False, now=found.now)

    await service.cast_secret(ref, twelve[6], YES, slip(), now=found.now)
    with pytest.raises(Invalid, match="First both"):
        await paper.add(ref, one, Sheet("yes"), now=found.now)
    for desk in [await queries.paper_page(ref, each, now=found.now) for each in found.tellers]:
        assert desk.desk is not None
        assert desk.desk.names_differ


async def test_a_list_is_mended_by_both_together(twelve: list[int]) -> None:
    found = await about_a_person(twelve)
    await found.handed_in(twelve[6:12])
    await paper.name_voters(
        found.decision.ref, found.tellers[0], twelve[7:12], told=False, now=found.now
    )
    assert await queries.handed_in(found.decision.id) == set(twelve[6:12])

    await found.handed_in(twelve[7:12])

    assert await queries.handed_in(found.decision.id) == set(twelve[7:12])
    await service.cast_secret(found.decision.ref, twelve[6], YES, slip(), now=found.now)


@pytest.mark.parametrize("said", [["yes"] * 4, ["yes"] * 6])
async def test_there_are_as_many_papers_as_members_who_handed_one_in(
    twelve: list[int], said: list[str]
) -> None:
    found = await about_a_person(twelve)
    await found.handed_in(twelve[7:12])

    with pytest.raises(Invalid):
        await found.enter([Sheet(each) for each in said])


async def test_few_papers_beside_phones_are_taken_if_those_members_want_it_so(
    twelve: list[int],
) -> None:
    found = await about_a_person(twelve)
    with pytest.raises(Invalid) as refused:
        await found.handed_in(twelve[9:10], told=False)
    assert refused.value.field == "told"

    await found.handed_in(twelve[9:10], told=True)
    await found.count_in([Sheet("no")])

    assert (await SecretBallot.get()).choice == NO


async def test_phone_and_paper_at_the_same_moment_are_one_secret_vote(twelve: list[int]) -> None:
    found = await about_a_person(twelve)
    ref, (one, two) = found.decision.ref, found.tellers
    await paper.name_voters(ref, one, twelve[7:12], told=False, now=found.now)

    did = await asyncio.gather(
        tried(service.cast_secret(ref, twelve[8], YES, slip(), now=found.now)),
        tried(paper.name_voters(ref, two, twelve[7:12], told=False, now=found.now)),
    )

    assert sum(did) == 1
    assert await SecretBallot.all().count() == did[0]
    assert len(await queries.handed_in(found.decision.id)) == 5 * did[1]


async def test_who_leaves_after_handing_in_a_paper_stays_counted(twelve: list[int]) -> None:
    found = await about_a_person(twelve)
    await found.handed_in(twelve[6:12])
    gone = next(each for each in twelve[6:12] if each not in found.tellers)
    await leaving.leave(await person(gone), now=found.now)

    await found.count_in([Sheet("yes")] * 6)

    entry = await RollEntry.get(member_id=gone)
    assert (entry.standing, entry.voted) == (OnRoll.AWAKE, True)


async def test_papers_that_are_never_confirmed_are_deleted_at_the_close(twelve: list[int]) -> None:
    found = await about_a_person(twelve)
    await found.handed_in(twelve[6:12])
    await found.enter([Sheet("yes")] * 6)
    await paper.confirm(found.decision.ref, found.tellers[0], now=found.now)

    await Life(twelve).close(found.decision)

    assert not await PaperEntry.exists()
    assert not await RollEntry.filter(voted=True, decision_id=found.decision.id).exists()
    assert (await Result.get(decision_id=found.decision.id)).ballots == 0


async def test_i5_neither_order_nor_channel_nor_moment_joins_a_paper_to_a_voter(
    twelve: list[int],
) -> None:
    found = await about_a_person(twelve)
    await service.cast_secret(found.decision.ref, twelve[0], YES, slip(), now=found.now)
    await found.handed_in([twelve[n] for n in (11, 7, 9, 8, 10)])
    entries = await PaperEntry.all()
    assert [entry.voters for entry in entries] == [sorted(twelve[7:12])] * 2

    said = ["yes", "no", "yes", "no_opinion", "no"]
    await found.enter([Sheet(each) for each in said])
    entries = await PaperEntry.all()
    assert [[each.said for each in entry.sheets()] for entry in entries] == [sorted(said)] * 2
    await found.confirm()
    assert not await PaperEntry.exists()
    await Life(twelve).close(found.decision)

    place = "rowid" if KIND == "sqlite" else "ctid"
    box = await get_connection("default").execute_query_dict(
        f"SELECT mark FROM decision_secret_ballot ORDER BY {place}"  # noqa: S608
    )
    marks = [row["mark"] for row in box]
    assert marks == sorted(marks)
    assert len(marks) == 6
    bodies = [row.body for row in await JournalEntry.filter(thing=found.decision.thing)]
    assert not any(mark in body for mark in marks for body in bodies)


async def test_the_disk_gives_up_what_was_entered(twelve: list[int], tmp_path: Path) -> None:
    found = await about_a_person(twelve)
    await found.count_in_secret(twelve[6:12], ["yes", "no", "yes", "no", "yes", "yes"])
    await Life(twelve).close(found.decision)
    assert await _still_on_disk(twelve[6:12], tmp_path)

    assert await chores.sweep_due(found.now) == 1

    assert not await _still_on_disk(twelve[6:12], tmp_path)
    assert await SecretBallot.all().count() == 6


async def _still_on_disk(voters: list[int], folder: Path) -> bool:
    """Tell whether the list of those who handed in papers still lies on the disk."""
    pages = await adversary.on_disk(folder)
    if KIND == "postgres":
        return bool(pages.get("decision_paper_entry"))
    written = json.dumps(voters, separators=(",", ":")).encode()
    return any(written in page for page in pages.values())


# ON PAPER ALONE


async def test_a_vote_about_a_person_is_on_paper_where_too_few_may_vote(six: list[int]) -> None:
    found = await about_a_person(six)
    ref = found.decision.ref

    page = await queries.decision_page(ref, six[4], now=found.now)
    assert (page.secret, page.on_paper.alone) == (True, True)
    with pytest.raises(NotAllowed, match="on paper"):
        await service.cast_secret(ref, six[4], YES, slip(), now=found.now)
    with pytest.raises(NotAllowed):
        await service.cast(ref, six[4], YES, now=found.now)

    await found.count_in_secret(six, ["yes"] * 5 + ["no"])
    closed = await Life(six).close(found.decision)
    assert closed.in_force_at is not None
    result = await Result.get(decision_id=closed.id)
    assert (result.outcome, result.yes, result.no) == (Outcome.CARRIED, 5, 1)
    page = await queries.decision_page(ref, six[4], now=NOON)
    assert page.effected is not None
    assert page.effected.became is Carried.DONE


async def test_so_few_that_no_secret_can_be_read_vote_openly(six: list[int]) -> None:
    for each in six[4:]:
        await leaving.leave(await person(each), now=NOON)

    decision = await Life(six[:4]).noticed(GrantRole("chair", six[2], 90))

    assert not decision.secret
    assert not await PaperVote.exists()


async def test_the_box_stays_shut_while_too_few_papers_lie_in_it(six: list[int]) -> None:
    found = await about_a_person(six)
    await found.handed_in(six[:4])

    with pytest.raises(Invalid, match="box shut"):
        await paper.add(found.decision.ref, found.tellers[0], Sheet("yes"), now=found.now)
    page = await queries.paper_page(found.decision.ref, found.tellers[0], now=found.now)
    assert page.desk is not None
    assert page.desk.shut

    await found.handed_in(six[:5])
    await found.count_in([Sheet("yes")] * 5)
    assert await SecretBallot.all().count() == 5


async def test_members_agree_to_vote_openly_where_one_suggests_it_and_nobody_minds(
    six: list[int],
) -> None:
    decision = await Life(six).noticed(GrantRole("chair", six[2], 90))
    assert decision.opens_at is not None
    await paper.suggest_openly(decision.ref, six[5], now=NOON)
    await paper.suggest_openly(decision.ref, six[4], now=NOON)

    assert await chores.announce_due(decision.opens_at) == 1

    decision = await Decision.get(id=decision.id)
    assert not decision.secret
    assert await JournalEntry.filter(kind="openly", thing=decision.thing).count() == 1
    await service.cast(decision.ref, six[5], YES, now=decision.opens_at)
    assert await OpenBallot.all().count() == 1


async def test_one_who_minds_keeps_it_on_paper_and_nobody_knows_who(six: list[int]) -> None:
    decision = await Life(six).noticed(GrantRole("chair", six[2], 90))
    assert decision.opens_at is not None
    await paper.suggest_openly(decision.ref, six[5], now=NOON)

    await paper.mind(decision.ref, six[3], now=NOON)

    assert await chores.announce_due(decision.opens_at) == 1
    assert (await Decision.get(id=decision.id)).secret
    assert {"minded", "openly_asked_at"} <= set(PaperVote._meta.fields)
    assert not {each for each in PaperVote._meta.fields if "member" in each}
    with pytest.raises(TooLate):
        await paper.suggest_openly(decision.ref, six[4], now=NOON)
    with pytest.raises(TooLate):
        await paper.mind(decision.ref, six[4], now=decision.opens_at)


async def test_nobody_opens_what_members_asked_to_be_secret_or_what_is_secret_by_phone(
    six: list[int],
) -> None:
    plain = await Life(six).noticed()
    with pytest.raises(NotAllowed):
        await paper.suggest_openly(plain.ref, six[3], now=NOON)
    for each in six[3:5]:
        await service.ask_for_secret(plain.ref, each, now=NOON)

    assert (await Decision.get(id=plain.id)).secret
    assert await PaperVote.filter(decision_id=plain.id, alone=True).exists()
    with pytest.raises(NotAllowed):
        await paper.suggest_openly(plain.ref, six[3], now=NOON)


async def test_whoever_has_no_vote_says_nothing_about_how_it_is_held(
    six: list[int], db: None
) -> None:
    _ = db
    decision = await Life(six).noticed(GrantRole("chair", six[2], 90))
    await service.step_aside(decision.ref, six[5], now=NOON)

    for act in (paper.suggest_openly, paper.mind):
        with pytest.raises(NotAllowed):
            await act(decision.ref, six[5], now=NOON)


async def test_a_vote_on_paper_that_nobody_enters_is_called_again_on_paper(six: list[int]) -> None:
    found = await about_a_person(six)
    await Life(six).close(found.decision)

    again = await Decision.get(predecessor_id=found.decision.id)
    assert again.question == TEA
    assert again.secret
    assert await PaperVote.filter(decision_id=again.id, alone=True).exists()
    assert again.opens_at is not None
    page = await queries.paper_page(again.ref, six[4], now=again.opens_at + MINUTE)
    assert (page.entering, page.wanted) == ((), 2)
