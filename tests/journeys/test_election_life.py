"""One election as members live it: on their phones, from the call for names to the role."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from club import clockwork
from club.cli.records import recounted
from club.decisions import service as decisions
from club.decisions.models import Decision
from club.decisions.rules.effects import EndCommittee, EndMandate
from club.decisions.rules.states import Method
from club.front.queries.taken import lines
from club.journal import queries as record
from club.journeys import chores
from club.kit import clock
from club.kit.tokens import new_ref
from club.members.models import Member
from club.notices.models import Letter
from club.roles import queries as roles
from club.roles import service
from club.roles.models import ElectionCall, Mandate
from club.roles.rules import COMMITTEE, Right
from tests.conftest import SignedIn
from tests.decisions.life import Life
from tests.journeys.voting import CALLED, DAY, END, slip
from tests.people import NOW
from tests.web import Client

CHAIR = "/roles/chair/election"
MINUTE = timedelta(minutes=1)
Clock = Callable[[datetime], None]


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Clock:
    def turn(to: datetime) -> None:
        monkeypatch.setattr(clock, "now", lambda: to)

    turn(NOW)
    return turn


@pytest.fixture
async def phones(twelve: list[int], signed_in: SignedIn, at: Clock) -> list[Client]:
    """The phones of twelve members, the first of whom is in the chair until a day to come."""
    _ = at
    await give("chair", twelve[0])
    return [await signed_in(await Member.get(id=each)) for each in twelve]


async def give(role: str, member_id: int, until: datetime = END) -> Mandate:
    return await service.grant(
        role, member_id, decision_ref="d", starts_at=NOW, ends_at=until, by=None, now=NOW
    )


async def told(member_id: int) -> list[str]:
    letters = await Letter.filter(member_id=member_id).order_by("id").select_related("message")
    return [letter.message.title for letter in letters]


async def cast_in(decision: Decision, member_id: int, said: str, now: datetime) -> None:
    """Let a member vote, in secret where the vote is."""
    if decision.secret:
        await decisions.cast_secret(decision.ref, member_id, said, slip(), now=now)
    else:
        await decisions.cast(decision.ref, member_id, said, now=now)


def letter_of(page: str, name: str) -> str:
    """Find by which letter a ballot calls somebody."""
    (found,) = re.findall(rf'<label for="place-(\w)">{name}</label>', page)
    return str(found)


async def whisper(phone: Client, path: str, **said: object) -> str:
    """Send a secret ballot with a fresh slip; return the page that answers."""
    slip = {"number": new_ref(), "change_key": new_ref()}
    answer = await phone.send_form(f"{path}/secret-ballot", **slip, **said)
    assert answer.status_code == 200, answer.text
    return answer.text


@pytest.fixture
async def voted_on(phones: list[Client], twelve: list[int], at: Clock) -> Decision:
    """An election for the chair, called, filled with names and begun by the clock.

    One stands, and names another, who says yes.
    """
    at(CALLED)
    await clockwork.run_due({}, CALLED)
    assert "Names are wanted" in (await phones[5].get("/roles/chair")).text
    await phones[1].send_form(f"{CHAIR}/candidacy", statement="I *listen*.")
    named = await Member.get(id=twelve[2])
    await phones[1].send_form(f"{CHAIR}/names", member=named.ref)
    seen = (await phones[4].get(CHAIR)).text.split("Who stands", 1)[1]
    assert "Member 3" not in seen.split("Would you like to stand", 1)[0]
    await phones[2].send_form(f"{CHAIR}/candidacy", statement="")
    call = await ElectionCall.get()
    at(call.names_until)
    await clockwork.run_due({}, call.names_until)
    return await Decision.get()


async def all_vote(phones: list[Client], decision: Decision) -> list[str]:
    """Let five want one of the two most, and seven the other; return the pages that answered."""
    page = (await phones[4].get(decision.path)).text
    a, b = letter_of(page, "Member 2"), letter_of(page, "Member 3")
    some = [await whisper(one, decision.path, places=[f"{a}-1", f"{b}-2"]) for one in phones[:5]]
    rest = [f"{b}-1", "z-2", f"{a}-3"]
    return some + [await whisper(one, decision.path, places=rest) for one in phones[5:]]


async def over(decision: Decision, at: Clock) -> datetime:
    """Let the clock close a vote; return when that was."""
    assert decision.closes_at
    at(decision.closes_at)
    await clockwork.run_due({}, decision.closes_at)
    return decision.closes_at


async def in_force(decision: Decision, at: Clock) -> datetime:
    """Let the clock carry out what a vote came to; return when that was."""
    await decision.refresh_from_db()
    assert decision.in_force_at
    at(decision.in_force_at)
    await clockwork.run_due({}, decision.in_force_at)
    return decision.in_force_at


async def counted_again(member_id: int, tmp_path: Path) -> list[str]:
    """Return what comes of the record that a member takes away, counted again."""
    file, said = tmp_path / "record.jsonl", list[str]()
    file.write_text("".join([line async for line in lines(member_id)]))
    recounted(file, said.append)
    return said


async def test_the_ballot_names_those_who_stand_and_what_they_say(
    phones: list[Client], twelve: list[int], voted_on: Decision
) -> None:
    assert "A decision is waiting for you" in await told(twelve[7])
    for where in ("/roles/chair", CHAIR):
        assert voted_on.path in (await phones[4].get(where)).text
    page = (await phones[4].get(voted_on.path)).text
    assert "Who shall hold the role “Chair”?" in page
    assert "<em>listen</em>" in page
    assert "This vote is secret." in page
    for name in ("Re-open nominations", "Member 2", "Member 3"):
        assert f">{name}</label>" in page
    assert "Step aside" not in page


async def test_a_ballot_with_a_number_twice_is_told_by_whose_names(
    phones: list[Client], voted_on: Decision
) -> None:
    page = (await phones[4].get(voted_on.path)).text
    a, b = letter_of(page, "Member 2"), letter_of(page, "Member 3")
    wrong = {"places": [f"{a}-1", f"{b}-1"], "number": new_ref(), "change_key": new_ref()}

    refused = await phones[4].send_form(f"{voted_on.path}/secret-ballot", **wrong)

    assert refused.status_code == 422
    said = refused.text.split("Number 1 stands at", 1)[1][:80]
    assert "Member 2" in said
    assert "Member 3" in said


async def test_a_slip_opens_the_ballot_with_its_names_and_changes_it(
    phones: list[Client], voted_on: Decision
) -> None:
    slips = await all_vote(phones, voted_on)
    mark, key = re.findall(r"<dd[^>]*>([a-z2-7]{10,26})</dd>", slips[0])[:2]
    shown = {"mark": mark, "old_key": key, "number": new_ref(), "change_key": new_ref()}
    change = f"{voted_on.path}/secret-ballot/change"
    assert "Member 3" not in (await phones[3].get(change)).text
    page = (await phones[3].send_form(change, look="true", **shown)).text
    changed = await phones[3].send_form(
        change, places=[f"{letter_of(page, 'Member 3')}-1"], **shown
    )
    assert changed.status_code == 200
    assert "Member 3" not in changed.text


async def test_from_the_call_to_the_role(
    phones: list[Client], twelve: list[int], voted_on: Decision, at: Clock
) -> None:
    await all_vote(phones, voted_on)

    await over(voted_on, at)

    assert "It counts from" in (await phones[0].get(voted_on.path)).text
    assert not await Mandate.exclude(decision_ref="d")
    await in_force(voted_on, at)

    result = (await phones[0].get(voted_on.path)).text
    for words in (
        "The members chose: Member 3.",
        "Step 1",
        "Each ballot counts for whom it puts first.",
        "7 of 12 is more than half.",
        "The role was given to those who were chosen",
    ):
        assert words in result, words
    assert "Who is next" in (await phones[0].get("/roles/chair")).text
    assert "See the result" in (await phones[0].get(CHAIR)).text
    assert "The members chose on" in (await phones[0].get("/decisions")).text
    (mandate,) = await Mandate.exclude(decision_ref="d")
    assert (mandate.member_id, mandate.starts_at) == (twelve[2], END)
    assert await roles.holds(twelve[2], Right.CANCEL_EVENT, now=END) is not None
    assert await roles.holds(twelve[0], Right.CANCEL_EVENT, now=END) is None


async def test_the_record_that_a_member_takes_away_comes_to_the_same(
    phones: list[Client], twelve: list[int], voted_on: Decision, at: Clock, tmp_path: Path
) -> None:
    await all_vote(phones, voted_on)
    await over(voted_on, at)

    said = await counted_again(twelve[6], tmp_path)

    assert f"Decision {voted_on.number}: carried by the ballots, as recorded." in said


async def test_a_tick_is_enough_where_everybody_could_have_a_place(
    phones: list[Client], twelve: list[int], at: Clock, tmp_path: Path
) -> None:
    at(CALLED)
    await clockwork.run_due({}, CALLED)
    await phones[1].send_form(f"{CHAIR}/candidacy", statement="")
    call = await ElectionCall.get()
    at(call.names_until)
    await clockwork.run_due({}, call.names_until)
    decision = await Decision.get()
    page = (await phones[3].get(decision.path)).text
    assert "Who is ticked by more than half is chosen." in page
    empty = {"number": new_ref(), "change_key": new_ref()}
    assert (await phones[3].send_form(f"{decision.path}/secret-ballot", **empty)).status_code == 422
    for n, each in enumerate(phones):
        await whisper(each, decision.path, picks=["none"] if n > 7 else ["a"])
    await over(decision, at)

    result = (await phones[3].get(decision.path)).text
    assert "The members chose: Member 2." in result
    assert "More than half is 7 of 12." in result
    assert "See every vote by its mark" in result
    listed = (await phones[3].get(f"{decision.path}/ballots")).text
    assert "Member 2" in listed
    said = await counted_again(twelve[6], tmp_path)
    assert f"Decision {decision.number}: carried by the ballots, as recorded." in said


async def test_whoever_stands_can_stop_on_the_page_of_the_vote(
    phones: list[Client], at: Clock
) -> None:
    at(CALLED)
    await clockwork.run_due({}, CALLED)
    for each in phones[1:4]:
        await each.send_form(f"{CHAIR}/candidacy", statement="")
    call = await ElectionCall.get()
    at(call.names_until)
    await clockwork.run_due({}, call.names_until)
    decision = await Decision.get()
    door = f"{decision.path}/standing-down"
    assert door in (await phones[1].get(decision.path)).text
    assert door not in (await phones[6].get(decision.path)).text

    assert (await phones[6].send_form(door)).status_code == 404
    assert (await phones[1].send_form(door)).is_redirect
    assert (await phones[1].send_form(door)).status_code == 409

    page = (await phones[6].get(decision.path)).text
    assert "stands no more" in page
    assert door not in (await phones[1].get(decision.path)).text
    last = (await record.about(decision.thing))[-1]
    assert last.kind == "stood_down"
    assert "stands no more in an election" in (await phones[6].get("/record")).text


async def test_after_no_confidence_the_members_choose_anew(twelve: list[int]) -> None:
    holders = dict(zip(sorted(COMMITTEE), twelve, strict=False))
    held = [await give(role, each, NOW + 300 * DAY) for role, each in holders.items()]
    refs, who = tuple(each.ref for each in held), tuple(sorted(holders.values()))
    recall = EndCommittee(refs, who)
    life = Life(twelve[5:])
    decision, now = await life.voting(recall)
    for each in twelve[4:]:
        await cast_in(decision, each, "yes", now)
    over = await life.close(decision)
    assert over.in_force_at
    assert over.closed_at

    assert await chores.ask_for_names_due(over.closed_at) == len(COMMITTEE)

    for call in await ElectionCall.all():
        assert call.starts_at == over.in_force_at
    await service.stand("chair", twelve[7], "", now=over.closed_at)
    until = (await ElectionCall.get(role_key="chair")).names_until
    await chores.open_votes_due(until)
    election = await Decision.get(method=Method.SEATS)
    for each in twelve:
        await cast_in(election, each, "aa", until)
    await Life(twelve).close(election)
    (given,) = await Mandate.filter(decision_ref=election.ref)
    assert given.member_id == twelve[7]
    assert given.starts_at - over.in_force_at < 28 * DAY


async def test_after_one_recall_the_place_is_asked_for(twelve: list[int]) -> None:
    mandate = await give("treasurer", twelve[0], NOW + 300 * DAY)
    life = Life(twelve[1:])
    decision, now = await life.voting(EndMandate(mandate.ref, twelve[0]))
    for each in twelve[1:]:
        await cast_in(decision, each, "yes", now)
    over = await life.close(decision)
    assert over.closed_at
    assert over.in_force_at

    assert await chores.ask_for_names_due(over.closed_at) == 1

    call = await ElectionCall.get()
    assert (call.role_key, call.starts_at) == ("treasurer", over.in_force_at)


async def test_i14_with_every_mandate_expired_members_and_the_clock_still_hold_an_election(
    twelve: list[int], signed_in: SignedIn, at: Clock
) -> None:
    """Nobody holds anything, the server was off for months; then somebody switches it on."""
    await give("chair", twelve[0])
    later = END + 200 * DAY
    at(later)
    assert not await roles.mandates(now=later)
    phones = [await signed_in(await Member.get(id=each)) for each in twelve]

    async def let_pass(until: datetime) -> None:
        at(until)
        await clockwork.run_due({}, until)

    await let_pass(later)
    call = await ElectionCall.get()
    assert (call.role_key, call.starts_at) == ("chair", later)
    for each in phones[3:5]:
        answer = await each.send_form(f"{CHAIR}/candidacy", statement="")
        assert answer.headers["location"] == CHAIR
    await let_pass(call.names_until)
    decision = await Decision.get()
    page = (await phones[6].get(decision.path)).text
    first = letter_of(page, "Member 4")
    for each in phones:
        await whisper(each, decision.path, places=[f"{first}-1"])
    # Everybody has voted, so the clock need not wait.
    await let_pass(call.names_until + MINUTE)
    await in_force(decision, at)

    (mandate,) = await Mandate.exclude(decision_ref="d")
    assert mandate.member_id == twelve[3]
    assert await roles.holds(twelve[3], Right.CANCEL_EVENT, now=mandate.starts_at) is not None
    assert mandate.starts_at < later + 30 * DAY
