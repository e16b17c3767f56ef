"""The charter in force, and how it came to be."""

import json
from dataclasses import dataclass
from datetime import datetime

from club.charter.models import CharterValue
from club.charter.rules import CLAUSES, Charter, Value, read


async def in_force(now: datetime) -> Charter:
    """Return every clause with the value that holds at this moment."""
    rows = CharterValue.filter(effective_at__lte=now).order_by("version")
    # In order of versions, so the newest is what stays.
    return Charter.of({row.key: json.loads(row.value_json) for row in await rows})


@dataclass(frozen=True, slots=True)
class Agreed:
    """What one clause says by decision."""

    value: Value
    version: int
    decision_ref: str


async def agreed(now: datetime) -> dict[str, Agreed]:
    """Return, for every clause that a decision has set, what holds and which decision it was."""
    rows = CharterValue.filter(effective_at__lte=now, key__in=list(CLAUSES)).order_by("version")
    return {
        row.key: Agreed(
            read(CLAUSES[row.key], json.loads(row.value_json)), row.version, row.decision_ref
        )
        for row in await rows
    }


async def versions() -> dict[str, int]:
    """Return the newest version of every clause that was ever decided, in force or to come."""
    rows = CharterValue.all().order_by("version").only("key", "version")
    return {row.key: row.version for row in await rows}


async def names() -> tuple[str, str]:
    """Return the names the club has had last: the one members see, and the plain one."""
    rows = CharterValue.filter(key__in=["club.name", "club.alias"]).order_by("version")
    charter = Charter.of({row.key: json.loads(row.value_json) for row in await rows})
    return charter.word("club.name"), charter.word("club.alias")
