"""What one of several processes does in a race: ``python -m tests.chaos.hands VERB URL ...``."""

import asyncio
import json
import sys
from collections.abc import Awaitable, Callable
from datetime import datetime

from club.decisions import service as decisions
from club.decisions.rules.states import Choice
from club.events.rules.seats import Want
from club.events.service import answers
from club.journeys.service import closing
from club.kit.db import opened, retried
from club.schema import config_for

Told = list[str]


async def answer(night: str, first: str, last: str, now: str) -> Told:
    """Members first to last say, all at once, that they are coming."""
    ids = range(int(first), int(last) + 1)
    act = retried(answers.answer)
    at = datetime.fromisoformat(now)
    said = await asyncio.gather(*[act(night, each, Want.COMING, now=at) for each in ids])
    return [each.standing.seat for each in said]


async def cast(ref: str, member: str, times: str, now: str) -> Told:
    """One member sends this many ballots at once, now for and now against."""
    act = retried(decisions.cast)
    at = datetime.fromisoformat(now)
    choices = [Choice.YES if n % 2 else Choice.NO for n in range(int(times))]
    await asyncio.gather(*[act(ref, int(member), each, now=at) for each in choices])
    return ["cast" for _ in choices]


async def close(decision_id: str, now: str) -> Told:
    """Close a decision whose time is up, if nobody did."""
    outcome = await retried(closing.close)(int(decision_id), now=datetime.fromisoformat(now))
    return [] if outcome is None else [outcome]


VERBS: dict[str, Callable[..., Awaitable[Told]]] = {"answer": answer, "cast": cast, "close": close}


async def main() -> None:
    """Open the database, wait for the word, act, and tell what came of it."""
    verb, url, *rest = sys.argv[1:]
    async with opened(config_for(url)):
        print("ready", flush=True)  # noqa: T201
        await asyncio.to_thread(sys.stdin.readline)
        print(json.dumps(await VERBS[verb](*rest)), flush=True)  # noqa: T201


if __name__ == "__main__":
    asyncio.run(main())
