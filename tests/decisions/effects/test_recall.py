"""Taking a role back: in secret, by enough, once in 60 days, and never without an answer."""

import asyncio
import json
from datetime import datetime, timedelta

import pytest

from club.decisions import queries, service
from club.decisions.models import (
    Decision,
    DecisionEffect,
    PaperVote,
    RollEntry,
    Subject,
    Support,
)
from club.decisions.queries.shown import DecisionPage
from club.decisions.rules.effects import EndCommittee, EndMandate, Recall, read, written
from club.decisions.rules.marks import Slip
from club.decisions.rules.states import Carried, Choice, Class, OnRoll
from club.journal.models import JournalEntry
from club.kit.errors import Invalid, NotAllowed, NotFound, Refusal, TooLate
from club.kit.tokens import new_token
from club.notices.models import Letter, Message
from club.roles import queries as roles
from club.roles import service as granting
from club.roles.models import Mandate
from club.roles.rules import EndKind
from tests.decisions.life import NOON, Life

DAY = timedelta(days=1)


async def give(role: str, member_id: int, *, days: int = 180) -> Mandate:
    return await granting.grant(
        role, member_id, decision_ref="the-founding", starts_at=NOON - DAY,
        ends_at=NOON + days * DAY, by=None, now=NOON, interim=True,
    )  # fmt: skip


@pytest.fixture
async def chair(twelve: list[int]) -> Mandate:
    """The last of the twelve holds the chair."""
    return await give("chair", twelve[11])


def recall(mandate: Mandate) -> EndMandate:
    return EndMandate(mandate.ref, mandate.member_id)


async def noticed(life: Life, effect: Recall, *, now: datetime = NOON) -> Decision:
    life.now = now
    draft = await life.idea(effect)
    for member_id in life.members[1:4]:
        await service.support(draft.ref, member_id, draft.text_n, now=now)
    await service.put_on_notice(draft.ref, life.members[0], now=now)
    return await Decision.get(id=draft.id)


async def carried(life: Life, effect: Recall, *, yes: int = 8) -> Decision:
    decision = await noticed(life, effect)
    assert decision.opens_at is not None
    for member_id in life.members[:yes]:
        slip = Slip(new_token()[:26], new_token()[:26])
        if decision.secret:
            await service.cast_secret(
                decision.ref, member_id, Choice.YES, slip, now=decision.opens_at
            )
        else:
            await service.cast(decision.ref, member_id, Choice.YES, now=decision.opens_at)
    return await life.close(decision)


async def page_of(decision: Decision, member_id: int, now: datetime = NOON) -> DecisionPage:
    return await queries.decision_page(decision.ref, member_id, now=now)


@pytest.mark.parametrize("effect", [EndMandate("a2", 3), EndCommittee(("a2", "b3"), (3, 5))])
def test_a_recall_comes_back_from_storage_as_it_went_in(effect: Recall) -> None:
    assert read(json.loads(json.dumps(written(effect)))) == effect


async def test_the_members_end_a_mandate_after_the_cooling_time(
    twelve: list[int], chair: Mandate
) -> None:
    decision = await carried(Life(twelve), recall(chair))

    assert (decision.kind, decision.secret) == (Class.RECALL, True)
    assert decision.in_force_at is not None
    ended = await Mandate.get(id=chair.id)
    assert (ended.ended_at, ended.end_kind) == (decision.in_force_at, EndKind.RECALLED)
    before, after = decision.in_force_at - timedelta(seconds=1), decision.in_force_at
    assert [m.ends_at for m in await roles.mandates(now=before)] == [after]
    assert await roles.mandates(now=after) == []
    assert (await DecisionEffect.get()).became is Carried.DONE


async def test_whoever_was_recalled_can_still_lay_the_role_down_before_that_day(
    twelve: list[int], chair: Mandate
) -> None:
    decision = await carried(Life(twelve), recall(chair))
    assert decision.closed_at is not None

    await granting.step_back(chair.ref, twelve[11], now=decision.closed_at)

    ended = await Mandate.get(id=chair.id)
    assert (ended.ended_at, ended.end_kind) == (decision.closed_at, EndKind.RESIGNED)
    with pytest.raises(TooLate):
        await granting.step_back(chair.ref, twelve[11], now=decision.closed_at + DAY)


async def test_i13_the_subject_is_told_has_no_vote_and_may_answer(
    twelve: list[int], chair: Mandate
) -> None:
    decision = await noticed(Life(twelve), recall(chair))
    subject = twelve[11]

    entry = await RollEntry.get(decision_id=decision.id, member_id=subject)
    assert entry.standing is OnRoll.RECUSED
    assert decision.silent == 11
    (recusal,) = await JournalEntry.filter(kind="recusal")
    assert (recusal.actor, json.loads(recusal.body)) == (None, {"member": subject})
    (message,) = await Message.filter(kind="decision-concerns")
    assert [each.member_id for each in await Letter.filter(message_id=message.id)] == [subject]
    assert "Member" not in message.title + message.body
    assert "role" not in (message.title + message.body).lower()
    (general,) = await Message.filter(kind="decision-noticed")
    assert subject not in {e.member_id for e in await Letter.filter(message_id=general.id)}
    (reply,) = (await page_of(decision, subject)).replies
    assert (reply.mine, reply.words) == (True, "")


async def test_the_answer_stands_above_the_ballot_and_can_be_changed_until_the_vote_begins(
    twelve: list[int], chair: Mandate
) -> None:
    decision = await noticed(Life(twelve), recall(chair))
    assert decision.opens_at is not None
    before = decision.opens_at - timedelta(minutes=1)

    for words in ("I was away.", "I was away, and said so."):
        await service.reply(decision.ref, twelve[11], words, now=before)
    with pytest.raises(TooLate, match="The vote has begun"):
        await service.reply(decision.ref, twelve[11], "Please!", now=decision.opens_at)

    (reply,) = (await page_of(decision, twelve[2], decision.opens_at)).replies
    assert (reply.words, reply.mine) == ("I was away, and said so.", False)


async def test_nobody_answers_in_the_name_of_another(twelve: list[int], chair: Mandate) -> None:
    life = Life(twelve)
    decision, other = await noticed(life, recall(chair)), await life.noticed()
    late = decision.opens_at
    assert late is not None
    for ref, now in ((decision.ref, NOON), (other.ref, NOON), ("a2" * 13, NOON), (other.ref, late)):
        with pytest.raises(NotFound):
            await service.reply(ref, twelve[5], "It was me.", now=now)
    assert (await Subject.get()).words == ""


async def test_the_subject_cannot_vote(twelve: list[int], chair: Mandate) -> None:
    decision = await noticed(Life(twelve), recall(chair))
    slip = Slip("a2" * 13, "b3" * 13)
    assert decision.opens_at is not None
    with pytest.raises(NotAllowed):
        await service.cast_secret(decision.ref, twelve[11], Choice.NO, slip, now=decision.opens_at)


async def test_it_takes_one_more_member_behind_it(twelve: list[int], chair: Mandate) -> None:
    draft = await Life(twelve).idea(recall(chair))
    await service.support(draft.ref, twelve[1], draft.text_n, now=NOON)
    with pytest.raises(Invalid, match="More members need to stand behind"):
        await service.put_on_notice(draft.ref, twelve[0], now=NOON)
    assert (await queries.index(twelve[0], now=NOON)).ideas[0].state != "ready"

    await service.support(draft.ref, twelve[2], draft.text_n, now=NOON)
    assert (await queries.index(twelve[0], now=NOON)).ideas[0].state == "ready"
    await service.put_on_notice(draft.ref, twelve[0], now=NOON)


async def test_the_same_is_asked_once_in_sixty_days_even_if_it_was_taken_back(
    twelve: list[int], chair: Mandate
) -> None:
    life = Life(twelve)
    first = await noticed(life, recall(chair))
    await service.withdraw(first.ref, twelve[0], now=NOON)

    with pytest.raises(Invalid, match="in the last 60 days"):
        await noticed(life, recall(chair), now=NOON + 59 * DAY)
    again = await noticed(life, recall(chair), now=NOON + 61 * DAY)

    assert again.number == 2


async def test_two_drafts_at_once_become_one_question(twelve: list[int], chair: Mandate) -> None:
    life = Life(twelve)
    drafts = [await life.idea(recall(chair)) for _ in range(2)]
    for draft in drafts:
        for member_id in twelve[1:4]:
            await service.support(draft.ref, member_id, draft.text_n, now=NOON)

    async def put(draft: Decision) -> bool:
        try:
            await service.put_on_notice(draft.ref, twelve[0], now=NOON)
        except Refusal:
            return False
        return True

    assert sorted(await asyncio.gather(*map(put, drafts))) == [False, True]
    assert await Decision.exclude(noticed_at=None).count() == 1


async def test_who_holds_the_role_lays_it_down_instead_of_asking(
    twelve: list[int], chair: Mandate
) -> None:
    first, second = await give("committee", twelve[0]), await give("committee", twelve[1])
    with pytest.raises(Invalid, match="You hold this role yourself"):
        await Life(twelve).idea(recall(second))
    with pytest.raises(Invalid, match="You hold this role yourself"):
        await Life(twelve).idea(EndCommittee((first.ref, chair.ref), (twelve[0], twelve[11])))


@pytest.mark.parametrize("wrong", ["nobody", "another", "over"])
async def test_only_what_somebody_holds_now_can_be_taken_back(
    twelve: list[int], chair: Mandate, wrong: str
) -> None:
    if wrong == "over":
        await granting.step_back(chair.ref, twelve[11], now=NOON)
    effect = {"nobody": EndMandate("a2" * 13, 1), "another": EndMandate(chair.ref, twelve[4])}
    with pytest.raises(Invalid, match="Nobody holds this now"):
        await Life(twelve).idea(effect.get(wrong, recall(chair)))


async def test_a_role_that_was_laid_down_meanwhile_leaves_the_vote_standing(
    twelve: list[int], chair: Mandate
) -> None:
    life = Life(twelve)
    decision = await noticed(life, recall(chair))
    assert decision.opens_at is not None
    for n, member_id in enumerate(twelve[:8]):
        slip = Slip(new_token()[:26], new_token()[:26])
        await service.cast_secret(decision.ref, member_id, Choice.YES, slip, now=decision.opens_at)
        if n == 0:
            await granting.step_back(chair.ref, twelve[11], now=decision.opens_at)
    closed = await life.close(decision)

    effected = (await page_of(closed, twelve[0])).effected
    assert effected is not None
    assert effected.became is Carried.FAILED
    assert effected.reason.startswith("This role has ended meanwhile")
    assert (await Mandate.get(id=chair.id)).end_kind is EndKind.RESIGNED


async def test_five_beside_the_subject_vote_on_paper(six: list[int]) -> None:
    mandate = await give("chair", six[5])
    decision = await noticed(Life(six), recall(mandate))
    assert decision.secret
    assert await PaperVote.filter(decision_id=decision.id, alone=True).exists()


async def test_the_whole_committee_stops_at_once_and_later_holders_stay(
    twelve: list[int], chair: Mandate
) -> None:
    held = [chair, await give("treasurer", twelve[10]), await give("committee", twelve[9])]
    tea = await give("tea", twelve[9])
    effect = EndCommittee(tuple(each.ref for each in held), tuple(each.member_id for each in held))
    life = Life(twelve)
    decision = await carried(life, effect)
    later = await give("committee", twelve[3])

    assert decision.in_force_at is not None
    assert await Subject.all().count() == 3
    running = {each.ref for each in await roles.mandates(now=decision.in_force_at)}
    assert running == {tea.ref, later.ref}


async def test_one_who_is_asked_about_alone_is_no_shield_for_the_committee(
    twelve: list[int], chair: Mandate
) -> None:
    life = Life(twelve)
    await noticed(life, recall(chair))
    both = await noticed(life, EndCommittee((chair.ref,), (twelve[11],)))
    assert both.number == 2


async def test_whom_it_is_about_stands_behind_no_recall_of_their_own(
    twelve: list[int], chair: Mandate
) -> None:
    draft = await Life(twelve).idea(recall(chair))

    with pytest.raises(NotAllowed):
        await service.support(draft.ref, twelve[11], draft.text_n, now=NOON)
    page = await page_of(draft, twelve[11])

    assert page.backing is not None
    assert not page.backing.may
    assert page.about_me
    assert not await Support.filter(member_id=twelve[11]).exists()


async def test_whom_it_is_about_is_not_counted_among_those_who_may_vote(
    twelve: list[int], chair: Mandate
) -> None:
    page = await page_of(await noticed(Life(twelve), recall(chair)), twelve[0])

    assert page.roll is not None
    assert (page.roll.size, page.roll.may) == (12, 11)
    assert len(page.roll.people) == 11
