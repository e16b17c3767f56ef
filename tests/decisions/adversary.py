"""Whoever has the finished database, its files and the logs, and wants to know who voted what.

Every *way* gives an order of the ballots of a vote and an order of its voters; laid side by side
they are a guess. The traveller replays what the write-ahead log still holds, commit by commit.
"""

# ruff: noqa: S608  # the statements are this file's own

import hashlib
import itertools
import math
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tortoise.connection import get_connection

from tests.databases import KIND

Guess = dict[tuple[int, int], str]
"""Vote and voter, to the mark that is guessed to be theirs."""
WAL_HEADER, FRAME_HEADER = 32, 24


@dataclass(frozen=True)
class Box:
    """One vote as the finished database has it: its ballots by mark, and who voted."""

    id: int
    choices: dict[str, str]
    voters: tuple[int, ...]


@dataclass(frozen=True)
class Luck:
    """What guesses without any knowledge come to: how many are right, and how far that strays."""

    mean: float
    variance: float

    def beyond(self, hits: int) -> float:
        """How many standard deviations above chance this is."""
        return (hits - self.mean) / math.sqrt(self.variance)


async def rows(sql: str) -> list[dict[str, object]]:
    return await get_connection("default").execute_query_dict(sql)


async def boxes() -> list[Box]:
    """Read the closed votes."""
    found = []
    for vote in await rows("SELECT id FROM decision WHERE secret AND closed_at IS NOT NULL"):
        at = f"WHERE decision_id = {vote['id']}"
        ballots = await rows(f"SELECT mark, choice FROM decision_secret_ballot {at}")
        roll = await rows(f"SELECT member_id FROM decision_roll {at} AND voted")
        choices = {str(row["mark"]): str(row["choice"]) for row in ballots}
        found.append(
            Box(int(str(vote["id"])), choices, tuple(int(str(r["member_id"])) for r in roll))
        )
    return found


async def ballot_orders(pages: dict[str, bytes]) -> dict[str, list[str]]:
    """Every order of all marks that the database, or what lies on its disk, still has."""
    table = "decision_secret_ballot"
    ways = {"mark": "mark", "lock": "change_lock", "choice and lock": "choice, change_lock"}
    ways |= (
        {"place": "rowid"}
        if KIND == "sqlite"
        else {"place": "ctid", "moment": "xmin::text::bigint, ctid", "command": "cmin::text, ctid"}
    )
    found = {
        name: [str(row["mark"]) for row in await rows(f"SELECT mark FROM {table} ORDER BY {by}")]
        for name, by in ways.items()
    }
    marks, whole = found["mark"], b"".join(pages[name] for name in sorted(pages))
    found["first on disk"] = sorted(marks, key=lambda mark: whole.find(mark.encode()))
    found["last on disk"] = sorted(marks, key=lambda mark: whole.rfind(mark.encode()))
    locks = {str(r["mark"]): str(r["change_lock"]) for r in await rows(f"SELECT * FROM {table}")}
    found["lock on disk"] = sorted(marks, key=lambda mark: whole.rfind(locks[mark].encode()))
    return found


async def voter_orders(log: str, came: Sequence[tuple[int, int]]) -> dict[str, list[int]]:
    """Every order of the members that the database and the log have."""
    place = "rowid" if KIND == "sqlite" else "ctid"
    ways = {
        "number": "SELECT id FROM member ORDER BY id",
        "name": "SELECT id FROM member ORDER BY name",
        "last seen": "SELECT member_id AS id FROM session ORDER BY seen_at",
        "session": f"SELECT member_id AS id FROM session ORDER BY {place}",
        "sign of life": f"SELECT id FROM member ORDER BY sign_of_life, {place}",
        "place": f"SELECT id FROM member ORDER BY {place}",
        "letters": f"SELECT DISTINCT member_id AS id, max({place}) AS at FROM letter"
        " GROUP BY member_id ORDER BY at",
        "roll": f"SELECT member_id AS id, max({place}) AS at FROM decision_roll"
        " GROUP BY member_id ORDER BY at",
    }
    if KIND == "postgres":
        ways["moment"] = "SELECT id FROM member ORDER BY xmin::text::bigint, id"
        ways["session moment"] = "SELECT member_id AS id FROM session ORDER BY xmin::text::bigint"
    found = {name: [int(str(r["id"])) for r in await rows(sql)] for name, sql in ways.items()}
    names = {int(str(r["id"])): str(r["ref"]) for r in await rows("SELECT id, ref FROM member")}
    found["log"] = sorted(names, key=lambda each: log.find(names[each]))
    # Somebody may have stood at the door of the server, so to say, and seen who came when.
    found["last to come"] = list(dict.fromkeys(who for _, who in reversed(came)))
    return found


def guesses(
    votes: Sequence[Box],
    ballots: dict[str, list[str]],
    voters: dict[str, list[int]],
    came: Sequence[tuple[int, int]],
) -> Iterator[tuple[str, Guess]]:
    """Lay every order of ballots beside every order of voters, forwards and backwards."""
    for (of_ballots, marks), turned in itertools.product(ballots.items(), (1, -1)):
        by_vote = {vote.id: [each for each in marks if each in vote.choices] for vote in votes}
        for of_voters, order in voters.items():
            yield (
                f"{of_ballots} by {of_voters}",
                _beside(votes, by_vote, {vote.id: order for vote in votes}, turned),
            )
        arrived = {v.id: [who for vote, who in came if vote == v.id] for v in votes}
        yield f"{of_ballots} by arrival", _beside(votes, by_vote, arrived, turned)


def _beside(
    votes: Sequence[Box],
    marks: dict[int, list[str]],
    orders: dict[int, list[int]],
    turned: int,
) -> Guess:
    guess: Guess = {}
    for vote in votes:
        voters = [each for each in orders[vote.id] if each in vote.voters]
        guess |= {(vote.id, w): m for w, m in zip(voters, marks[vote.id][::turned], strict=False)}
    return guess


async def same_moment(votes: Sequence[Box]) -> Guess:
    """Join ballots and roll by the transaction that wrote them, where the database keeps it."""
    if KIND == "sqlite":
        return {}
    guess: Guess = {}
    for vote in votes:
        at = f"WHERE decision_id = {vote.id}"
        box = await rows(f"SELECT xmin::text AS x, mark FROM decision_secret_ballot {at}")
        roll = await rows(f"SELECT xmin::text AS x, member_id FROM decision_roll {at} AND voted")
        wrote = [row["x"] for row in box]
        for row in roll:
            if wrote.count(row["x"]) == 1:
                mark = next(str(each["mark"]) for each in box if each["x"] == row["x"])
                guess[vote.id, int(str(row["member_id"]))] = mark
    return guess


def travelled(file: Path) -> Guess:
    """Go back through the write-ahead log, old frames too; join what changed in one commit."""
    log = file.with_name(file.name + "-wal")
    if KIND != "sqlite" or not log.exists() or log.stat().st_size <= WAL_HEADER:
        return {}
    guess: Guess = {}
    ticked: set[tuple[int, int]] = set()
    lying: set[tuple[int, str]] = set()
    for image in _states(bytearray(file.read_bytes()), log.read_bytes()):
        voters, ballots = _seen(image)
        new, put = voters - ticked, ballots - lying
        if len(new) == 1 and len(put) == 1:
            guess |= {each: next(iter(put))[1] for each in new}
        ticked, lying = voters, ballots
    return guess


def _states(image: bytearray, log: bytes) -> Iterator[bytes]:
    size = int.from_bytes(log[8:12], "big")
    for at in range(WAL_HEADER, len(log) - size, FRAME_HEADER + size):
        page, pages = (int.from_bytes(log[at + n : at + n + 4], "big") for n in (0, 4))
        image.extend(bytes(max(0, page * size - len(image))))
        image[(page - 1) * size : page * size] = log[at + FRAME_HEADER : at + FRAME_HEADER + size]
        if pages:
            image[18:20] = b"\x01\x01"  # to be read without a log
            yield bytes(image)


def _seen(image: bytes) -> tuple[set[tuple[int, int]], set[tuple[int, str]]]:
    past = sqlite3.connect(":memory:")
    try:
        past.deserialize(image)
        roll = past.execute(
            "SELECT decision_id, member_id FROM decision_roll WHERE voted"
        ).fetchall()
        box = past.execute("SELECT decision_id, mark FROM decision_secret_ballot").fetchall()
    except sqlite3.DatabaseError:
        return set(), set()
    finally:
        past.close()
    return set(roll), set(box)


def _files(folder: Path) -> list[Path]:
    return [each for each in sorted(folder.rglob("*")) if each.is_file()]


async def on_disk(folder: Path) -> dict[str, bytes]:
    """Everything that lies on the disk: every file, or every page of every table and index."""
    if KIND == "sqlite":
        return {each.name: each.read_bytes() for each in _files(folder)}
    await get_connection("default").execute_query("CREATE EXTENSION IF NOT EXISTS pageinspect")
    kept = await rows(
        "SELECT c.oid::regclass::text AS name, pg_relation_size(c.oid) / 8192 AS pages"
        " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
        " WHERE nspname = 'public' AND relkind IN ('r', 'i')"
    )
    return {
        str(row["name"]): b"".join(
            [
                bytes(each["page"])  # type: ignore[call-overload]
                for each in await rows(
                    f"SELECT get_raw_page('{row['name']}', n) AS page"
                    f" FROM generate_series(0, {int(str(row['pages'])) - 1}) n"
                )
            ]
        )
        for row in kept
        if row["pages"]
    }


def luck(votes: Iterable[Box], alike: Callable[[Box], Sequence[str]]) -> Luck:
    """What laying voters beside ballots by chance comes to, exactly (Hoeffding).

    Args:
        votes: the votes.
        alike: what counts as the same of each ballot of a vote: its choice, or its mark.
    """
    mean = variance = 0.0
    for vote in votes:
        values = alike(vote)
        n = len(values)
        same = [[float(a == b) for b in values] for a in values]
        row = [sum(each) / n for each in same]
        grand = sum(row) / n
        mean += n * grand
        spread = (same[i][j] - row[i] - row[j] + grand for i in range(n) for j in range(n))
        variance += sum(each**2 for each in spread) / (n - 1)
    return Luck(mean, variance)


def drawn(seed: str, things: Iterable[object]) -> list[object]:
    """Put things in an order that the seed alone decides."""
    return sorted(things, key=lambda each: hashlib.sha256(f"{seed}|{each}".encode()).digest())
