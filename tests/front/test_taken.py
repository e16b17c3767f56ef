"""The record as a file: any member takes it away, and it can be checked where there is no club."""

import hashlib
import json
from datetime import datetime

import pytest

from club.cli.records import recounted
from club.decisions import service
from club.decisions.models import Decision, SecretBallot
from club.decisions.rules.effects import Advise, Agree, Choose, Effect, GrantRole
from club.decisions.rules.marks import Slip
from club.decisions.rules.paper import Sheet
from club.decisions.rules.recounting import recount
from club.decisions.rules.states import Choice, Method
from club.journal import queries as journal
from club.journal import service as journal_service
from club.kit.db import transaction
from club.kit.tokens import new_ref
from club.members.models import Member
from club.verify.counts import left_out
from club.verify.files import Record
from club.verify.main import checked
from tests.conftest import SignedIn
from tests.decisions.life import NOON, Life
from tests.decisions.papers import on_paper
from tests.decisions.test_choosing import heard, whispered
from tests.people import Cast
from tests.web import Client

YES, NO = Choice.YES, Choice.NO


@pytest.fixture
async def cy(twelve: list[int], signed_in: SignedIn) -> Client:
    return await signed_in(await Member.get(id=twelve[5]))


async def open_vote(members: list[int]) -> Decision:
    decision, now = await Life(members).voting()
    for member_id in members[:7]:
        said = NO if member_id == members[6] else YES
        await service.cast(decision.ref, member_id, said, now=now)
    return await Life(members).close(decision)


async def secret_vote(members: list[int], number: int) -> Decision:
    decision, now = await Life(members).voting(GrantRole("chair", members[2], 90))
    for member_id in members[:number]:
        await vote(decision, member_id, now)
    return await Life(members).close(decision)


async def vote(decision: Decision, member_id: int, now: datetime) -> None:
    said = YES if member_id % 3 else NO
    slip = Slip(new_ref(), new_ref())
    await service.cast_secret(decision.ref, member_id, said, slip, now=now)


async def taken(browser: Client) -> bytes:
    answer = await browser.get("/record/file")
    assert answer.status_code == 200
    return answer.content


def held(content: bytes) -> Record:
    found = checked(content)
    assert isinstance(found, Record), found
    return found


async def test_a_member_takes_the_whole_record_and_it_holds(twelve: list[int], cy: Client) -> None:
    await open_vote(twelve)
    answer = await cy.get("/record/file")

    assert answer.headers["content-disposition"] == 'attachment; filename="record.jsonl"'
    assert answer.headers["cache-control"] == "no-store"
    record, head = held(answer.content), await journal.head()
    assert (len(record.entries), record.head) == (head.seq, head.hash)


async def test_an_empty_record_is_a_file_too(signed_in: SignedIn, cast: Cast) -> None:
    record = held(await taken(await signed_in(cast.cy)))
    assert (record.entries, record.ballots) == ([], {})


async def test_an_open_vote_lists_choices_and_no_names(twelve: list[int], cy: Client) -> None:
    decision = await open_vote(twelve)
    assert held(await taken(cy)).ballots == {decision.thing: ["no", *["yes"] * 6]}


async def test_a_secret_vote_with_enough_ballots_lists_marks_and_choices(
    twelve: list[int], cy: Client
) -> None:
    decision = await secret_vote(twelve, 10)
    listed = held(await taken(cy)).ballots[decision.thing]
    box = await SecretBallot.filter(decision_id=decision.id)
    assert listed == sorted(f"{row.choice} {row.mark}" for row in box)
    assert len(listed) == 10


async def test_a_secret_vote_with_fewer_ballots_lists_none(twelve: list[int], cy: Client) -> None:
    decision = await secret_vote(twelve, 9)
    content = await taken(cy)
    record = held(content)
    assert record.ballots == {}
    (said,) = [body for entry, body in record.told("tally") if entry.thing == decision.thing]
    assert (said["ballots"], said["yes"] + said["no"]) == (9, 9)
    for row in await SecretBallot.all():
        assert row.mark.encode() not in content


async def test_ballots_that_were_destroyed_leave_a_number_alone(
    twelve: list[int], cy: Client
) -> None:
    await secret_vote(twelve, 4)
    record = held(await taken(cy))
    ((_, said),) = record.told("tally")
    assert (said["counted"], said["ballots"], said["yes"]) == (False, 4, 0)
    assert "ballots_sha256" not in said


async def test_ballots_are_listed_for_those_on_the_roll_alone(
    twelve: list[int], newcomer: int, signed_in: SignedIn
) -> None:
    await secret_vote(twelve, 10)
    await open_vote(twelve)
    dee = await signed_in(await Member.get(id=newcomer))
    assert held(await taken(dee)).ballots == {}


async def test_a_vote_that_is_open_lists_nothing(twelve: list[int], cy: Client) -> None:
    decision, now = await Life(twelve).voting(GrantRole("chair", twelve[2], 90))
    for member_id in twelve[:10]:
        await vote(decision, member_id, now)
    record = held(await taken(cy))
    assert (record.ballots, record.told("tally")) == ({}, [])


async def test_no_name_and_no_word_of_a_member_is_in_it(twelve: list[int], cy: Client) -> None:
    decision = await Life(twelve).idea()
    await service.say(decision.ref, twelve[1], "Marmalade.", now=NOON)
    await secret_vote(twelve, 10)
    content = (await taken(cy)).decode()
    for row in await Member.all():
        assert row.name not in content
        assert row.ref not in content
    for words in (decision.question, decision.body, "Marmalade", "kettle"):
        assert words not in content


async def test_every_vote_is_counted_again_from_the_file_alone(
    twelve: list[int], cy: Client, tmp_path_factory: pytest.TempPathFactory
) -> None:
    await open_vote(twelve)
    for number in (10, 9, 4):
        await secret_vote(twelve, number)
    file = tmp_path_factory.mktemp("elsewhere") / "record.jsonl"
    file.write_bytes(await taken(cy))
    said: list[str] = []

    recounted(file, said.append)

    assert said == [
        "Decision 1: carried by the ballots, as recorded.",
        "Decision 2: carried by the ballots, as recorded.",
        "Decision 3: carried by the numbers, as recorded.",
        "Decision 4: no_quorum by the numbers, as recorded.",
        "4 of 4 votes were counted again and come to what the record says.",
    ]


async def test_votes_with_papers_are_counted_again_and_their_lot_is_drawn_again(
    twelve: list[int], cy: Client, tmp_path_factory: pytest.TempPathFactory
) -> None:
    in_secret = await on_paper(twelve, GrantRole("chair", twelve[2], 90))
    await vote(in_secret.decision, twelve[0], in_secret.now)
    await in_secret.count_in_secret(twelve[3:12], ["yes"] * 7 + ["no", ""])
    await Life(twelve).close(in_secret.decision)
    openly = await on_paper(twelve, Choose(Method.RANKED, ("Tea", "Cocoa")))
    sheets = [Sheet("rab", each) for each in twelve[3:7]]
    await openly.count_in([*sheets, Sheet("", twelve[8])])
    await Life(twelve).close(openly.decision)
    file = tmp_path_factory.mktemp("elsewhere") / "record.jsonl"
    file.write_bytes(await taken(cy))
    said: list[str] = []

    recounted(file, said.append)

    assert said[-1].startswith("2 of 2 votes were counted again")
    assert len(held(file.read_bytes()).told("tellers")) == 2


async def test_a_vote_counted_before_the_rule_was_written_down_still_holds(
    twelve: list[int], cy: Client
) -> None:
    """Older entries hold the numbers alone; they are neither changed nor called broken."""
    numbers = {"outcome": "carried", "counted": True, "ballots": 5, "yes": 4, "no": 1,
               "no_opinion": 0, "roll": 6, "base": 6, "yes_needed": 3}  # fmt: skip
    whole = hashlib.sha256(json.dumps(numbers, sort_keys=True).encode()).hexdigest()
    async with transaction():
        await journal_service.record("noticed", "decision/old", by=twelve[0], now=NOON, number=1)
        await journal_service.record("tally", "decision/old", by=None, now=NOON, **numbers)
        await journal_service.record(
            "closed", "decision/old", by=None, now=NOON, outcome="carried", tally=whole
        )
    assert len(held(await taken(cy)).told("tally")) == 1


@pytest.mark.parametrize("path", ["/record/file", "/record/verify.py"])
async def test_a_stranger_takes_nothing(client: Client, path: str) -> None:
    assert (await client.get(path)).headers["location"].startswith("/sign-in")


async def test_what_checks_it_lies_beside_it(cy: Client) -> None:
    answer = await cy.get("/record/verify.py")
    assert answer.headers["content-disposition"] == 'attachment; filename="verify.py"'
    compile(answer.text, "verify.py", "exec")


@pytest.mark.parametrize(
    ("effect", "said"),
    [
        (Choose(Method.RANKED, ("Tea", "Cocoa")), ["rab", "rba", "rab", "rs", "rab"]),
        (Choose(Method.APPROVAL, ("Tea", "Cocoa")), ["aab", "aab", "aab", "a"]),
        (Agree(), ["consent", "consent", "consent"]),
        (Advise(("Tea", "Cocoa")), ["va", "vb"]),
    ],
)
async def test_a_choice_that_was_taken_away_is_counted_again_from_its_ballots(
    twelve: list[int], cy: Client, effect: Effect, said: list[str]
) -> None:
    decision = await heard(twelve, effect, said)
    record = held(await taken(cy))

    assert record.ballots[decision.thing] == sorted(said)
    assert list(left_out(record)) == []
    ((_, counted),) = record.told("tally")
    ((_, noticed),) = record.told("noticed")
    again = recount(decision.thing, counted, noticed, record.ballots[decision.thing])
    assert (again.agrees, again.listed) == (True, True)


async def test_a_secret_ranking_says_that_its_ballots_are_not_in_the_file(
    twelve: list[int], cy: Client
) -> None:
    said = [*["rab"] * 9, "rba", "rs"]
    await whispered(twelve, Choose(Method.RANKED, ("Tea", "Cocoa")), said)
    record = held(await taken(cy))

    assert record.ballots == {}
    assert list(left_out(record)) == [
        "Decision 1 was counted from its numbers alone: its ballots are not in this file."
    ]
