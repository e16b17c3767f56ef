"""The charter in force, and how it came to be."""

import json
from dataclasses import dataclass
from datetime import datetime

from club.charter.models import CharterValue, ClubText
from club.charter.rules import CLAUSES, Charter, Clause, Value, read


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


@dataclass(frozen=True, slots=True)
class CharterStep:
    """One decision about one clause, and from when it counts."""

    value: Value
    version: int
    decision_ref: str
    effective_at: datetime


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


@dataclass(frozen=True, slots=True)
class TextStep:
    """One version of a text of the club; ``over``: from then on it holds no longer."""

    document: str
    version: int
    title: str
    words: str
    over: bool
    decision_ref: str
    effective_at: datetime


async def text_steps(document: str) -> list[TextStep]:
    """Return every version of one text, newest first."""
    rows = ClubText.filter(document=document).order_by("-version")
    return [_text_step(row) for row in await rows]


async def texts(now: datetime) -> list[TextStep]:
    """Return the texts in force, by title."""
    rows = await ClubText.filter(effective_at__lte=now).order_by("version")
    # In order of versions, so the newest is what stays.
    newest = {row.document: row for row in rows}
    steps = [_text_step(row) for row in newest.values() if not row.over]
    return sorted(steps, key=lambda step: step.title.casefold())


def _text_step(row: ClubText) -> TextStep:
    return TextStep(
        row.document,
        row.version,
        row.title,
        row.words,
        row.over,
        row.decision_ref,
        row.effective_at,
    )


async def number(now: datetime) -> int:
    """Return the number of the charter in force: how many decisions have made it what it is."""
    rows = await CharterValue.filter(effective_at__lte=now).distinct().values("decision_ref")
    return len(rows)


async def history(key: str) -> list[CharterStep]:
    """Return what was ever decided about one clause, newest first."""
    rows = await CharterValue.filter(key=key).order_by("-version")
    clause = CLAUSES[key]
    return [
        CharterStep(_value(clause, row), row.version, row.decision_ref, row.effective_at)
        for row in rows
    ]


def _value(clause: Clause, row: CharterValue) -> Value:
    return read(clause, json.loads(row.value_json))


async def names() -> tuple[str, str]:
    """Return the names the club has had last: the one members see, and the plain one."""
    rows = CharterValue.filter(key__in=["club.name", "club.alias"]).order_by("version")
    charter = Charter.of({row.key: json.loads(row.value_json) for row in await rows})
    return charter.word("club.name"), charter.word("club.alias")
