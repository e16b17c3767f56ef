"""The record as a file that a member takes away, to be checked where there is no club."""

from collections.abc import AsyncIterator

from club.decisions import queries as decisions
from club.journal import queries as journal
from club.verify import files


async def lines(member_id: int) -> AsyncIterator[str]:
    """Write the record, line by line: what the file is, every entry, the lists of ballots.

    It holds ids and numbers, no name and no text. The lists are those this member may see.
    """
    # The ballots first: whatever closes after this stands behind the head and is left out.
    sheets = await decisions.sheets(member_id)
    head = await journal.head()
    lists = [files.list_of(thing, sheets[thing]) for thing in await journal.bound(sheets)]
    yield files.header(head.seq, head.hash, len(lists)) + "\n"
    async for entry, seal in journal.entries(until=head.seq):
        yield files.line_of(entry, seal) + "\n"
    for each in lists:
        yield each + "\n"
