"""The record as a file: what it is, every entry, then lists of ballots; one JSON value a line."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from club.verify.chain import GENESIS, Break, Entry, canonical, follows, written

UNREADABLE = (AttributeError, KeyError, TypeError, ValueError, RecursionError)
"""What can be wrong with a line that is not one of ours."""
_LIST = {"thing", "ballots"}
Said = dict[str, Any]
"""What an entry holds."""


@dataclass(slots=True)
class Record:
    """What a file holds: entries with their hashes, and lists of ballots by what they are of."""

    entries: list[tuple[Entry, str]] = field(default_factory=list)
    ballots: dict[str, list[str]] = field(default_factory=dict)

    @property
    def head(self) -> str:
        """The hash of the newest entry."""
        return self.entries[-1][1] if self.entries else GENESIS

    def told(self, kind: str) -> list[tuple[Entry, Said]]:
        """Return the entries of one kind, each with what it says."""
        return [(each, json.loads(each.body)) for each, _ in self.entries if each.kind == kind]


def header(entries: int, head: str, lists: int) -> str:
    """Return the first line of a file: what it is, and what follows."""
    about = {"file": "club-record", "version": 1, "entries": entries, "head": head, "lists": lists}
    return canonical(about)


def line_of(entry: Entry, seal: str) -> str:
    """Return the line of an entry with its hash."""
    return canonical(written(entry) | {"hash": seal})


def list_of(thing: str, ballots: Sequence[str]) -> str:
    """Return the line of a list of ballots, in an order that is not that of casting."""
    return canonical({"thing": thing, "ballots": sorted(ballots)})


def digest(ballots: Sequence[str]) -> str:
    """Return the hash that binds a list of ballots, whatever order they came in."""
    return hashlib.sha256("\n".join(sorted(ballots)).encode()).hexdigest()


def read(content: bytes) -> Record | Break:
    """Return what a file holds, or the first place where it does not hold."""
    first, *lines = content.split(b"\n")
    record = Record()
    if not _is_header(first):
        return Break(0, "this is not the first line of a club's record", 1)
    for number, line in enumerate(lines[:-1], 2):
        broken = _added(record, line)
        if broken:
            return replace(broken, line=number)
    known, end = len(record.entries), lines[-1:]
    if end != [b""]:
        return Break(known + 1, "the file was cut off in the middle of a line", len(lines) + 1)
    if first != header(known, record.head, len(record.ballots)).encode():
        return Break(known + 1, "the first line tells of other lines than follow", 1)
    return record


def _is_header(line: bytes) -> bool:
    try:
        said = json.loads(line.decode())
        return header(said["entries"], said["head"], said["lists"]).encode() == line
    except UNREADABLE:
        return False


def _added(record: Record, line: bytes) -> Break | None:
    seq = len(record.entries) + 1
    try:
        row = json.loads(line.decode())
        if canonical(row).encode() != line:
            return Break(seq, "this line is not spelled as the club spells it")
        return _listed(record, row) if set(row) == _LIST else _chained(record, row)
    except UNREADABLE:
        return Break(seq, "this line cannot be read")


def _chained(record: Record, row: Said) -> Break | None:
    if record.ballots:
        return Break(len(record.entries) + 1, "an entry stands behind the lists of ballots")
    seal, body = row.pop("hash"), row.pop("data")
    entry = Entry(body=body, **row)
    broken = follows(entry, seal, len(record.entries) + 1, record.head)
    record.entries.append((entry, seal))
    json.loads(body).keys()
    return broken


def _listed(record: Record, row: Mapping[str, Any]) -> Break | None:
    thing, ballots = row["thing"], row["ballots"]
    counted = {entry.thing: (entry.seq, said) for entry, said in record.told("tally")}
    last = max((counted[each][0] for each in record.ballots), default=0)
    if thing not in counted or counted[thing][0] <= last:
        return Break(len(record.entries), "these ballots are of no vote that comes here")
    seq, said = counted[thing]
    record.ballots[thing] = ballots
    if ballots != sorted(ballots) or said["ballots_sha256"] != digest(ballots):
        return Break(seq, "these are not the ballots that were counted")
    return None
