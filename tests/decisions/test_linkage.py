"""After the close nothing tells who voted what: not the database, nor its files, nor the log.

Two hundred secret votes are cast through the real doors, some of them changed. Then somebody who
has everything guesses in every way they can think of. They do no better than chance; and the same
somebody, given a club that forgets to shuffle or to sweep, finds nearly everybody.
"""

import base64
import hashlib
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import asyncpg
import pytest

from club.decisions import chores, service
from club.decisions.models import Decision
from club.decisions.rules.effects import GrantRole
from club.decisions.rules.marks import Slip
from club.decisions.rules.states import Choice
from club.decisions.service import urn
from club.kit import clock
from club.kit.errors import Busy
from club.roles import service as roles
from tests import people
from tests.conftest import SignedIn
from tests.databases import KIND
from tests.decisions import adversary
from tests.decisions.adversary import Box, Guess, drawn
from tests.decisions.life import NOON, Life
from tests.web import Client

VOTES, VOTERS = 10, 20
SIGMA = 4.5
"""Some two hundred ways are tried: at three, luck alone would cross the line with one of them."""
CHOICES = [Choice.YES] * 9 + [Choice.NO] * 7 + [Choice.NO_OPINION] * 4


def letters(*about: object) -> str:
    """Draw what a slip or an address is made of, by a seed."""
    sha = hashlib.sha256("|".join(map(str, about)).encode()).digest()
    return base64.b32encode(sha).decode().lower()[:26]


@dataclass
class Held:
    """Ten secret votes that were held, and what only the test knows of them."""

    members: list[int]
    browsers: dict[int, Client]
    refs: dict[int, str] = field(default_factory=dict)
    truth: dict[tuple[int, int], tuple[Slip, Choice]] = field(default_factory=dict)
    came: list[tuple[int, int]] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)

    def mark(self, which: tuple[int, int]) -> str:
        slip, choice = self.truth[which]
        return slip.mark(self.refs[which[0]], choice)

    async def put(self, votes: int) -> None:
        for n in range(votes):
            life = Life([*self.members[n:], *self.members[:n]])
            draft = await life.ready(GrantRole("chair", self.members[n], 90))
            ref = letters("vote", n)
            await Decision.filter(id=draft.id).update(ref=ref)
            await service.put_on_notice(ref, life.members[0], now=NOON)
            self.refs[draft.id] = ref

    async def cast(self) -> None:
        """Let everybody vote on everything, one after another in no order of theirs."""
        for n, which in enumerate(drawn("came", [(v, m) for v in self.refs for m in self.members])):
            await self._vote(which)
            if n % 5 == 4:
                await self._change(drawn(f"change {n}", self.truth)[0], n)

    async def _vote(self, which: tuple[int, int]) -> None:
        slip = Slip(letters("number", which), letters("key", which))
        choice = drawn("choice", [(which, n) for n in range(20)])[0][1]
        self.truth[which] = slip, CHOICES[choice]
        await self._send(which, "")
        self.came.append(which)

    async def _change(self, which: tuple[int, int], n: int) -> None:
        old, choice = self.truth[which]
        self.gone += [self.mark(which), old.change_lock]
        again = CHOICES[(CHOICES.index(choice) + 9 + n) % 20]
        self.truth[which] = Slip(letters("number", which, n), letters("key", which, n)), again
        await self._send(
            which, "/change", mark=old.mark(self.refs[which[0]], choice), old_key=old.change_key
        )

    async def _send(self, which: tuple[int, int], where: str, **more: str) -> None:
        slip, choice = self.truth[which]
        answer = await self.browsers[which[1]].send_form(
            f"/decisions/{self.refs[which[0]]}/secret-ballot{where}",
            choice=choice.value, number=slip.number, change_key=slip.change_key, **more,
        )  # fmt: skip
        assert answer.status_code == 200

    async def close(self, votes: int) -> None:
        for each in list(self.refs)[:votes]:
            await Life(self.members).close(await Decision.get(id=each))


Hold = Callable[..., Awaitable[Held]]


@pytest.fixture
async def hold(db: None, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch) -> Hold:
    """Twenty members on their own phones, and a clock that goes on with each request."""
    _ = db
    monkeypatch.setattr(clock, "now", lambda: NOON)
    await roles.establish("the-founding", by=None, now=people.NOW)
    crowd = await people.crowd(VOTERS)
    held = Held([row.id for row in crowd], {row.id: await signed_in(row) for row in crowd})

    async def through(votes: int = VOTES, closed: int = VOTES) -> Held:
        await held.put(votes)
        row = await Decision.all().order_by("-opens_at").first()
        assert row is not None
        assert row.opens_at is not None
        assert row.secret
        ticks = iter(range(10**6))
        began = row.opens_at + timedelta(minutes=1)
        monkeypatch.setattr(clock, "now", lambda: began + timedelta(seconds=7 * next(ticks)))
        await held.cast()
        await held.close(closed)
        return held

    return through


async def attempts(held: Held, folder: Path, log: str) -> tuple[list[Box], dict[str, Guess]]:
    """Everything somebody would guess who has the files, the database and the log."""
    pages = await adversary.on_disk(folder)
    votes = await adversary.boxes()
    marks = await adversary.ballot_orders(pages)
    voters = await adversary.voter_orders(log, held.came)
    found = {
        f"{n} {name}": guess
        for n, (name, guess) in enumerate(adversary.guesses(votes, marks, voters, held.came))
    }
    found["the same moment"] = await adversary.same_moment(votes)
    found["back in time"] = adversary.travelled(folder / "club.sqlite3")
    return votes, found


def beyond_chance(held: Held, votes: list[Box], guess: Guess) -> float:
    """How far a guess is above chance: by the ballots it finds, or by what they say."""
    same = adversary.luck(votes, lambda vote: list(vote.choices))
    alike = adversary.luck(votes, lambda vote: list(vote.choices.values()))
    said = {(vote.id, mark): choice for vote in votes for mark, choice in vote.choices.items()}
    ballots = sum(mark == held.mark(which) for which, mark in guess.items())
    choices = sum(
        said.get((which[0], mark)) == held.truth[which][1] for which, mark in guess.items()
    )
    return max(same.beyond(ballots), alike.beyond(choices))


def best(held: Held, votes: list[Box], found: dict[str, Guess]) -> tuple[float, str]:
    return max((beyond_chance(held, votes, guess), name) for name, guess in found.items())


async def test_t8_two_hundred_secret_votes_cannot_be_joined_to_their_voters(
    hold: Hold, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    held = await hold()
    assert await chores.sweep_due(clock.now()) == VOTES

    votes, found = await attempts(held, tmp_path, caplog.text)

    assert sum(len(vote.choices) for vote in votes) == len(held.truth) == VOTES * VOTERS
    assert {held.mark(each) for each in held.truth} == {m for vote in votes for m in vote.choices}
    assert len(found) > 150
    far, how = best(held, votes, found)
    assert far < SIGMA, f"{how}: {far:.1f} standard deviations above chance"


async def test_a_club_that_does_not_shuffle_is_found_out(
    hold: Hold, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The adversary is worth something: ballots left as they came are joined to their voters."""

    async def left_as_it_is(decision_id: int) -> None:
        _ = decision_id

    monkeypatch.setattr(urn, "shuffled", left_as_it_is)
    held = await hold(votes=4)
    if KIND == "sqlite":  # on PostgreSQL sweeping alone puts everything in another order
        await chores.sweep_due(clock.now())

    votes, found = await attempts(held, tmp_path, "")

    assert best(held, votes, found)[0] > 2 * SIGMA
    if KIND == "postgres":
        moment = found["the same moment"]
        assert sum(mark == held.mark(which) for which, mark in moment.items()) > 50


@pytest.mark.sqlite_only
async def test_a_club_that_does_not_sweep_is_found_out(hold: Hold, tmp_path: Path) -> None:
    """Likewise: the write-ahead log of SQLite holds every state since it was last emptied."""
    held = await hold(votes=4, closed=1)

    votes, found = await attempts(held, tmp_path, "")

    travelled = found["back in time"]
    right = [which for which, mark in travelled.items() if mark == held.mark(which)]
    assert len(right) > 40
    assert len(right) > 0.8 * len(travelled)
    known = {which: mark for which, mark in travelled.items() if which[0] == votes[0].id}
    assert beyond_chance(held, votes, known) > 2 * SIGMA


@pytest.fixture
async def reader(
    database_url: str, tmp_path: Path
) -> AsyncIterator[Callable[[str], Awaitable[None]]]:
    """Somebody who reads the same database, for longer than it takes to close a vote."""
    if KIND == "sqlite":
        other = sqlite3.connect(tmp_path / "club.sqlite3", isolation_level=None)

        async def ask(sql: str) -> None:
            other.execute(sql).fetchall()

        yield ask
        other.close()
        return
    connection = await asyncpg.connect(database_url)
    yield connection.execute
    await connection.close()


async def test_what_a_voter_kept_or_took_back_lies_nowhere_even_if_somebody_was_reading(
    hold: Hold,
    reader: Callable[[str], Awaitable[None]],
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """A reader, such as a copy being made, may delay the sweeping; then it is not called done."""
    caplog.set_level("INFO")
    await reader("BEGIN")
    await reader("SELECT count(*) FROM member" if KIND == "sqlite" else "SELECT txid_current()")
    held = await hold(votes=2)
    if KIND == "sqlite":
        with pytest.raises(Busy):
            await chores.sweep_due(clock.now())
        assert await Decision.filter(swept_at=None).exclude(closed_at=None).count() == 2
        await reader("COMMIT")
    assert await chores.sweep_due(clock.now()) == 2

    pages = await adversary.on_disk(tmp_path)
    assert all(any(held.mark(each).encode() in p for p in pages.values()) for each in held.truth)
    slips = [slip for slip, _ in held.truth.values()]
    never = [each for slip in slips for each in (slip.number, slip.change_key)]
    assert len(held.gone) == 2 * 8
    for secret in [*held.gone, *never]:
        assert [name for name, page in pages.items() if secret.encode() in page] == []
        assert secret not in caplog.text
