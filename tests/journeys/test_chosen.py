"""From names to mandates: those who stand are voted on, and the clock gives what was decided."""

import asyncio
import json
from datetime import timedelta

import pytest

from club.decisions import queries
from club.decisions import service as decisions
from club.decisions.chores import announce_due
from club.decisions.models import CountText, Decision, DecisionEffect, Lot, Result, SecretBallot
from club.decisions.rules.effects import Elect
from club.decisions.rules.states import Carried, Class, Method, Origin, Outcome
from club.decisions.service import paper
from club.journal.models import JournalEntry
from club.journeys import chores
from club.journeys.service import closing, leaving
from club.kit.db.contention import Contended
from club.kit.errors import Busy, Invalid, NotAllowed, NotFound, TooLate
from club.members.models import Member
from club.notices.models import Letter, Message
from club.roles import service as roles
from club.roles.models import Candidacy, ElectionCall, Mandate, Role
from tests.decisions.papers import Paper
from tests.journeys.voting import (
    CALLED,
    DAY,
    END,
    RON,
    Race,
    cast,
    closed,
    held,
    ranking,
    slip,
    ticks,
)
from tests.people import NOW, join

MINUTE = timedelta(minutes=1)


async def call_of(role: str = "chair") -> ElectionCall:
    return (await ElectionCall.filter(role_key=role).order_by("-id"))[0]


async def outcome(decision: Decision) -> Outcome:
    return (await Result.get(decision_id=decision.id)).outcome


async def test_the_vote_begins_the_evening_names_are_closed_and_is_secret(
    twelve: list[int],
) -> None:
    call = await Race("chair", twelve[:1]).called()
    await Race("chair").stand(twelve[1], twelve[2])

    assert await chores.open_votes_due(call.names_until - MINUTE) == 0
    assert await chores.open_votes_due(call.names_until) == 1

    decision = await Decision.get()
    assert (decision.kind, decision.method) == (Class.ELECTION, Method.STV)
    assert decision.secret
    assert (decision.noticed_at, decision.opens_at) == (call.opened_at, call.names_until)
    assert decision.closes_at == call.names_until + 5 * DAY
    assert (await call_of()).decision_ref == decision.ref
    assert await Lot.exists(decision_id=decision.id)
    does = decision.does()
    assert isinstance(does, Elect)
    assert (does.role, does.seats, does.starts_at) == ("chair", 1, END)
    assert set(does.member_ids) == set(twelve[1:3])


async def test_whoever_joins_after_the_call_is_not_on_the_roll(twelve: list[int]) -> None:
    await Race("chair", twelve[:1]).called()
    await join("Late", voting_from=CALLED + DAY)
    await Race("chair").stand(twelve[1])
    call = await call_of()
    await chores.open_votes_due(call.names_until)

    page = await queries.decision_page((await Decision.get()).ref, twelve[3], now=call.names_until)
    assert page.roll is not None
    assert page.roll.size == len(twelve)


async def test_a_clock_that_comes_late_takes_no_hours_from_the_vote(twelve: list[int]) -> None:
    call = await Race("chair", twelve[:1]).called()
    await Race("chair").stand(twelve[1])
    late = call.names_until + 3 * DAY

    await chores.open_votes_due(late)

    decision = await Decision.get()
    assert (decision.opens_at, decision.closes_at) == (late, late + 5 * DAY)


async def test_more_than_half_give_the_role_and_it_begins_where_the_last_term_ends(
    twelve: list[int],
) -> None:
    decision = await Race("chair", twelve[:1]).vote(twelve[1], twelve[2])
    first, second = twelve[1:3]
    await cast(decision, dict.fromkeys(twelve[:7], ranking(decision, first, second)))
    await cast(decision, dict.fromkeys(twelve[7:], ranking(decision, second, RON)))

    over = await closed(decision)

    assert await outcome(over) is Outcome.CARRIED
    (mandate,) = await held("chair")
    assert (mandate.member_id, mandate.decision_ref) == (first, decision.ref)
    assert (mandate.starts_at, mandate.ends_at) == (END, END + 365 * DAY)
    assert not mandate.interim
    assert (await DecisionEffect.get()).became is Carried.DONE
    page = await queries.decision_page(over.ref, twelve[3], now=END)
    assert page.election is not None
    assert page.election.chosen == ("Member 2",)
    assert page.election.vacant == 0
    assert page.counting is not None
    assert sum(row.votes for row in page.counting.steps[0].rows) == 12


async def test_i1_every_mandate_names_the_vote_and_is_no_longer_than_the_rules_allow(
    twelve: list[int],
) -> None:
    decision = await Race("coordinator", twelve[:3]).vote(*twelve[3:9])
    order = ranking(decision, *twelve[3:9])
    await cast(decision, dict.fromkeys(twelve, order))

    await closed(decision)

    given = await held("coordinator")
    assert len(given) == 3
    for mandate in given:
        assert mandate.decision_ref == decision.ref
        assert mandate.ends_at - mandate.starts_at <= timedelta(days=366)


async def test_two_parts_of_the_club_each_get_a_place(twelve: list[int]) -> None:
    decision = await Race("coordinator", twelve[:3]).vote(*twelve[3:8])
    a, b, c, d, e = twelve[3:8]
    await cast(decision, dict.fromkeys(twelve[:8], ranking(decision, a, b, c)))
    await cast(decision, dict.fromkeys(twelve[8:], ranking(decision, d, e)))

    await closed(decision)

    assert {each.member_id for each in await held("coordinator")} == {a, b, d}
    page = await queries.decision_page(decision.ref, e, now=END)
    assert page.counting is not None
    said = [says for step in page.counting.steps for says in step.says]
    assert "“Member 4” has 4 more than a place takes. That part goes to whom they put next." in said


async def test_the_last_places_go_to_those_who_are_left_and_the_page_says_so(
    twelve: list[int],
) -> None:
    decision = await Race("coordinator", twelve[:3]).vote(*twelve[3:7])
    a, b, c, d = twelve[3:7]
    await cast(decision, dict.fromkeys(twelve[:8], ranking(decision, a, b)))
    await cast(decision, dict.fromkeys(twelve[8:11], ranking(decision, c)))
    await cast(decision, {twelve[11]: ranking(decision, d)})

    await closed(decision)

    assert {each.member_id for each in await held("coordinator")} == {a, b, c}
    page = await queries.decision_page(decision.ref, d, now=END)
    assert page.counting is not None
    last = page.counting.steps[-1]
    assert "“Member 7” has the fewest and is out. These ballots go to whom they put next." in (
        last.says
    )
    assert "No more are left than there are places: Member 6." in last.says


async def test_where_all_could_have_a_place_more_than_half_must_want_each(
    twelve: list[int],
) -> None:
    decision = await Race("coordinator", twelve[:3]).vote(twelve[3], twelve[4])
    assert decision.method is Method.SEATS
    await cast(decision, dict.fromkeys(twelve[:6], ticks(decision, twelve[3], twelve[4])))
    await cast(decision, dict.fromkeys(twelve[6:], ticks(decision, twelve[3])))

    over = await closed(decision)

    assert [each.member_id for each in await held("coordinator")] == [twelve[3]]
    page = await queries.decision_page(over.ref, twelve[5], now=END)
    assert page.election is not None
    assert (page.election.vacant, page.election.reopened) == (2, False)
    call = await call_of("coordinator")
    assert call.again_at == END + 28 * DAY
    assert await chores.ask_for_names_due(call.again_at - DAY) == 0
    assert await chores.ask_for_names_due(call.again_at) == 1
    assert (await call_of("coordinator")).seats == 2


async def test_where_other_names_win_the_place_stays_empty_and_names_are_wanted_at_once(
    twelve: list[int],
) -> None:
    decision = await Race("chair", twelve[:1]).vote(twelve[1], twelve[2])
    await cast(decision, dict.fromkeys(twelve[:8], ranking(decision, RON)))
    await cast(decision, dict.fromkeys(twelve[8:], ranking(decision, twelve[1])))

    over = await closed(decision)

    assert await outcome(over) is Outcome.NOT_CARRIED
    assert await held("chair") == []
    assert await Decision.all().count() == 1, "there is no second call of what was answered"
    calls = await ElectionCall.filter(role_key="chair").order_by("id")
    assert [(each.seats, each.starts_at) for each in calls] == [(1, END)] * 2
    assert calls[0].again_at == calls[1].opened_at == over.closed_at
    assert await Message.filter(kind="role-names-wanted").count() == 2
    await roles.stand("chair", twelve[5], "", now=calls[1].opened_at + MINUTE)


async def test_where_other_names_win_one_place_the_others_are_given(twelve: list[int]) -> None:
    decision = await Race("coordinator", twelve[:3]).vote(*twelve[3:7])
    a = twelve[3]
    await cast(decision, dict.fromkeys(twelve[:6], ranking(decision, a)))
    await cast(decision, dict.fromkeys(twelve[6:], ranking(decision, RON)))

    await closed(decision)

    assert [each.member_id for each in await held("coordinator")] == [a]
    calls = await ElectionCall.filter(role_key="coordinator").order_by("id")
    assert [each.seats for each in calls] == [3, 2]


async def test_where_nobody_stands_there_is_no_vote_and_names_are_wanted_again(
    twelve: list[int],
) -> None:
    race = Race("chair", twelve[:1])
    call = await race.called()
    await roles.name("chair", twelve[3], (await Member.get(id=twelve[4])).ref, now=CALLED)

    assert await chores.open_votes_due(call.names_until) == 1
    assert await chores.open_votes_due(call.names_until) == 0

    assert not await Decision.exists()
    assert not await Candidacy.exists(), "whoever did not answer is forgotten"
    await call.refresh_from_db()
    assert call.again_at == END + 28 * DAY
    assert await chores.ask_for_names_due(END + 27 * DAY) == 0
    assert await chores.ask_for_names_due(END + 28 * DAY) == 1


async def test_where_every_place_was_given_meanwhile_there_is_no_vote(twelve: list[int]) -> None:
    call = await Race("chair", twelve[:1]).called()
    await Race("chair").stand(twelve[1])
    await roles.grant(
        "chair", twelve[2], decision_ref="other", starts_at=END, ends_at=END + 90 * DAY,
        by=None, now=CALLED,
    )  # fmt: skip

    await chores.open_votes_due(call.names_until)

    assert not await Decision.exists()
    assert (await call_of()).again_at is not None


async def test_too_few_ballots_choose_nobody_and_the_members_are_asked_once_more(
    twelve: list[int],
) -> None:
    decision = await Race("chair", twelve[:1]).vote(twelve[1], twelve[2])

    over = await closed(decision)

    assert await outcome(over) is Outcome.NO_QUORUM
    again = await Decision.get(predecessor_id=decision.id)
    assert (again.origin, again.does()) == (Origin.SECOND_CALL, decision.does())
    assert (await call_of()).decision_ref == again.ref
    assert (await call_of()).again_at is None
    assert await chores.ask_for_names_due(END + 40 * DAY) == 0, "the election still goes on"
    await cast(again, dict.fromkeys(twelve[3:8], ranking(again, twelve[2])))
    await closed(again)
    (mandate,) = await held("chair")
    assert (mandate.member_id, mandate.decision_ref) == (twelve[2], again.ref)
    page = await queries.decision_page(over.ref, twelve[5], now=END)
    assert [each.href for each in page.relatives] == [again.path]
    assert not page.dropped


async def test_an_open_vote_with_too_few_ballots_gets_its_one_more_chance(six: list[int]) -> None:
    for each in six[4:]:
        await leaving.leave(await Member.get(id=each), now=NOW)
    decision = await Race("chair", six[:1]).vote(six[1], six[2])
    assert not decision.secret, "four are too few for any secret"
    await Decision.filter(id=decision.id).update(
        rule=decision.rule | {"floor_of": 1, "floor_in": 2}
    )
    await cast(decision, {six[3]: ranking(decision, six[1])})

    longer = await closed(decision)

    assert longer.closed_at is None
    assert longer.extended, "somebody leads, and too few have said so"


async def test_a_second_call_that_too_few_answer_is_the_last(twelve: list[int]) -> None:
    decision = await Race("chair", twelve[:1]).vote(twelve[1], twelve[2])

    await closed(decision)
    again = await Decision.get(predecessor_id=decision.id)
    over = await closed(again)

    assert await Decision.all().count() == 2
    assert over.closed_at is not None
    assert (await call_of()).again_at == max(END, over.closed_at) + 28 * DAY


async def test_too_few_secret_ballots_are_destroyed_unread(twelve: list[int]) -> None:
    decision = await Race("chair", twelve[:1]).vote(twelve[1], twelve[2])
    await cast(decision, dict.fromkeys(twelve[:4], ranking(decision, twelve[1])))

    over = await closed(decision)

    result = await Result.get(decision_id=over.id)
    assert (result.outcome, result.counted) == (Outcome.NO_QUORUM, False)
    assert not await SecretBallot.exists()
    assert not await CountText.exists()


async def test_a_small_club_votes_on_paper_and_the_evening_after(six: list[int]) -> None:
    call = await Race("chair", six[:1]).called()
    await Race("chair").stand(six[1], six[2])
    await chores.open_votes_due(call.names_until)
    decision = await Decision.get()
    assert decision.secret
    assert decision.opens_at == call.names_until + DAY
    assert await Message.filter(kind="decision-noticed").count() == 1
    for each in six[1:3]:
        with pytest.raises(NotAllowed, match="You have a stake"):
            await paper.offer(decision.ref, each, now=call.names_until)
    for each in six[3:5]:
        await paper.offer(decision.ref, each, now=call.names_until)
    assert await paper.draw(decision.id, now=decision.opens_at)
    found = await queries.tellers(decision.id)
    box = Paper(decision, found.entering, decision.opens_at)

    await box.count_in_secret(six, [*[ranking(decision, six[1])] * 4, ranking(decision, RON), ""])
    over = await closed(decision)

    (mandate,) = await held("chair")
    assert mandate.member_id == six[1]
    result = await Result.get(decision_id=over.id)
    assert (result.ballots, result.yes) == (5, 5), "one paper could not be read"


async def test_a_small_club_may_agree_to_choose_openly(six: list[int]) -> None:
    decision = await Race("chair", six[:1]).vote(six[1], six[2])
    assert decision.opens_at
    await paper.suggest_openly(decision.ref, six[4], now=decision.opens_at - MINUTE)
    await announce_due(decision.opens_at)
    await decision.refresh_from_db()
    assert not decision.secret
    await cast(decision, dict.fromkeys(six, ranking(decision, six[1])))

    await closed(decision)

    (mandate,) = await held("chair")
    assert mandate.member_id == six[1]
    page = await queries.decision_page(decision.ref, six[0], now=END)
    assert page.votes is not None
    assert len(page.votes.named) == 1
    assert page.votes.named[0][0] == ranking(decision, six[1])


async def test_what_members_chose_is_not_brought_back_by_a_few(twelve: list[int]) -> None:
    decision = await Race("chair", twelve[:1]).vote(twelve[1], twelve[2])
    await cast(decision, dict.fromkeys(twelve, ranking(decision, RON)))
    await closed(decision)
    with pytest.raises(TooLate, match="about people"):
        await decisions.ask_back(decision.ref, twelve[4], now=END)


async def test_those_who_stand_vote_like_everybody(twelve: list[int]) -> None:
    decision = await Race("chair", twelve[:1]).vote(twelve[1], twelve[2])
    for each in twelve[1:3]:
        page = await queries.decision_page(decision.ref, each, now=CALLED + 8 * DAY)
        assert page.roll is not None
        assert page.roll.may_vote
        assert not page.about_me


async def test_ballots_pass_over_whoever_stands_down_during_the_vote(twelve: list[int]) -> None:
    decision = await Race("chair", twelve[:1]).vote(twelve[1], twelve[2], twelve[3])
    await cast(decision, dict.fromkeys(twelve[:8], ranking(decision, twelve[1], twelve[2])))
    await cast(decision, dict.fromkeys(twelve[8:], ranking(decision, twelve[3])))
    assert decision.opens_at
    assert decision.closes_at

    await decisions.stand_down(decision.ref, twelve[1], now=decision.opens_at)
    with pytest.raises(TooLate):
        await decisions.stand_down(decision.ref, twelve[1], now=decision.opens_at)
    with pytest.raises(NotFound):
        await decisions.stand_down(decision.ref, twelve[5], now=decision.opens_at)
    over = await closed(decision)
    with pytest.raises(TooLate):
        await decisions.stand_down(decision.ref, twelve[2], now=decision.closes_at)

    assert [each.member_id for each in await held("chair")] == [twelve[2]]
    tally = json.loads((await JournalEntry.get(kind="tally")).body)
    assert len(tally["withdrawn"]) == 1
    assert tally["seats"] == 1
    page = await queries.decision_page(over.ref, twelve[4], now=END)
    assert page.election is not None
    assert [each.withdrawn for each in page.election.standing].count(True) == 1


async def test_whoever_leaves_during_the_vote_is_chosen_for_nothing(twelve: list[int]) -> None:
    decision = await Race("chair", twelve[:1]).vote(twelve[1], twelve[2])
    await cast(decision, dict.fromkeys(twelve[:9], ranking(decision, twelve[1], twelve[2])))
    assert decision.opens_at

    await leaving.leave(await Member.get(id=twelve[1]), now=decision.opens_at)
    over = await closed(decision)

    assert [each.member_id for each in await held("chair")] == [twelve[2]]
    page = await queries.decision_page(over.ref, twelve[4], now=END)
    assert page.election is not None
    assert [each.person for each in page.election.standing].count(None) == 1


async def test_what_is_in_the_way_of_one_keeps_no_other_from_a_place(twelve: list[int]) -> None:
    decision = await Race("listener", twelve[:5]).vote(twelve[5], twelve[6])
    await roles.grant(
        "chair", twelve[5], decision_ref="other", starts_at=END, ends_at=END + 90 * DAY,
        by=None, now=CALLED,
    )  # fmt: skip
    await cast(decision, dict.fromkeys(twelve, ticks(decision, twelve[5], twelve[6])))

    over = await closed(decision)

    assert [each.member_id for each in await held("listener")] == [twelve[6]]
    effect = await DecisionEffect.get()
    assert effect.became is Carried.DONE
    assert "does not go with" in effect.reason
    page = await queries.decision_page(over.ref, twelve[8], now=END)
    assert page.effected is not None
    assert "does not go with" in page.effected.reason


async def test_where_none_of_them_can_have_it_any_more_the_page_says_so(twelve: list[int]) -> None:
    decision = await Race("chair", twelve[:1]).vote(twelve[1], twelve[2])
    await cast(decision, dict.fromkeys(twelve, ranking(decision, twelve[1])))
    await Role.filter(key="chair").update(retired_at=NOW + DAY)

    await closed(decision)

    assert await held("chair") == []
    assert (await DecisionEffect.get()).became is Carried.FAILED
    assert (await call_of()).again_at is not None


async def test_a_place_that_is_empty_already_is_filled_as_soon_as_the_vote_counts(
    twelve: list[int],
) -> None:
    decision = await Race("chair", twelve[:1]).vote(twelve[1], twelve[2])
    (mandate,) = await Mandate.filter(role__key="chair")
    await roles.step_back(mandate.ref, twelve[0], now=CALLED + 8 * DAY)
    await cast(decision, dict.fromkeys(twelve, ranking(decision, twelve[1])))

    over = await closed(decision)

    (given,) = await held("chair")
    assert given.starts_at == over.in_force_at
    assert given.starts_at < END


async def test_a_holder_who_is_chosen_again_goes_on_without_a_gap(twelve: list[int]) -> None:
    decision = await Race("chair", twelve[:1]).vote(twelve[0], twelve[1])
    await cast(decision, dict.fromkeys(twelve, ranking(decision, twelve[0])))

    await closed(decision)

    (given,) = await held("chair")
    assert (given.member_id, given.starts_at) == (twelve[0], END)


async def test_the_record_names_nobody_who_was_not_chosen(twelve: list[int]) -> None:
    decision = await Race("chair", twelve[:1]).vote(twelve[1], twelve[2])
    await cast(decision, dict.fromkeys(twelve, ranking(decision, twelve[1])))
    await closed(decision)

    for entry in await JournalEntry.filter(thing=decision.thing):
        said = json.loads(entry.body)
        assert twelve[2] not in [said.get("member"), *said.get("members", [])]
        assert "Member" not in entry.body


async def test_no_notice_of_an_election_names_a_role_or_a_member(twelve: list[int]) -> None:
    decision = await Race("chair", twelve[:1]).vote(twelve[1], twelve[2])
    assert decision.opens_at
    await chores.open_votes_due(decision.opens_at)
    await closed(decision)
    for message in await Message.all():
        assert "Chair" not in f"{message.title} {message.body}"
        assert "Member" not in f"{message.title} {message.body}"
    assert await Letter.exists()


async def test_five_clocks_at_once_begin_one_vote_and_end_it_once(twelve: list[int]) -> None:
    call = await Race("chair", twelve[:1]).called()
    await Race("chair").stand(twelve[1], twelve[2])
    began = await asyncio.gather(*(chores.open_votes_due(call.names_until) for _ in range(5)))
    assert sum(began) == 1
    decision = await Decision.get()
    await cast(decision, dict.fromkeys(twelve, ranking(decision, twelve[1])))
    assert decision.closes_at

    await asyncio.gather(*(chores.close_due(decision.closes_at) for _ in range(5)))
    await decision.refresh_from_db()
    assert decision.in_force_at
    await asyncio.gather(*(chores.carry_out_due(decision.in_force_at) for _ in range(5)))

    assert len(await held("chair")) == 1
    assert await JournalEntry.filter(kind="mandate_start").count() == 2


@pytest.mark.parametrize("refusal", [Busy, Contended])
async def test_what_is_only_busy_is_done_a_moment_later_and_not_written_down_as_impossible(
    twelve: list[int], monkeypatch: pytest.MonkeyPatch, refusal: type[Busy]
) -> None:
    decision = await Race("chair", twelve[:1]).vote(twelve[1], twelve[2])
    await cast(decision, dict.fromkeys(twelve, ranking(decision, twelve[1])))
    assert decision.closes_at
    await chores.close_due(decision.closes_at)
    await decision.refresh_from_db()
    assert decision.in_force_at

    async def busy(*_args: object, **_named: object) -> None:
        raise refusal

    with monkeypatch.context() as now:
        now.setattr(roles, "grant", busy)
        with pytest.raises(Busy):
            await chores.carry_out_due(decision.in_force_at)
    assert not await DecisionEffect.exists()

    await chores.carry_out_due(decision.in_force_at + MINUTE)
    assert (await DecisionEffect.get()).became is Carried.DONE
    assert [each.member_id for each in await held("chair")] == [twelve[1]]


async def test_no_place_is_promised_by_two_elections_of_a_role(twelve: list[int]) -> None:
    """Terms end five days apart: names for the second place are wanted once the first is given."""
    for each, until in zip(twelve, (END, END + 5 * DAY, END + 200 * DAY), strict=False):
        await roles.grant(
            "coordinator", each, decision_ref="d", starts_at=NOW, ends_at=until, by=None, now=NOW
        )
    assert await chores.ask_for_names_due(CALLED) == 1
    call = await ElectionCall.get()
    await Race("coordinator").stand(*twelve[3:6])
    assert await chores.open_votes_due(call.names_until) == 1
    assert await chores.ask_for_names_due(call.names_until) == 0

    decision = await Decision.get()
    await cast(decision, dict.fromkeys(twelve, ranking(decision, twelve[3])))
    over = await closed(decision)

    assert [each.member_id for each in await held("coordinator")] == [twelve[3]]
    assert over.in_force_at
    assert await chores.ask_for_names_due(over.in_force_at) == 1
    second = await call_of("coordinator")
    assert (second.seats, second.starts_at) == (1, END + 5 * DAY)


async def test_i10_a_vote_that_is_closed_twice_gives_its_places_once(twelve: list[int]) -> None:
    decision = await Race("chair", twelve[:1]).vote(twelve[1], twelve[2])
    await cast(decision, dict.fromkeys(twelve, ranking(decision, RON)))
    over = await closed(decision)
    assert over.closed_at

    assert await closing.close(decision.id, now=over.closed_at) is None
    assert await ElectionCall.filter(role_key="chair").count() == 2


@pytest.mark.parametrize("early", [True, False])
async def test_whoever_steps_down_while_the_vote_begins_is_on_the_ballot_or_is_not(
    twelve: list[int], *, early: bool
) -> None:
    call = await Race("chair", twelve[:1]).called()
    await Race("chair").stand(twelve[1], twelve[2])
    at = call.names_until - MINUTE

    both = [roles.step_down("chair", twelve[1], now=at), chores.open_votes_due(call.names_until)]
    stepped, _began = await asyncio.gather(*(both if early else both[::-1]), return_exceptions=True)
    stepped = stepped if early else _began

    decision = await Decision.get()
    does = decision.does()
    assert isinstance(does, Elect)
    if isinstance(stepped, TooLate):
        assert twelve[1] in does.member_ids
    else:
        assert stepped is None
        assert does.member_ids == (twelve[2],)
    assert {each.member_id for each in await Candidacy.all()} == set(does.member_ids)


async def test_two_who_stand_at_the_last_moment_are_both_on_the_ballot_or_told(
    twelve: list[int],
) -> None:
    call = await Race("chair", twelve[:1]).called()
    at = call.names_until - MINUTE
    ended = await asyncio.gather(
        roles.stand("chair", twelve[1], "", now=at),
        chores.open_votes_due(call.names_until),
        roles.stand("chair", twelve[2], "", now=at),
        return_exceptions=True,
    )
    late = {
        who for who, came in zip((twelve[1], 0, twelve[2]), ended, strict=True)
        if isinstance(came, TooLate)
    }  # fmt: skip
    decision = await Decision.get_or_none()
    does = decision.does() if decision else None
    on_ballot = set(does.member_ids) if isinstance(does, Elect) else set()
    assert on_ballot == {twelve[1], twelve[2]} - late


async def test_whoever_stands_down_while_the_vote_is_counted_is_chosen_or_is_not(
    twelve: list[int],
) -> None:
    decision = await Race("chair", twelve[:1]).vote(twelve[1], twelve[2])
    await cast(decision, dict.fromkeys(twelve, ranking(decision, twelve[1], twelve[2])))
    assert decision.closes_at

    gone, _closed = await asyncio.gather(
        decisions.stand_down(decision.ref, twelve[1], now=decision.closes_at - MINUTE),
        chores.close_due(decision.closes_at),
        return_exceptions=True,
    )
    await decision.refresh_from_db()
    assert decision.in_force_at
    await chores.carry_out_due(decision.in_force_at)

    chosen = twelve[1] if isinstance(gone, TooLate) else twelve[2]
    assert [each.member_id for each in await held("chair")] == [chosen]


async def test_a_ballot_of_another_vote_fits_no_election(twelve: list[int]) -> None:
    decision = await Race("chair", twelve[:1]).vote(twelve[1], twelve[2])
    assert decision.opens_at
    for wrong in ("yes", "rs", "rc", "raa", "a", "r"):
        with pytest.raises(Invalid):
            await decisions.cast_secret(
                decision.ref, twelve[3], wrong, slip(), now=decision.opens_at
            )


async def test_no_page_of_an_election_asks_the_database_more_than_eight_questions(
    twelve: list[int], questions: list[str]
) -> None:
    decision = await Race("chair", twelve[:1]).vote(twelve[1], twelve[2])

    async def looked_at() -> None:
        questions.clear()
        await queries.decision_page(decision.ref, twelve[4], now=END)
        assert 1 <= len(questions) <= 8, questions

    await looked_at()
    await cast(decision, dict.fromkeys(twelve, ranking(decision, twelve[1])))
    await closed(decision)
    await looked_at()


async def test_no_page_of_a_second_call_asks_more_than_eight_questions(
    twelve: list[int], questions: list[str]
) -> None:
    decision = await Race("chair", twelve[:1]).vote(twelve[1], twelve[2])
    await closed(decision)
    again = await Decision.get(predecessor_id=decision.id)
    for ref in (decision.ref, again.ref):
        questions.clear()
        await queries.decision_page(ref, twelve[4], now=END)
        assert 1 <= len(questions) <= 8, questions
