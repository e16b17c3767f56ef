"""The club's record in members' words, newest first; and in full for a phone that checks it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from club.decisions.models import Decision
from club.journal import queries as journal
from club.journal.messages import sentence
from club.journal.queries import HeadOfChain, Row
from club.kit.words import gettext as _
from club.members import queries as members
from club.members.rules import Person
from club.roles import queries as roles


@dataclass(frozen=True, slots=True)
class Line:
    """One entry: when, what, who it was about, and where to read more."""

    seq: int
    at: datetime
    words: str
    whom: Person | None
    role: str
    href: str
    link: str


@dataclass(frozen=True, slots=True)
class RecordPage:
    """A stretch of the record; ``older`` is the number to go on from, None at its beginning."""

    lines: tuple[Line, ...]
    older: int | None
    head: HeadOfChain


@dataclass(frozen=True, slots=True)
class Since:
    """What came after an entry, exactly as it is hashed."""

    entries: tuple[Row, ...]
    head: HeadOfChain


async def record_page(before: int | None, *, now: datetime) -> RecordPage:
    """Return entries older than number ``before``, or the newest."""
    rows = await journal.newest(before=before, limit=journal.PAGE + 1)
    shown = rows[: journal.PAGE]
    bodies = {row.seq: _body(row) for row in shown}
    actors = {row.actor for row in shown if row.actor is not None}
    people = await members.people(actors | {_member(body) for body in bodies.values()})
    names = {kind.key: _(kind.name) for kind in await roles.kinds(now=now)}
    links = await _links(shown, bodies)
    return RecordPage(
        lines=tuple(_line(row, bodies[row.seq], people, names, links) for row in shown),
        older=shown[-1].seq if len(rows) > len(shown) else None,
        head=await journal.head(),
    )


async def since(seq: int) -> Since:
    """Return the entries after number ``seq``, oldest first, and the head."""
    head = await journal.head()
    rows = await journal.since(seq)
    # What was added between the two questions comes with the next answer: a phone that checks
    # must never see entries behind the head.
    return Since(tuple(row for row in rows if row.seq <= head.seq), head)


async def _links(
    rows: list[Row], bodies: Mapping[int, Mapping[str, object]]
) -> Mapping[str, tuple[str, str]]:
    """Return, by its place in the record, each decision that a line is about or follows from."""
    refs = {_decision(row, bodies[row.seq]).partition("/")[2] for row in rows}
    found = await Decision.filter(ref__in=list(refs), noticed_at__isnull=False)
    return {row.thing: (row.path, row.question) for row in found}


def _decision(row: Row, body: Mapping[str, object]) -> str:
    return (
        row.thing if row.thing.startswith("decision/") else f"decision/{body.get('decision', '')}"
    )


def _line(
    row: Row,
    body: Mapping[str, object],
    people: Mapping[int, Person],
    names: Mapping[str, str],
    links: Mapping[str, tuple[str, str]],
) -> Line:
    actor = people.get(row.actor) if row.actor is not None else None
    who = "" if row.actor is None else actor.name if actor else _("A former member")
    href, link = links.get(_decision(row, body), ("", ""))
    whom = people.get(_member(body))
    return Line(
        seq=row.seq,
        at=row.at,
        words=sentence(row.kind, who, body),
        whom=None if whom == actor else whom,
        role=names.get(str(body.get("role", row.thing.removeprefix("role/"))), ""),
        href=href,
        link=link,
    )


def _body(row: Row) -> Mapping[str, object]:
    body = json.loads(row.body)
    return body if isinstance(body, dict) else {}


def _member(body: Mapping[str, object]) -> int:
    member = body.get("member")
    return member if isinstance(member, int) else 0
