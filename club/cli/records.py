"""The club's record on the command line: checked where it lies, and counted again from a file."""

from collections.abc import Callable
from pathlib import Path

import click

from club.decisions.rules.ballot import DRAWN
from club.decisions.rules.recounting import COUNTED, Recount, recount
from club.journal import queries as record
from club.journal import service as journal
from club.kit import db
from club.schema import tortoise_config
from club.settings import Settings
from club.verify.chain import Break
from club.verify.files import Record
from club.verify.main import checked


async def verified(settings: Settings, head: str, say: Callable[[str], None]) -> None:
    """Check the record in the database; say what holds.

    Raises:
        ClickException: it does not hold, and where.
    """
    async with db.opened(tortoise_config(settings)):
        if broken := await journal.verify(head):
            raise click.ClickException(str(broken))
        end = await record.head()
    say(f"The record holds: {end.seq} entries, head {end.hash}.")


def recounted(file: Path, say: Callable[[str], None]) -> None:
    """Count every vote again from a file alone; say what each came to.

    Raises:
        ClickException: the file does not hold, or a vote comes to something else.
    """
    found = checked(file.read_bytes())
    if isinstance(found, Break):
        raise click.ClickException(str(found))
    votes = _votes(found)
    for vote in votes:
        say(_line(vote))
    if wrong := [vote for vote in votes if not vote.agrees]:
        message = f"Counted again, {len(wrong)} of {len(votes)} come to something else."
        raise click.ClickException(message)
    again = sum(vote.found is not None for vote in votes)
    say(f"{again} of {len(votes)} votes were counted again and come to what the record says.")


def _votes(found: Record) -> list[Recount]:
    noticed = {entry.thing: said for entry, said in found.told("noticed")}
    return [
        recount(entry.thing, said, noticed.get(entry.thing, {}), found.ballots.get(entry.thing))
        for entry, said in found.told("tally")
    ]


def _line(vote: Recount) -> str:
    name = f"Decision {vote.number}" if vote.number else vote.thing
    if vote.method not in COUNTED:
        why = f"method {vote.method}" if vote.method else "the record does not hold what it needs"
        return f"{name}: {vote.recorded}; not counted again: {why}."
    if vote.found is None:
        return f"{name}: {vote.recorded}; its ballots cannot be read."
    alone = "the numbers alone" if vote.method in DRAWN else "the numbers"
    source = "the ballots" if vote.listed else alone
    verdict = "as recorded" if vote.agrees else f"but the record says {vote.recorded}"
    return f"{name}: {vote.found.value} by {source}, {verdict}."
