"""Members say that something went wrong in a vote; a panel drawn by the lot looks at it."""

import asyncio
import json
from datetime import timedelta

import pytest

from club.clockwork import CHORES
from club.decisions import chores, queries, service
from club.decisions.models import (
    Challenger,
    Decision,
    DecisionEffect,
    PanelLot,
    PanelSeat,
    ResultChallenge,
    RollEntry,
    TextVersion,
)
from club.decisions.rules.effects import EndMandate, GrantRole
from club.decisions.rules.fates import Fate
from club.decisions.rules.marks import Slip
from club.decisions.rules.panel import SILENT_AFTER, WITHIN, Finding, Verdict
from club.decisions.rules.states import Choice, Origin
from club.journal.models import JournalEntry
from club.journeys import chores as journeys
from club.kit.errors import NotAllowed, NotFound, TooLate
from club.kit.tokens import new_ref
from club.members import service as members
from club.members.models import Member
from club.notices.models import Message
from club.roles import service as roles
from club.roles.models import Mandate
from tests.decisions.life import NOON, TEA, Life
from tests.decisions.wrongs import HOUR, WRONG, Wrong, carried

DAY = timedelta(days=1)
YES, NO = Choice.YES, Choice.NO
STANDS, ANNULLED = Verdict.STANDS, Verdict.ANNULLED
TEA_ROLE = "tea"


# CHALLENGING


async def test_with_enough_members_a_result_is_held_and_nothing_follows_from_it(
    six: list[int],
) -> None:
    wrong = await carried(Life(six), GrantRole(TEA_ROLE, six[0], 9), yes=5)
    assert wrong.decision.in_force_at is not None

    assert await wrong.challenge(4, 5) == [False, True]

    row = await wrong.row()
    assert (row.held_at, row.in_force_at) == (wrong.now, None)
    later = wrong.decision.in_force_at + DAY
    assert await journeys.carry_out_due(later) == 0
    assert not await DecisionEffect.exists()
    assert not await Mandate.exists()
    page = await queries.decision_page(row.ref, six[3], now=later)
    assert page.afterwards is not None
    assert page.afterwards.fate is Fate.UNDER_REVIEW


async def test_one_alone_holds_nothing_and_it_comes_into_force(twelve: list[int]) -> None:
    wrong = await carried(Life(twelve))
    assert await wrong.challenge(-1) == [False]
    at = wrong.decision.in_force_at
    assert at is not None

    assert await journeys.carry_out_due(at) == 1
    with pytest.raises(TooLate, match="over"):
        await wrong.challenge(-2, at=at)
    page = await queries.challenge_page(wrong.decision.ref, twelve[0], now=at)
    assert (page.fate, len(page.complaints), page.found) == (Fate.IN_FORCE, 1, None)


async def test_in_a_larger_club_it_takes_a_tenth_of_the_base(twelve: list[int]) -> None:
    more = [
        (await members.welcome(f"Further {n}", voting_from=NOON, now=NOON)).id for n in range(19)
    ]
    life = Life([*twelve, *more])
    wrong = await carried(life)

    assert await wrong.challenge(-1, -2) == [False, False]
    assert await wrong.challenge(-3) == [True]
    entry = await JournalEntry.get(kind="challenge")
    assert json.loads(entry.body)["needed"] == 3


async def test_the_time_to_cool_down_is_the_time_to_challenge(twelve: list[int]) -> None:
    wrong = await carried(Life(twelve))
    end = wrong.decision.in_force_at
    assert end is not None

    assert await wrong.challenge(-1, at=end - timedelta(seconds=1)) == [False]
    with pytest.raises(TooLate):
        await wrong.challenge(-2, at=end)


async def test_what_was_not_carried_cannot_be_challenged(twelve: list[int]) -> None:
    life = Life(twelve)
    decision, now = await life.voting()
    for member_id in twelve[:8]:
        await service.cast(decision.ref, member_id, NO, now=now)
    closed = await life.count(decision)
    wrong = Wrong(closed, twelve, now + 9 * DAY)

    with pytest.raises(TooLate, match="carried"):
        await wrong.challenge(0)
    assert not await ResultChallenge.exists()


async def test_an_open_vote_cannot_be_challenged(twelve: list[int]) -> None:
    decision, now = await Life(twelve).voting()
    with pytest.raises(NotFound):
        await service.challenge(decision.ref, twelve[0], WRONG, now=now)


async def test_who_challenges_twice_counts_once(twelve: list[int]) -> None:
    wrong = await carried(Life(twelve))
    await wrong.challenge(-1)
    with pytest.raises(TooLate, match="already"):
        await wrong.challenge(-1)
    assert await Challenger.all().count() == 1


async def test_five_who_challenge_at_once_hold_it_once(twelve: list[int]) -> None:
    wrong = await carried(Life(twelve))

    answers = await asyncio.gather(
        *(wrong.challenge(-n) for n in (1, 2, 3, 4, 5)), return_exceptions=True
    )

    assert answers.count([True]) == 1
    assert await ResultChallenge.all().count() == 1
    assert await Challenger.all().count() == 2
    assert await PanelSeat.all().count() == 5
    assert await JournalEntry.filter(kind="challenge").count() == 1


async def test_the_last_challenge_and_the_clock_at_once_never_do_both(six: list[int]) -> None:
    wrong = await carried(Life(six), GrantRole(TEA_ROLE, six[0], 9), yes=5)
    await wrong.challenge(4)
    end = wrong.decision.in_force_at
    assert end is not None

    await asyncio.gather(
        wrong.challenge(5, at=end - timedelta(microseconds=1)),
        *(journeys.carry_out_due(end) for _ in range(4)),
        return_exceptions=True,
    )

    held = (await wrong.row()).held_at is not None
    assert held is not await Mandate.exists()
    assert held is not await DecisionEffect.exists()


async def test_who_has_no_vote_may_not_and_who_was_left_off_the_roll_may(
    twelve: list[int], newcomer: int
) -> None:
    wrong = await carried(Life(twelve))
    ref, forgotten = wrong.decision.ref, twelve[11]
    await RollEntry.filter(decision_id=wrong.decision.id, member_id=forgotten).delete()

    with pytest.raises(NotAllowed):
        await service.challenge(ref, newcomer, WRONG, now=NOON + 13 * DAY - HOUR)
    assert await service.challenge(ref, forgotten, WRONG, now=wrong.now) is False


async def test_whom_a_decision_is_about_may_challenge_it(twelve: list[int]) -> None:
    mandate = await roles.grant(
        TEA_ROLE, twelve[5], decision_ref="the-founding", starts_at=NOON, ends_at=NOON + 90 * DAY,
        by=None, now=NOON, interim=True,
    )  # fmt: skip
    life = Life(twelve)
    draft = await life.ready(EndMandate(mandate.ref, twelve[5]))
    await service.put_on_notice(draft.ref, twelve[0], now=NOON)
    decision = await Decision.get(id=draft.id)
    assert decision.opens_at is not None
    for member_id in [*twelve[:5], *twelve[6:10]]:
        slip = Slip(new_ref(), new_ref())
        await service.cast_secret(decision.ref, member_id, YES, slip, now=decision.opens_at)
    closed = await life.count(decision)
    assert closed.closed_at is not None
    wrong = await Wrong(closed, twelve, closed.closed_at + HOUR).held(5, 11)

    assert twelve[5] not in wrong.drawn
    await wrong.judge(0, ANNULLED)
    await wrong.judge(1, ANNULLED)
    assert await wrong.clock() == 1
    again = await wrong.again()  # though the same is not asked about anybody within 60 days
    assert again.does() == decision.does()
    assert await RollEntry.filter(decision_id=again.id, standing="recused").count() == 1
    await journeys.carry_out_due(wrong.now + 300 * DAY)
    assert (await Mandate.get(id=mandate.id)).ended_at is None


# THE PANEL


async def test_the_panel_is_drawn_from_those_who_have_no_part_in_it(
    twelve: list[int], silent: list[int]
) -> None:
    """The first brought it, two stood behind it, the last three were not seen for long."""
    wrong = await (await carried(Life(twelve))).held(7, 8)

    assert set(wrong.drawn) <= set(twelve[3:7])
    assert len(wrong.drawn) == 4
    assert not set(wrong.drawn) & set(silent)


async def test_who_would_get_the_role_and_who_stepped_aside_or_left_is_not_drawn(
    six: list[int],
) -> None:
    life = Life(six)
    decision, now = await life.voting(GrantRole(TEA_ROLE, six[3], 9))
    await service.step_aside(decision.ref, six[4], now=now)
    for member_id in six[:3]:
        await service.cast(decision.ref, member_id, YES, now=now)
    closed = await life.count(decision)
    assert closed.closed_at is not None
    assert await queries.may_judge([closed]) == {six[5]}
    await members.leave(six[5], now=closed.closed_at)
    assert await queries.may_judge([closed]) == set()


async def test_three_are_called_and_two_stand_by(twelve: list[int]) -> None:
    wrong = await (await carried(Life(twelve))).held()

    seats = await wrong.seats()
    assert [seat.called_at for seat in seats] == [wrong.now] * 3 + [None] * 2
    assert await wrong.told("decision-judge") == set(wrong.drawn[:3])
    assert await wrong.told("decision-held") == set(twelve) - set(wrong.drawn[:3])
    page = await queries.challenge_page(wrong.decision.ref, wrong.drawn[0], now=wrong.now)
    assert page.sits
    assert page.deadline == wrong.now + WITHIN
    assert len(page.panel) == 3
    waits = await queries.challenge_page(wrong.decision.ref, wrong.drawn[4], now=wrong.now)
    assert not waits.sits
    assert waits.token == ""


async def test_what_is_sent_says_nothing_of_the_question_or_of_anybody(twelve: list[int]) -> None:
    wrong = await (await carried(Life(twelve))).held()
    await wrong.judge(0, ANNULLED)
    await wrong.judge(2, ANNULLED)
    await wrong.clock()

    kinds = {"decision-held", "decision-judge", "decision-run-again"}
    sent = await Message.filter(kind__in=list(kinds))
    assert {message.kind for message in sent} == kinds
    for message in sent:
        assert TEA not in message.title + message.body + message.tag
        assert "Member" not in message.title + message.tag


async def test_the_lot_was_fixed_at_notice_and_stands_in_the_record(twelve: list[int]) -> None:
    wrong = await (await carried(Life(twelve))).held()

    thing = wrong.decision.thing
    noticed = json.loads((await JournalEntry.get(kind="noticed", thing=thing)).body)
    drawn = json.loads((await JournalEntry.get(kind="challenge", thing=thing)).body)
    lot = await PanelLot.get(decision_id=wrong.decision.id)
    assert len(noticed["panel"]) == 64
    assert drawn["panel_secret"] == lot.secret
    assert len(drawn["among"]) + len(drawn["others"]) == 12
    assert drawn["seats"] == [seat.token for seat in await wrong.seats()]
    assert drawn["grounds"] == ["roll"]
    whole = " ".join([entry.body for entry in await JournalEntry.all()])
    assert lot.key not in whole  # it would tell whose each token is


async def test_two_who_agree_let_it_stand_and_it_comes_into_force_once_it_is_cool(
    twelve: list[int],
) -> None:
    wrong = await (await carried(Life(twelve))).held()
    cool = wrong.decision.in_force_at
    assert cool is not None

    await wrong.judge(0, STANDS)
    assert await wrong.clock() == 0
    await wrong.judge(1, STANDS, at=wrong.now + HOUR)
    assert await wrong.clock(wrong.now + HOUR) == 1

    row = await wrong.row()
    assert (row.held_at, row.in_force_at, row.annulled_at) == (None, cool, None)
    assert (await ResultChallenge.get()).found is Finding.STANDS
    assert await journeys.carry_out_due(cool) == 1
    assert await wrong.told("decision-found") == set(twelve)
    entry = json.loads((await JournalEntry.get(kind="verdict")).body)
    assert (entry["found"], entry["stands"], entry["annulled"]) == ("stands", 2, 0)
    assert entry["again"] == 0
    assert len(entry["heard"]) == 2


async def test_what_a_panel_lets_stand_cannot_be_challenged_a_second_time(
    twelve: list[int],
) -> None:
    wrong = await (await carried(Life(twelve))).held()
    await wrong.judge(0, STANDS)
    await wrong.judge(1, STANDS)
    await wrong.clock()
    assert (await wrong.row()).since().in_force_at > wrong.now  # it cools down still

    with pytest.raises(TooLate, match="looked at already, and it stands"):
        await wrong.challenge(0)

    assert len(await wrong.seats()) == 5


async def test_a_late_finding_lets_it_begin_when_the_second_had_said_so(
    twelve: list[int],
) -> None:
    wrong = await (await carried(Life(twelve))).held()
    agreed = wrong.now + 6 * DAY
    await wrong.judge(0, STANDS, at=wrong.now + 2 * DAY)
    await wrong.judge(2, STANDS, at=agreed)

    assert await wrong.clock(agreed + 30 * DAY) == 1  # the clock was stopped for a month

    assert (await wrong.row()).in_force_at == agreed


async def test_two_who_agree_let_the_vote_be_held_anew(twelve: list[int]) -> None:
    wrong = await (await carried(Life(twelve))).held()
    newer = await members.welcome("Fay", voting_from=NOON, now=NOON)
    await members.leave(twelve[10], now=wrong.now)
    await wrong.judge(0, ANNULLED)
    await wrong.judge(1, STANDS)
    assert await wrong.clock() == 0
    await wrong.judge(2, ANNULLED)

    assert await wrong.clock() == 1

    row, again = await wrong.row(), await wrong.again()
    assert (row.annulled_at, row.held_at, row.in_force_at) == (wrong.now, None, None)
    assert (again.question, again.body, again.effect) == (TEA, row.body, row.effect)
    texts = [await TextVersion.get(decision_id=each.id) for each in (row, again)]
    assert texts[0].sha256 == texts[1].sha256
    assert (again.noticed_at, again.number) == (wrong.now, 2)
    roll = {each.member_id for each in await RollEntry.filter(decision_id=again.id)}
    assert roll == {*twelve, newer.id} - {twelve[10]}
    assert await wrong.told("decision-run-again") == roll
    assert await journeys.carry_out_due(wrong.now + 90 * DAY) == 0
    entry = json.loads((await JournalEntry.get(kind="verdict")).body)
    assert (entry["found"], entry["again"]) == ("annulled", 2)


async def test_the_vote_that_is_held_anew_can_be_carried_and_then_counts(
    twelve: list[int],
) -> None:
    life = Life(twelve)
    wrong = await (await carried(life)).held()
    await wrong.judge(0, ANNULLED)
    await wrong.judge(1, ANNULLED)
    await wrong.clock()
    again = await wrong.again()
    assert again.opens_at is not None
    for member_id in twelve[:8]:
        await service.cast(again.ref, member_id, YES, now=again.opens_at)
    closed = await life.close(again)

    assert closed.in_force_at is not None
    assert await DecisionEffect.filter(decision_id=again.id).count() == 1
    assert not await DecisionEffect.filter(decision_id=wrong.decision.id).exists()
    page = await queries.decision_page(again.ref, twelve[0], now=closed.in_force_at)
    assert [each.origin for each in page.relatives] == [Origin.RERUN]


async def test_who_declines_makes_room_at_once_and_needs_no_reason(twelve: list[int]) -> None:
    wrong = await (await carried(Life(twelve))).held()
    await service.decline(wrong.decision.ref, wrong.drawn[0], now=wrong.now)

    assert await wrong.clock() == 1

    seats = await wrong.seats()
    assert seats[3].called_at == wrong.now
    assert wrong.drawn[3] in await wrong.told("decision-judge")
    with pytest.raises(TooLate):
        await wrong.judge(0, STANDS)
    with pytest.raises(TooLate):
        await service.decline(wrong.decision.ref, wrong.drawn[0], now=wrong.now)
    await wrong.judge(3, STANDS)
    await wrong.judge(2, STANDS)
    assert await wrong.clock() == 1


async def test_who_leaves_the_club_makes_room_too(twelve: list[int]) -> None:
    wrong = await (await carried(Life(twelve))).held()
    await members.leave(wrong.drawn[1], now=wrong.now)

    assert await wrong.clock() == 1
    assert (await wrong.seats())[3].called_at == wrong.now


async def test_who_is_silent_for_five_days_makes_room(twelve: list[int]) -> None:
    wrong = await (await carried(Life(twelve))).held()
    await wrong.judge(0, STANDS)
    late = wrong.now + SILENT_AFTER
    assert await wrong.clock(late - HOUR) == 0

    assert await wrong.clock(late) == 2

    seats = await wrong.seats()
    assert [seat.gone_at for seat in seats] == [None, late, late, None, None]
    assert [seat.called_at for seat in seats[3:]] == [late, late]
    with pytest.raises(TooLate):
        await wrong.judge(1, STANDS, at=late)
    await wrong.judge(4, STANDS, at=late + HOUR)
    assert await wrong.clock(late + HOUR) == 1
    assert (await wrong.row()).in_force_at == late + HOUR


async def test_without_a_finding_in_two_weeks_the_vote_is_held_anew(twelve: list[int]) -> None:
    wrong = await (await carried(Life(twelve))).held()
    await wrong.judge(0, STANDS)
    await wrong.judge(1, ANNULLED)
    end = wrong.now + WITHIN
    with pytest.raises(TooLate):
        await wrong.judge(2, STANDS, at=end)
    assert (await wrong.row()).held_at is not None

    await wrong.clock(end)

    assert (await ResultChallenge.get()).found is Finding.NONE
    assert (await wrong.again()).noticed_at == end
    page = await queries.challenge_page(wrong.decision.ref, twelve[0], now=end)
    assert (page.found, page.few, page.fate) == (Finding.NONE, False, Fate.ANNULLED)


async def test_a_panel_that_cannot_agree_any_more_is_not_waited_for(twelve: list[int]) -> None:
    wrong = await (await carried(Life(twelve))).held()
    for n in range(4):
        await service.decline(wrong.decision.ref, wrong.drawn[n], now=wrong.now)
        await wrong.clock()

    assert (await ResultChallenge.get()).found is Finding.NONE
    assert await wrong.again()


async def test_five_clocks_settle_it_once(twelve: list[int]) -> None:
    wrong = await (await carried(Life(twelve))).held()
    await wrong.judge(0, ANNULLED)
    await wrong.judge(1, ANNULLED)

    done = await asyncio.gather(*(chores.look_after_due(wrong.now) for _ in range(5)))

    assert sum(done) == 1
    assert await Decision.filter(origin=Origin.RERUN).count() == 1
    assert await JournalEntry.filter(kind="verdict").count() == 1


async def test_all_three_speak_at_once_and_each_is_heard(twelve: list[int]) -> None:
    wrong = await (await carried(Life(twelve))).held()

    await asyncio.gather(*(wrong.judge(n, STANDS) for n in range(3)))

    assert await PanelSeat.exclude(verdict=None).count() == 3
    assert await wrong.clock() == 1


async def test_one_who_speaks_twice_is_heard_once(twelve: list[int]) -> None:
    wrong = await (await carried(Life(twelve))).held()

    answers = await asyncio.gather(
        *(wrong.judge(0, verdict) for verdict in (STANDS, ANNULLED, STANDS)),
        return_exceptions=True,
    )

    assert sum(answer is None for answer in answers) == 1
    assert await PanelSeat.exclude(verdict=None).count() == 1


async def test_who_was_not_called_has_no_word_in_it(twelve: list[int]) -> None:
    wrong = await (await carried(Life(twelve))).held()
    for stranger in (wrong.drawn[4], twelve[0]):
        with pytest.raises(NotFound):
            await service.judge(wrong.decision.ref, stranger, STANDS, "Why?", now=wrong.now)
        with pytest.raises(NotFound):
            await service.decline(wrong.decision.ref, stranger, now=wrong.now)


async def test_what_the_others_found_is_shown_once_all_is_settled(twelve: list[int]) -> None:
    wrong = await (await carried(Life(twelve))).held()
    await wrong.judge(0, STANDS)
    ref = wrong.decision.ref
    page = await queries.challenge_page(ref, wrong.drawn[1], now=wrong.now)
    assert [(each.said, each.verdict, each.reason) for each in page.panel] == [
        (True, None, ""), (False, None, ""), (False, None, ""),
    ]  # fmt: skip
    await wrong.judge(1, STANDS)
    await wrong.clock()

    page = await queries.challenge_page(ref, twelve[0], now=wrong.now)
    assert [each.verdict for each in page.panel] == [STANDS, STANDS, None]
    assert page.panel[0].reason == "I looked at the roll."


# SMALL CLUBS


async def test_where_no_panel_can_be_drawn_the_vote_is_held_anew(six: list[int]) -> None:
    wrong = await (await carried(Life(six), yes=5)).held(4, 5)
    assert wrong.drawn == []
    page = await queries.challenge_page(wrong.decision.ref, six[0], now=wrong.now)
    assert page.few

    assert await wrong.clock() == 1

    assert (await ResultChallenge.get()).found is Finding.NONE
    again = await wrong.again()
    assert again.noticed_at == wrong.now


async def test_two_members_cannot_keep_a_small_club_from_deciding_for_ever(
    six: list[int],
) -> None:
    life = Life(six)
    wrong = await (await carried(life, yes=5)).held(4, 5)
    await wrong.clock()
    again = await wrong.again()
    assert again.opens_at is not None
    for member_id in six[:5]:
        await service.cast(again.ref, member_id, YES, now=again.opens_at)
    closed = await life.count(again)
    assert closed.closed_at is not None
    second = Wrong(closed, six, closed.closed_at + HOUR)

    with pytest.raises(TooLate, match="held anew already"):
        await second.challenge(4)


async def test_what_was_noticed_before_panels_were_fixed_has_none(twelve: list[int]) -> None:
    wrong = await carried(Life(twelve))
    await PanelLot.all().delete()
    await wrong.held()

    assert await wrong.clock() == 1
    assert (await ResultChallenge.get()).found is Finding.NONE


# WHAT IS HELD ANEW


async def test_a_second_call_that_is_held_anew_takes_as_few_and_is_the_last(
    twelve: list[int],
) -> None:
    life = Life(twelve)
    first, _now = await life.voting()
    await life.count(first)
    second = await Decision.get(predecessor_id=first.id)
    assert second.opens_at is not None
    for member_id in twelve[:3]:
        await service.cast(second.ref, member_id, YES, now=second.opens_at)
    closed = await life.count(second)
    assert closed.closed_at is not None
    wrong = await Wrong(closed, twelve, closed.closed_at + HOUR).held()
    await wrong.judge(0, ANNULLED)
    await wrong.judge(1, ANNULLED)
    await wrong.clock()
    again = await wrong.again()

    assert again.frozen().threshold == closed.frozen().threshold
    await life.count(again)
    assert not await Decision.filter(predecessor_id=again.id).exists()
    page = await queries.decision_page(again.ref, twelve[0], now=wrong.now + 90 * DAY)
    assert not page.dropped


async def test_what_is_not_possible_any_more_is_annulled_and_not_held_anew(
    six: list[int],
) -> None:
    wrong = await (await carried(Life(six), GrantRole(TEA_ROLE, six[0], 9), yes=5)).held(4, 5)
    await members.leave(six[0], now=wrong.now)

    assert await wrong.clock() == 1

    row = await wrong.row()
    assert row.annulled_at == wrong.now
    assert not await Decision.filter(predecessor_id=row.id).exists()
    page = await queries.decision_page(row.ref, six[3], now=wrong.now)
    assert page.dropped
    assert await wrong.told("decision-found") == set(six)


async def test_a_role_is_given_by_the_vote_that_is_held_anew_alone(twelve: list[int]) -> None:
    life = Life(twelve)
    wrong = await (await carried(life, GrantRole("chair", twelve[2], 90))).held()
    await wrong.judge(0, ANNULLED)
    await wrong.judge(1, ANNULLED)
    await wrong.clock()
    again = await wrong.again()
    assert again.secret
    assert (again.asked_id, again.agreed_at) == (twelve[2], NOON)
    assert await journeys.carry_out_due(wrong.now + 20 * DAY) == 0
    assert not await Mandate.exists()


async def test_a_member_who_leaves_stays_a_challenger_without_a_name(twelve: list[int]) -> None:
    wrong = await (await carried(Life(twelve))).held()
    gone = await Member.get(id=twelve[-1])
    await members.leave(gone.id, now=wrong.now)

    page = await queries.challenge_page(wrong.decision.ref, twelve[0], now=wrong.now)
    assert [each.person is None for each in page.complaints].count(True) == 1


def test_the_clock_walks_by() -> None:
    assert chores.look_after_due in [chore.do for chore in CHORES]
