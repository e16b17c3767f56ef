"""The votes of an election as a file: any program counts them to the same, and no voter shows."""

import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner
from starlette.applications import Starlette

from club.cli import main
from club.decisions.models import CountText, Decision
from club.decisions.service import stand_down
from club.members import service as members
from club.members.models import Member
from tests.conftest import SignedIn
from tests.journeys.voting import END, RON, Race, cast, closed, ranking, ticks
from tests.web import Client

LINK = "Keep the votes as a file"
Twelve = list[int]


@pytest.fixture
async def cy(twelve: Twelve, signed_in: SignedIn) -> Client:
    return await signed_in(await Member.get(id=twelve[7]))


def file_of(decision: Decision) -> str:
    return f"{decision.path}/ballots.blt"


def counted(text: str, folder: Path) -> str:
    """Return what `club count` says of such a file, asked as the file itself says."""
    club, count, name, *options = shlex.split(text.splitlines()[0].removeprefix("# "))
    assert (club, count) == ("club", "count")
    path = folder / name
    path.write_text(text, encoding="utf-8")
    answer = CliRunner().invoke(main, ["count", str(path), *options])
    assert answer.exit_code == 0, answer.output
    return answer.output


async def test_the_file_is_counted_to_the_same_places(
    twelve: Twelve, cy: Client, tmp_path: Path
) -> None:
    a, b, c, gone = twelve[2:6]
    decision = await Race("coordinator", twelve[:2]).vote(a, b, c, gone)
    assert decision.opens_at
    await stand_down(decision.ref, gone, now=decision.opens_at)
    most, some = ranking(decision, gone, a, b), ranking(decision, RON, c)
    votes = [*[most] * 6, *[some] * 3, *[ranking(decision, b)] * 3]
    await cast(decision, dict(zip(twelve, votes, strict=True)))
    await closed(decision)
    await members.leave(c, now=END)

    answer = await cy.get(file_of(decision))

    assert answer.headers["content-disposition"] == 'attachment; filename="election.blt"'
    assert LINK in (await cy.get(decision.path)).text
    told = counted(answer.text, tmp_path)
    assert "somebody who has left is excluded." in told
    assert "Elected: Member 3, Member 4.\nSeats that stay empty: 1." in told
    assert "Withdrawn: Member 6." in told
    assert "Who shall hold the role “Coordinator”?" in told
    assert "12 valid ballots; 0 could not be counted, 0 were blank." in told


async def test_where_the_lot_chose_the_file_says_how_it_fell(
    twelve: Twelve, cy: Client, tmp_path: Path
) -> None:
    decision = await Race("chair", twelve[:1]).vote(twelve[1], twelve[2])
    halves = [ranking(decision, twelve[1]), ranking(decision, twelve[2])] * 6
    await cast(decision, dict(zip(twelve, halves, strict=True)))
    await closed(decision)
    winner = (await CountText.get()).winner
    first = decision.does().candidates()["ab".index(winner)]

    told = counted((await cy.get(file_of(decision))).text, tmp_path)

    assert f"Elected: {(await Member.get(id=first)).name}." in told
    assert "The lot mattered" in told


async def test_where_a_ballot_stands_alone_there_is_no_file(twelve: Twelve, cy: Client) -> None:
    decision = await Race("chair", twelve[:1]).vote(twelve[1], twelve[2])
    rare = {twelve[0]: ranking(decision, twelve[2], RON, twelve[1])}
    await cast(decision, dict.fromkeys(twelve[1:], ranking(decision, twelve[1])) | rare)
    await closed(decision)

    assert (await cy.get(file_of(decision))).status_code == 404
    assert LINK not in (await cy.get(decision.path)).text


async def test_there_is_no_file_as_long_as_the_vote_goes_on(twelve: Twelve, cy: Client) -> None:
    decision = await Race("chair", twelve[:1]).vote(twelve[1], twelve[2])
    await cast(decision, dict.fromkeys(twelve, ranking(decision, twelve[1])))

    assert (await cy.get(file_of(decision))).status_code == 404


async def test_ticks_are_no_ranking_and_have_no_file(twelve: Twelve, cy: Client) -> None:
    decision = await Race("chair", twelve[:1]).vote(twelve[1])
    await cast(decision, dict.fromkeys(twelve, ticks(decision, twelve[1])))
    await closed(decision)

    assert (await cy.get(file_of(decision))).status_code == 404
    assert LINK not in (await cy.get(decision.path)).text


async def test_too_few_secret_ballots_leave_no_file(twelve: Twelve, cy: Client) -> None:
    decision = await Race("chair", twelve[:1]).vote(twelve[1], twelve[2])
    await cast(decision, dict.fromkeys(twelve[:4], ranking(decision, twelve[1])))
    await closed(decision)

    assert (await cy.get(file_of(decision))).status_code == 404


async def test_whoever_was_not_on_the_roll_has_no_file(
    app: Starlette, twelve: Twelve, signed_in: SignedIn
) -> None:
    decision = await Race("chair", twelve[:1]).vote(twelve[1], twelve[2])
    await cast(decision, dict.fromkeys(twelve, ranking(decision, twelve[1])))
    await closed(decision)
    late = await members.welcome("Newcomer", voting_from=END, now=END)

    assert (await (await signed_in(late)).get(file_of(decision))).status_code == 404
    async with Client(app) as stranger:
        assert "Member 2" not in (await stranger.get(file_of(decision))).text
