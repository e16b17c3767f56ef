"""Whether a line of the record that somebody noted is still there, as it was."""

from dataclasses import dataclass
from enum import StrEnum

from club.journal import queries as journal
from club.journal.queries import HeadOfChain


class Verdict(StrEnum):
    """What came of the look."""

    SAME = "same"
    OTHER = "other"
    BEYOND = "beyond"


@dataclass(frozen=True, slots=True)
class HeadPage:
    """Where the record ends, and what became of the line that was asked about, if any."""

    head: HeadOfChain
    verdict: Verdict | None = None
    line: int = 0


async def head_page() -> HeadPage:
    """Return where the record ends."""
    return HeadPage(await journal.head())


async def looked_up(line: int, letters: str) -> HeadPage:
    """Say whether a line carries this fingerprint, of which the first letters are enough."""
    rows = await journal.since(line - 1, limit=1)
    head = await journal.head()
    if not rows or rows[0].seq != line:
        return HeadPage(head, Verdict.BEYOND, line)
    same = rows[0].hash.startswith(letters)
    return HeadPage(head, Verdict.SAME if same else Verdict.OTHER, line)
