"""Papers of an open vote: by name, with the mark of the voter, entered by two, each alone."""

import asyncio
import json

import pytest

from club.decisions import queries, service
from club.decisions.models import (
    Decision,
    OpenBallot,
    PaperEntry,
    PaperVote,
    Reason,
    Result,
    RollEntry,
)
from club.decisions.rules.effects import Advise, Agree, Choose, Effect
from club.decisions.rules.paper import Channel, Sheet
from club.decisions.rules.states import Choice, Method, OnRoll, Outcome
from club.decisions.service import paper
from club.journal.models import JournalEntry
from club.kit.errors import Invalid, NotAllowed, NotFound, Refusal, TooLate
from club.members import service as members
from tests.decisions.life import NOON, Life
from tests.decisions.papers import on_paper

PLACES = ("The lighthouse", "The museum", "The beach")


async def test_papers_and_phones_are_counted_together(twelve: list[int]) -> None:
    found = await on_paper(twelve)
    for each in twelve[:2]:
        await service.cast(found.decision.ref, each, Choice.YES, now=found.now)

    await found.count_in([Sheet("yes", twelve[8]), Sheet("no", twelve[9])])
    await Life(twelve).close(found.decision)

    result = await Result.get(decision_id=found.decision.id)
    assert (result.outcome, result.ballots) == (Outcome.CARRIED, 4)
    assert (result.yes, result.no) == (3, 1)
    channels = {row.member_id: row.channel for row in await RollEntry.filter(voted=True)}
    assert channels == {
        twelve[0]: Channel.APP, twelve[1]: Channel.APP,
        twelve[8]: Channel.PAPER, twelve[9]: Channel.PAPER,
    }  # fmt: skip


async def test_the_record_says_how_many_papers_and_who_entered_them(twelve: list[int]) -> None:
    found = await on_paper(twelve)
    await found.count_in([Sheet("yes", twelve[8]), Sheet("", twelve[9])])

    entry = await JournalEntry.get(kind="paper_batch")
    assert entry.thing == found.decision.thing
    assert json.loads(entry.body) == {
        "papers": 2, "tellers": sorted(found.tellers), "unreadable": 1,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("effect", "said", "came_to"),
    [
        (Choose(Method.RANKED, PLACES), ["rb", "rbas", "rcb", "rbs"], (Outcome.CARRIED, 4)),
        (Choose(Method.APPROVAL, PLACES), ["abc", "ab", "a", "ab"], (Outcome.CARRIED, 3)),
        (Agree(), ["consent", "concern", "consent", "consent"], (Outcome.CARRIED, 4)),
        (Agree(), ["consent", "object", "consent", "consent"], (Outcome.OBJECTED, 3)),
        (Advise(PLACES), ["va", "va", "vb", "vc"], (Outcome.ADVICE, 0)),
    ],
)
async def test_papers_count_whatever_is_asked(
    twelve: list[int], effect: Effect, said: list[str], came_to: tuple[Outcome, int]
) -> None:
    found = await on_paper(twelve, effect)
    sheets = [Sheet(each, who, "Why") for who, each in zip(twelve[8:], said, strict=True)]

    await found.count_in(sheets)
    await Life(twelve).close(found.decision)

    result = await Result.get(decision_id=found.decision.id)
    assert result.ballots == 4
    assert (result.outcome, result.yes) == came_to
    whys = [row for row in await Reason.all() if row.member_id == twelve[9]]
    assert len(whys) == (said[1] in {"concern", "object"})


async def test_a_paper_nobody_can_read_is_taking_part_and_no_ballot(twelve: list[int]) -> None:
    found = await on_paper(twelve)
    sheets = [Sheet("yes", each) for each in twelve[6:10]]

    await found.count_in([*sheets, Sheet("", twelve[10])])
    await Life(twelve).close(found.decision)

    result = await Result.get(decision_id=found.decision.id)
    voted = await RollEntry.filter(decision_id=found.decision.id, voted=True).count()
    vote = await PaperVote.get(decision_id=found.decision.id)
    assert (result.ballots, voted, vote.unreadable) == (4, 5, 1)
    assert await OpenBallot.all().count() == 4


async def test_two_entries_that_differ_count_nothing_until_they_agree(twelve: list[int]) -> None:
    found = await on_paper(twelve)
    ref, (one, two) = found.decision.ref, found.tellers
    await found.enter([Sheet("yes", twelve[8]), Sheet("no", twelve[9])], by=[one])
    await found.enter([Sheet("no", twelve[8]), Sheet("no", twelve[9])], by=[two])

    for teller in found.tellers:
        with pytest.raises(Invalid, match="differ"):
            await paper.confirm(ref, teller, now=found.now)
    page = await queries.paper_page(ref, one, now=found.now)
    assert page.desk is not None
    assert [(d.words, d.mine, d.other) for d in page.desk.differs] == [("No", 1, 2), ("Yes", 1, 0)]
    assert page.desk.apart is not None
    assert page.desk.apart.unlike == 1

    await paper.take_out(ref, two, Sheet("no", twelve[8]), now=found.now)
    await found.enter([Sheet("yes", twelve[8])], by=[two])
    await found.confirm()
    assert await OpenBallot.all().count() == 2


async def test_neither_sees_the_others_entry_before_both_have_ended(twelve: list[int]) -> None:
    found = await on_paper(twelve)
    one, two = found.tellers
    await found.enter([Sheet("yes", twelve[8])], by=[one])
    await paper.add(found.decision.ref, two, Sheet("no", twelve[8]), now=found.now)

    page = await queries.paper_page(found.decision.ref, two, now=found.now)
    assert page.desk is not None
    assert (page.desk.apart, page.desk.differs) == (None, ())
    assert [each.words for each in page.desk.sheets] == ["No"]
    other = await queries.paper_page(found.decision.ref, twelve[11], now=found.now)
    assert other.desk is None


async def test_one_alone_can_confirm_nothing(twelve: list[int]) -> None:
    found = await on_paper(twelve)
    one, two = found.tellers
    await found.enter([Sheet("yes", twelve[8])], by=[one])
    with pytest.raises(Invalid):
        await paper.confirm(found.decision.ref, one, now=found.now)
    await found.enter([Sheet("yes", twelve[8])], by=[two])

    for _ in range(3):
        assert not await paper.confirm(found.decision.ref, one, now=found.now)

    assert not await OpenBallot.exists()


async def test_whatever_is_changed_after_a_yes_is_confirmed_anew_by_both(
    twelve: list[int],
) -> None:
    found = await on_paper(twelve)
    one, two = found.tellers
    await found.enter([Sheet("yes", twelve[8])])
    await paper.confirm(found.decision.ref, one, now=found.now)

    await paper.add(found.decision.ref, two, Sheet("no", twelve[9]), now=found.now)

    assert not await PaperEntry.filter(confirmed=True).exists()
    with pytest.raises(Invalid):
        await paper.confirm(found.decision.ref, two, now=found.now)


async def test_papers_count_once_though_both_confirm_many_times_at_once(
    twelve: list[int],
) -> None:
    found = await on_paper(twelve)
    await found.enter([Sheet("yes", twelve[8]), Sheet("no", twelve[9])])

    async def confirm(teller: int) -> bool:
        try:
            return await paper.confirm(found.decision.ref, teller, now=found.now)
        except TooLate:
            return False

    did = await asyncio.gather(*(confirm(each) for each in found.tellers * 4))

    assert sum(did) == 1
    assert await OpenBallot.all().count() == 2
    assert await JournalEntry.filter(kind="paper_batch").count() == 1
    assert (await Decision.get(id=found.decision.id)).silent == 10
    with pytest.raises(TooLate, match="counted"):
        await paper.add(
            found.decision.ref, found.tellers[0], Sheet("yes", twelve[7]), now=found.now
        )
    with pytest.raises(TooLate, match="counted"):
        await paper.step_back(found.decision.ref, found.tellers[0], now=found.now)


async def test_whoever_voted_on_paper_cannot_vote_by_phone(twelve: list[int]) -> None:
    found = await on_paper(twelve)
    await found.count_in([Sheet("yes", twelve[8])])

    with pytest.raises(TooLate, match="on paper"):
        await service.cast(found.decision.ref, twelve[8], Choice.NO, now=found.now)
    with pytest.raises(TooLate):
        await service.step_aside(found.decision.ref, twelve[8], now=found.now)

    assert (await OpenBallot.get(member_id=twelve[8])).choice == Choice.YES


async def test_whoever_voted_by_phone_cannot_vote_on_paper(twelve: list[int]) -> None:
    found = await on_paper(twelve)
    await service.cast(found.decision.ref, twelve[8], Choice.YES, now=found.now)

    with pytest.raises(Invalid) as refused:
        await paper.add(found.decision.ref, found.tellers[0], Sheet("no", twelve[8]), now=found.now)

    assert refused.value.field == "voter"


async def test_who_votes_by_phone_while_papers_are_entered_keeps_that_vote(
    twelve: list[int],
) -> None:
    found = await on_paper(twelve)
    await found.enter([Sheet("yes", twelve[8]), Sheet("yes", twelve[9])])
    await paper.confirm(found.decision.ref, found.tellers[0], now=found.now)
    await service.cast(found.decision.ref, twelve[8], Choice.NO, now=found.now)

    with pytest.raises(Invalid, match="by phone meanwhile"):
        await paper.confirm(found.decision.ref, found.tellers[1], now=found.now)

    assert [row.choice for row in await OpenBallot.all()] == [Choice.NO]
    for teller in found.tellers:
        await paper.take_out(found.decision.ref, teller, Sheet("yes", twelve[8]), now=found.now)
        await paper.end(found.decision.ref, teller, now=found.now)
    await found.confirm()
    assert await OpenBallot.all().count() == 2


async def test_phone_and_paper_at_the_same_moment_are_one_vote(twelve: list[int]) -> None:
    found = await on_paper(twelve)
    await found.enter([Sheet("yes", twelve[8])])
    await paper.confirm(found.decision.ref, found.tellers[0], now=found.now)

    async def tried(act: object) -> bool:
        try:
            await act  # type: ignore[misc]
        except Refusal:
            return False
        return True

    ref, second = found.decision.ref, found.tellers[1]
    did = await asyncio.gather(
        tried(service.cast(ref, twelve[8], Choice.NO, now=found.now)),
        tried(paper.confirm(ref, second, now=found.now)),
    )

    assert sum(did) == 1
    ballot = await OpenBallot.get()
    assert ballot.choice == ("no" if did[0] else "yes")
    assert (await Decision.get(id=found.decision.id)).silent == 11


async def test_only_who_may_vote_can_have_a_paper_and_only_one(
    twelve: list[int], newcomer: int
) -> None:
    found = await on_paper(twelve)
    ref, teller = found.decision.ref, found.tellers[0]
    await service.step_aside(ref, twelve[10], now=found.now)
    await paper.add(ref, teller, Sheet("yes", twelve[8]), now=found.now)

    for nobody in (newcomer, twelve[10], 0):
        with pytest.raises(Invalid):
            await paper.add(ref, teller, Sheet("yes", nobody), now=found.now)
    with pytest.raises(Invalid, match="already"):
        await paper.add(ref, teller, Sheet("no", twelve[8]), now=found.now)
    with pytest.raises(Invalid):
        await paper.add(ref, teller, Sheet("perhaps", twelve[9]), now=found.now)
    with pytest.raises(NotFound):
        await paper.take_out(ref, teller, Sheet("no", twelve[8]), now=found.now)


async def test_a_concern_on_paper_needs_its_reason_too(twelve: list[int]) -> None:
    found = await on_paper(twelve, Agree())

    with pytest.raises(Invalid) as refused:
        await paper.add(
            found.decision.ref, found.tellers[0], Sheet("object", twelve[8]), now=found.now
        )
    assert refused.value.field == "reason"


async def test_only_the_two_who_were_drawn_enter_anything(twelve: list[int]) -> None:
    found = await on_paper(twelve)
    ref, others = found.decision.ref, [each for each in twelve if each not in found.tellers]

    for who in (others[0], others[-1]):
        with pytest.raises(NotAllowed):
            await paper.add(ref, who, Sheet("yes", twelve[8]), now=found.now)
        with pytest.raises(NotAllowed):
            await paper.end(ref, who, now=found.now)
        with pytest.raises(NotAllowed):
            await paper.confirm(ref, who, now=found.now)


async def test_nothing_is_entered_or_confirmed_before_the_vote_or_from_its_end_on(
    twelve: list[int],
) -> None:
    found = await on_paper(twelve)
    await found.enter([Sheet("yes", twelve[8])])
    await paper.confirm(found.decision.ref, found.tellers[0], now=found.now)
    end = found.decision.closes_at
    assert end is not None

    for when in (NOON, end):
        with pytest.raises(TooLate):
            await paper.confirm(found.decision.ref, found.tellers[1], now=when)
        with pytest.raises(TooLate):
            await paper.add(found.decision.ref, found.tellers[1], Sheet("yes", twelve[9]), now=when)
    await Life(twelve).close(found.decision)

    assert not await OpenBallot.exists()
    assert not await PaperEntry.exists()


async def test_papers_alone_close_a_vote_early_once_everybody_has_voted(twelve: list[int]) -> None:
    found = await on_paper(twelve)
    await found.count_in([Sheet("yes", each) for each in twelve])

    assert await queries.due(found.now) == [found.decision.id]


async def test_a_member_who_leaves_after_voting_on_paper_stays_counted(twelve: list[int]) -> None:
    found = await on_paper(twelve)
    await found.count_in([Sheet("yes", each) for each in twelve[6:9]])
    await members.leave(twelve[8], now=found.now)
    await service.strike(twelve[8], now=found.now)
    await Life(twelve).close(found.decision)

    assert (await Result.get(decision_id=found.decision.id)).yes == 3
    assert (await RollEntry.get(member_id=twelve[8])).standing is OnRoll.AWAKE
