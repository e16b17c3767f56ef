"""Races of real processes on one database: nothing lost, nothing doubled, nothing raised."""

import asyncio
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

import pytest

from club.decisions.models import BallotChange, Decision, OpenBallot, Result, RollEntry
from club.events.models import Answer, Night
from club.events.rules.seats import Seat
from club.journal.models import JournalEntry
from club.kit.db import opened
from club.members.models import Member
from club.notices.models import Message
from club.schema import config_for
from tests import people
from tests.chaos import hands
from tests.decisions.life import Life
from tests.events.nights import NOW, a_night, by_the_rule, holds, people_numbered
from tests.running import ROOT

pytestmark = pytest.mark.chaos
PROCESSES, EACH, PLACES = 4, 50, 12


async def race(url: str, *acts: Sequence[object]) -> list[list[str]]:
    """Let every hand act at the same moment, each in a process of its own."""
    started = [start(url, act) for act in acts]
    ready = [await asyncio.to_thread(each.stdout.readline) for each in started if each.stdout]
    assert ready == ["ready\n"] * len(acts)
    for each in started:
        assert each.stdin is not None
        each.stdin.write("now\n")
        each.stdin.flush()
    ends = [await asyncio.to_thread(each.communicate) for each in started]
    assert [each.returncode for each in started] == [0] * len(acts), [e[1] for e in ends]
    return [json.loads(out) for out, _ in ends]


def start(url: str, hand: Sequence[object]) -> "subprocess.Popen[str]":
    verb, *rest = map(str, hand)
    return subprocess.Popen(
        [sys.executable, "-m", "tests.chaos.hands", verb, url, *rest],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


async def test_two_hundred_who_answer_at_once_fill_exactly_twelve_chairs(database_url: str) -> None:
    config = config_for(database_url)
    everybody = PROCESSES * EACH
    async with opened(config):
        await people_numbered(everybody)
        night = await a_night(places=PLACES)
    spans = [(n * EACH + 1, (n + 1) * EACH) for n in range(PROCESSES)]
    told = await race(
        database_url,
        *[("answer", night.ref, first, last, NOW.isoformat()) for first, last in spans],
    )

    async with opened(config):
        standings = await by_the_rule(night)
        assert len(standings) == await Answer.all().count() == everybody, "none lost or doubled"
        seated = Counter(each.seat for each in standings.values())
        assert seated == {Seat.SEATED: PLACES, Seat.WAITING: everybody - PLACES}
        assert Counter(each for hand in told for each in hand) == seated, "all were told the truth"
        night = await Night.get(id=night.id)
        assert (night.coming, night.waiting) == (PLACES, everybody - PLACES)
        await holds(night)
        turns = {answer.turn async for answer in Answer.all()}
        assert len(turns) == everybody, "no two have the same place in the queue"


async def voting(size: int) -> tuple[Life, Decision, str]:
    members = [each.id for each in await people.crowd(size)]
    life = Life(members)
    decision, during = await life.voting()
    return life, decision, during.isoformat()


async def test_two_hundred_ballots_of_one_member_count_once(database_url: str) -> None:
    config = config_for(database_url)
    async with opened(config):
        life, decision, during = await voting(12)
        member = life.members[4]
    hand = ("cast", decision.ref, member, EACH, during)
    told = await race(database_url, *[hand] * PROCESSES)

    assert sum(map(len, told)) == PROCESSES * EACH
    async with opened(config):
        ballot = await OpenBallot.get(decision_id=decision.id)
        assert ballot.member_id == member
        changes = await BallotChange.filter(ballot_id=ballot.id).order_by("n")
        assert [each.n for each in changes] == list(range(ballot.revised_n))
        said = [*[each.choice for each in changes], ballot.choice]
        assert all(one != other for one, other in pairwise(said))
        assert await RollEntry.filter(decision_id=decision.id, voted=True).count() == 1
        silent = (await Decision.get(id=decision.id)).silent
        assert silent == 11, "one of twelve has voted"


async def test_five_who_close_a_decision_at_once_close_it_once(database_url: str) -> None:
    config = config_for(database_url)
    async with opened(config):
        _life, decision, during = await voting(12)
        for each in await Member.all().limit(8):
            await vote_yes(decision.ref, each.id, during)
        ends = (await Decision.get(id=decision.id)).closes_at
        assert ends is not None
    told = await race(database_url, *[("close", decision.id, ends.isoformat())] * 5)

    assert sorted(map(len, told)) == [0, 0, 0, 0, 1]
    async with opened(config):
        assert await Result.all().count() == 1
        thing = (await Decision.get(id=decision.id)).thing
        kinds = Counter([entry.kind async for entry in JournalEntry.filter(thing=thing)])
        assert kinds["closed"] == 1, kinds
        closing = await Message.filter(kind__contains="closed").count()
        assert closing <= 1


async def vote_yes(ref: str, member_id: int, now: str) -> None:
    await hands.cast(ref, str(member_id), "2", now)
