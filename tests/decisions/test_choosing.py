"""Choosing between options, going along, advising: from the idea to what the page says of it."""

import asyncio
import hashlib
import json
from collections.abc import Sequence
from datetime import datetime

import pytest
from tortoise.connection import get_connection

from club.charter import service as charter
from club.decisions import queries, service
from club.decisions.models import (
    CountText,
    Decision,
    Lot,
    OpenBallot,
    Reason,
    Result,
    SecretBallot,
)
from club.decisions.rules.effects import Advise, Agree, Choose, Effect
from club.decisions.rules.marks import Change, Slip
from club.decisions.rules.proposals import Proposal
from club.decisions.rules.states import Method, Origin, Outcome
from club.journal.models import JournalEntry
from club.journeys import chores
from club.kit.errors import Invalid
from club.kit.tokens import new_ref
from tests.databases import KIND
from tests.decisions.life import NOON, Life

DRINKS = ("Tea", "Cocoa", "Water")
RANK, APPROVE = Choose(Method.RANKED, DRINKS), Choose(Method.APPROVAL, DRINKS)


def slip() -> Slip:
    """Draw a slip, as the page does."""
    return Slip(new_ref(), new_ref())


async def heard(members: list[int], effect: Effect, said: Sequence[str]) -> Decision:
    """Close an open vote in which members said this, also where it got more time first."""
    life = Life(members)
    decision, now = await life.voting(effect)
    for member_id, each in zip(members, said, strict=False):
        reason = "It is too loud." if each in {"concern", "object"} else ""
        await service.cast(decision.ref, member_id, each, reason=reason, now=now)
    closed = await life.close(decision)
    return closed if closed.closed_at else await life.close(closed)


async def whispered(members: list[int], effect: Effect, said: Sequence[str]) -> Decision:
    """Close a vote that two had asked to be secret."""
    life = Life(members)
    decision, now = await secret(members, effect)
    for member_id, each in zip(members, said, strict=False):
        reason = "It is too loud." if each in {"concern", "object"} else ""
        await service.cast_secret(decision.ref, member_id, each, slip(), reason=reason, now=now)
    return await life.close(decision)


def reworded(draft: Decision, effect: Effect) -> Proposal:
    """Keep the words of a draft, and ask otherwise."""
    return Proposal(draft.question, draft.body, effect)


async def secret(members: list[int], effect: Effect) -> tuple[Decision, datetime]:
    decision = await Life(members).noticed(effect)
    for each in members[3:5]:
        await service.ask_for_secret(decision.ref, each, now=NOON)
    assert decision.opens_at is not None
    return await Decision.get(id=decision.id), decision.opens_at


async def tally(decision: Decision) -> dict[str, object]:
    entry = await JournalEntry.get(kind="tally", thing=decision.thing)
    said = json.loads(entry.body)
    assert isinstance(said, dict)
    return said


async def test_a_ranking_chooses_and_every_step_is_shown(twelve: list[int]) -> None:
    decision = await heard(twelve, RANK, ["rab", "rab", "rba", "rba", "rcb", "rs"])

    page = await queries.decision_page(decision.ref, twelve[0], now=NOON)
    assert page.figures is not None
    assert page.counting is not None
    assert page.figures.outcome is Outcome.CARRIED
    assert page.counting.winner == "Cocoa"
    assert [step.number for step in page.counting.steps] == [1, 2, 3, 4]
    assert "is out" in page.counting.steps[1].says[0]
    assert sum(row.votes for row in page.counting.steps[0].rows) == 6
    assert page.parts == (("Cocoa", 5), ("Keep things as they are", 1), ("Neither", 0))


async def test_a_choice_can_leave_things_as_they_are(twelve: list[int]) -> None:
    decision = await heard(twelve, RANK, ["rsa", "rsb", "rs", "rab"])

    page = await queries.decision_page(decision.ref, twelve[0], now=NOON)
    assert page.counting is not None
    assert page.counting.kept
    assert decision.in_force_at is None
    assert (await Result.get(decision_id=decision.id)).outcome is Outcome.NOT_CARRIED


async def test_the_lot_is_fixed_at_notice_and_shown_at_the_close(twelve: list[int]) -> None:
    decision = await heard(twelve, RANK, ["rab", "rab", "rab", "rba", "rsa"])

    noticed = json.loads((await JournalEntry.get(kind="noticed", thing=decision.thing)).body)
    drawn = (await Lot.get(decision_id=decision.id)).secret
    said = await tally(decision)
    assert noticed["lot"] == hashlib.sha256(bytes.fromhex(drawn)).hexdigest()
    assert said["lot_secret"] == drawn
    assert drawn not in json.dumps(noticed)
    assert said["order"][0] == "sq"  # type: ignore[index]
    words = (await CountText.get(decision_id=decision.id)).words
    assert said["count_sha256"] == hashlib.sha256(words.encode()).hexdigest()


async def test_the_record_holds_no_words_of_an_option(twelve: list[int]) -> None:
    decision = await heard(twelve, RANK, ["rab"] * 4)

    entries = await JournalEntry.filter(thing=decision.thing)
    assert len(entries) > 3
    assert not [entry.body for entry in entries if "Tea" in entry.body]


async def test_what_most_can_live_with_wins(twelve: list[int]) -> None:
    decision = await heard(twelve, APPROVE, ["aa", "aab", "aac", "ab", "aa"])

    page = await queries.decision_page(decision.ref, twelve[0], now=NOON)
    assert page.counting is not None
    assert page.counting.sums[0] == ("Tea", 4)
    assert page.counting.winner == "Tea"
    assert page.parts == ()


async def test_it_passes_if_nobody_objects(twelve: list[int]) -> None:
    decision = await heard(twelve, Agree(), ["consent", "consent", "concern"])

    page = await queries.decision_page(decision.ref, twelve[0], now=NOON)
    assert (await Result.get(decision_id=decision.id)).outcome is Outcome.CARRIED
    assert [why.words for why in page.whys] == ["It is too loud."]
    assert [count for _words, count in page.parts] == [2, 1, 0]


async def test_one_objection_holds_it_up_and_it_is_not_asked_again(twelve: list[int]) -> None:
    decision = await heard(twelve, Agree(), [*["consent"] * 9, "object"])

    assert (await Result.get(decision_id=decision.id)).outcome is Outcome.OBJECTED
    assert decision.in_force_at is None
    assert await Decision.all().count() == 1


async def test_an_objection_says_why(twelve: list[int]) -> None:
    decision, now = await Life(twelve).voting(Agree())

    for said in ("object", "concern"):
        with pytest.raises(Invalid) as refused:
            await service.cast(decision.ref, twelve[0], said, now=now)
        assert refused.value.field == "reason"
    assert not await OpenBallot.exists()


async def test_whoever_goes_along_after_all_takes_the_reason_back(twelve: list[int]) -> None:
    decision, now = await Life(twelve).voting(Agree())
    for reason in ("Too loud.", "Far too loud."):
        await service.cast(decision.ref, twelve[0], "object", reason=reason, now=now)
    assert (await Reason.get()).words == "Far too loud."

    await service.cast(decision.ref, twelve[0], "consent", reason="Never mind.", now=now)

    assert not await Reason.exists()


async def test_reasons_are_read_by_those_who_have_voted(twelve: list[int]) -> None:
    decision, now = await Life(twelve).voting(Agree())
    await service.cast(decision.ref, twelve[0], "concern", reason="Too loud.", now=now)

    before = await queries.decision_page(decision.ref, twelve[1], now=now)
    await service.cast(decision.ref, twelve[1], "consent", now=now)
    after = await queries.decision_page(decision.ref, twelve[1], now=now)

    assert before.whys == ()
    assert [why.words for why in after.whys] == ["Too loud."]


async def test_advice_is_asked_at_once_and_nothing_follows(twelve: list[int]) -> None:
    decision = await heard(twelve, Advise(DRINKS), ["va", "vb", "vb"])

    page = await queries.decision_page(decision.ref, twelve[0], now=NOON)
    assert decision.opens_at == decision.noticed_at
    assert page.counting is not None
    assert page.counting.winner == "Cocoa"
    assert (await Result.get(decision_id=decision.id)).outcome is Outcome.ADVICE
    assert decision.in_force_at is None
    assert await Decision.all().count() == 1


async def test_a_ballot_of_another_kind_is_refused(twelve: list[int]) -> None:
    decision, now = await Life(twelve).voting(RANK)

    for wrong in ("yes", "raa", "rz", "aab", "r"):
        with pytest.raises(Invalid):
            await service.cast(decision.ref, twelve[0], wrong, now=now)
    assert not await OpenBallot.exists()


async def test_a_choice_that_too_few_answered_is_asked_once_more_with_a_new_lot(
    twelve: list[int],
) -> None:
    decision = await heard(twelve, RANK, ["rab"])

    again = await Decision.get(predecessor_id=decision.id)
    assert (again.origin, again.method, again.does()) == (Origin.SECOND_CALL, Method.RANKED, RANK)
    first, second = await Lot.all().order_by("id")
    assert first.secret != second.secret


async def test_one_more_chance_where_an_option_leads_and_too_few_said_so(twelve: list[int]) -> None:
    life = Life(twelve)
    decision, now = await life.voting(APPROVE)
    await service.cast(decision.ref, twelve[0], "aa", now=now)

    longer = await life.close(decision)

    assert longer.closed_at is None
    assert longer.extended


async def test_changed_options_need_new_support(twelve: list[int]) -> None:
    life = Life(twelve)
    draft = await life.ready(RANK)
    proposal = reworded(draft, Choose(Method.RANKED, ("Tea", "Milk")))
    await service.reword(draft.ref, twelve[0], proposal, now=NOON)

    with pytest.raises(Invalid):
        await service.put_on_notice(draft.ref, twelve[0], now=NOON)
    page = await queries.wording_page(draft.ref, twelve[0])
    assert page.versions[0].changed is not None
    assert page.versions[0].changed.otherwise


async def test_a_draft_can_be_asked_in_another_way(twelve: list[int]) -> None:
    draft = await Life(twelve).idea(RANK)

    await service.reword(draft.ref, twelve[0], reworded(draft, Advise(DRINKS)), now=NOON)

    changed = await Decision.get(id=draft.id)
    assert (changed.method, changed.kind.value) == (Method.ADVICE, "advisory")


async def test_a_secret_ranking_is_counted_and_its_list_stays_closed(twelve: list[int]) -> None:
    decision = await whispered(twelve, RANK, [*["rab"] * 9, "rbca", "rs"])

    page = await queries.decision_page(decision.ref, twelve[0], now=NOON)
    assert page.secret
    assert page.counting is not None
    assert page.counting.winner == "Tea"
    assert page.votes is None
    assert not page.listed
    assert await queries.sheets(twelve[0]) == {}
    assert await SecretBallot.all().count() == 11


async def test_a_secret_ranking_is_listed_where_no_ballot_stands_alone(twelve: list[int]) -> None:
    decision = await whispered(twelve, RANK, [*["rab"] * 9, *["rs"] * 2])

    page = await queries.ballots_page(decision.ref, twelve[0])
    assert sorted({words for _mark, words in page.ballots}) == [
        "1. Keep things as they are",
        "1. Tea, 2. Cocoa",
    ]


async def test_a_slip_changes_a_ranking_and_finds_it_again(twelve: list[int]) -> None:
    decision, now = await secret(twelve, RANK)
    first, second = slip(), slip()
    await service.cast_secret(decision.ref, twelve[0], "rab", first, now=now)
    change = Change(first.mark(decision.ref, "rab"), first.change_key, "rsa", second)
    await service.change_secret(decision.ref, change, now=now)
    for each in twelve[1:6]:
        await service.cast_secret(decision.ref, each, "rab", slip(), now=now)

    await Life(twelve).close(decision)

    assert await queries.was_counted(decision.ref, second.number, "rsa")
    assert not await queries.was_counted(decision.ref, second.number, "rab")


async def test_a_reason_in_a_secret_round_has_no_owner(twelve: list[int]) -> None:
    decision = await whispered(twelve, Agree(), [*["consent"] * 5, "object"])

    kept = await Reason.get()
    assert kept.member_id is None
    assert await SecretBallot.exists(mark=kept.mark)
    page = await queries.decision_page(decision.ref, twelve[0], now=NOON)
    assert [(why.person, why.words) for why in page.whys] == [(None, "It is too loud.")]


async def test_a_changed_secret_ballot_takes_its_reason_with_it(twelve: list[int]) -> None:
    decision, now = await secret(twelve, Agree())
    mine = slip()
    await service.cast_secret(decision.ref, twelve[0], "object", mine, reason="Loud.", now=now)
    change = Change(mine.mark(decision.ref, "object"), mine.change_key, "consent", slip())

    await service.change_secret(decision.ref, change, now=now)

    assert not await Reason.exists()


async def test_too_few_secret_ballots_are_destroyed_with_their_reasons(twelve: list[int]) -> None:
    decision = await whispered(twelve, Agree(), ["consent", "consent", "object"])

    result = await Result.get(decision_id=decision.id)
    assert (result.outcome, result.counted) == (Outcome.NO_QUORUM, False)
    assert not await Reason.exists()
    assert not await SecretBallot.exists()
    assert not await CountText.exists()


async def test_destroyed_rankings_leave_neither_a_count_nor_an_order(twelve: list[int]) -> None:
    decision = await whispered(twelve, RANK, ["rab", "rba"])

    said = await tally(decision)
    assert said["counted"] is False
    assert not {"order", "winner", "count_sha256", "lot_secret", "ballots_sha256"} & set(said)


async def test_no_table_remembers_in_which_order_reasons_were_given(twelve: list[int]) -> None:
    decision = await whispered(twelve, Agree(), ["concern", "object"] * 5)

    place = "rowid" if KIND == "sqlite" else "ctid"
    db = get_connection("default")
    kept = await db.execute_query_dict(f"SELECT mark FROM decision_reason ORDER BY {place}")  # noqa: S608
    marks = [row["mark"] for row in kept]
    assert len(marks) == 10
    assert marks == sorted(marks)
    if KIND == "postgres":
        moments = await db.execute_query_dict("SELECT DISTINCT xmin::text FROM decision_reason")
        assert len(moments) == 1
    assert {*Reason._meta.fields_db_projection.values()} == {
        "ref", "decision_id", "member_id", "mark", "words",
    }  # fmt: skip
    assert decision.closed_at is not None


async def test_fifty_rankings_of_one_member_at_once_are_one_ballot(twelve: list[int]) -> None:
    decision, now = await Life(twelve).voting(RANK)
    said = ["rab", "rba", "rs"]

    await asyncio.gather(
        *(service.cast(decision.ref, twelve[0], said[n % 3], now=now) for n in range(50))
    )

    ballot = await OpenBallot.get()
    assert ballot.choice in said
    assert (await Decision.get(id=decision.id)).silent == 11


async def test_five_closers_at_once_count_a_choice_once(twelve: list[int]) -> None:
    decision, now = await Life(twelve).voting(RANK)
    for member_id in twelve[:6]:
        await service.cast(decision.ref, member_id, "rab", now=now)
    assert decision.closes_at is not None

    await asyncio.gather(*(chores.close_due(decision.closes_at) for _ in range(5)))

    assert await CountText.all().count() == 1
    assert await JournalEntry.filter(kind="tally").count() == 1


async def test_a_club_that_wants_no_rounds_of_consent_has_none(twelve: list[int]) -> None:
    await charter.adopt({"decision.consent_round": "none"}, "a-decision", by=None, now=NOON)

    with pytest.raises(Invalid) as refused:
        await Life(twelve).idea(Agree())
    assert refused.value.field == "does"
