"""What is said at a night, as one member reads it; one query for words and comments."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from tortoise.expressions import Q
from tortoise.queryset import ValuesQuery

from club.events.models import NightComment
from club.events.rules.talk import To, is_hidden, reaches
from club.kit.db import Prepared, Shared
from club.members.rules import Person

SHOWN = 20
_MOST_WORDS = 10
_NEVER = datetime.max.replace(tzinfo=UTC)
_PERSON = tuple(f"member__{each}" for each in ("id", "ref", "name", "colour", "word"))
_COMMENT = ("id", "ref", "words", "note", "to", "said_at", "hidden_until", "member__paused_at")


@dataclass(frozen=True, slots=True)
class CommentView:
    """One thing that was said.

    Args:
        words: what; "" while it is hidden, except for whoever wrote it.
        note: what it mentions; then it is read after one more tap.
        by: who said it; None while they rest, and for the word of a host who is hidden.
        mine: this member said it.
        may_take_back: it is theirs, and no word that was sent.
        hidden_until: until when it is hidden, if it is.
        may_hide: it was never hidden, so it may be.
    """

    ref: str
    words: str
    note: str
    by: Person | None
    said_at: datetime
    mine: bool
    may_take_back: bool
    hidden_until: datetime | None
    may_hide: bool


@dataclass(frozen=True, slots=True)
class Talk:
    """What is said; the newest stands last.

    Args:
        words: the hosts' words that are for this member.
        comments: what members said.
        older: the key under which earlier comments are; None if these are all.
    """

    words: tuple[CommentView, ...]
    comments: tuple[CommentView, ...]
    older: int | None


@dataclass(frozen=True, slots=True)
class Listener:
    """Who reads: what they answered, whether every word is for them, who is hidden from them."""

    member_id: int
    mine: str | None
    hosts: bool
    hidden: frozenset[int] = frozenset()


_NOBODY = Listener(0, None, hosts=False)


async def talk(night_id: int, listener: Listener, *, now: datetime) -> Talk:
    """Return what a member reads on the night's page: words first, then the newest comments."""
    if listener.hidden:
        return _read(await _rows_to(night_id, listener.hidden), listener, now)
    said = await _SAID_AT.of(night_id)
    if said.to_all is not None and listener.member_id not in said.by:
        return said.to_all
    return _read(said.rows, listener, now)


def rows_of(asked: Q, most: int) -> ValuesQuery[Any]:
    """Return the newest of what was said, words first."""
    rows = NightComment.filter(asked, member__left_at=None).order_by("-to", "-id").limit(most)
    return rows.values(*_COMMENT, *_PERSON)


_SAID = Prepared(
    NightComment, lambda night_id: rows_of(Q(night_id=night_id), SHOWN + 1 + _MOST_WORDS)
)


@dataclass(frozen=True, slots=True)
class _Said:
    """What is said at a night.

    Args:
        rows: all of it.
        by: who said any of it.
        to_all: how it reads to all others; None where that depends on them, or on the hour.
    """

    rows: Sequence[Mapping[str, Any]]
    by: frozenset[int]
    to_all: Talk | None


async def _said_at(night_id: int) -> _Said:
    rows = await _SAID.rows(night_id=night_id)
    plain = not any(row["to"] or row["hidden_until"] for row in rows)
    to_all = Talk((), *page_of(rows, _NOBODY, _NEVER)) if plain else None
    return _Said(rows, frozenset(row["member__id"] for row in rows), to_all)


_SAID_AT = Shared(_said_at)


async def _rows_to(night_id: int, hidden: frozenset[int]) -> Sequence[Mapping[str, Any]]:
    """Return the newest of what was said, for one of the few from whom somebody is hidden."""
    said: Sequence[Mapping[str, Any]] = await rows_of(
        Q(night_id=night_id) & heard(hidden), SHOWN + 1 + _MOST_WORDS
    )
    return said


def _read(rows: Sequence[Mapping[str, Any]], listener: Listener, now: datetime) -> Talk:
    meant = [row for row in rows if row["to"] and _is_for(row, listener)]
    said = [row for row in rows if not row["to"]]
    comments, older = page_of(said, listener, now)
    words = sorted(meant, key=lambda row: int(row["id"]))
    return Talk(tuple(_view(row, listener, now) for row in words), comments, older)


def heard(hidden: frozenset[int]) -> Q:
    """Leave out what hidden members said, but no host's word: that is for everybody it reaches."""
    if not hidden:
        return Q()
    return ~Q(member_id__in=hidden) | ~Q(to=To.EVERYBODY)


def _is_for(row: Mapping[str, Any], listener: Listener) -> bool:
    mine = row["member__id"] == listener.member_id
    return mine or listener.hosts or reaches(To(row["to"]), listener.mine)


def page_of(
    rows: Sequence[Mapping[str, Any]], reader: Listener, now: datetime
) -> tuple[tuple[CommentView, ...], int | None]:
    """Return the newest of these comments in order, and the key before which others are."""
    shown = rows[:SHOWN]
    older = int(shown[-1]["id"]) if len(rows) > SHOWN else None
    return tuple(_view(row, reader, now) for row in reversed(shown)), older


def _view(row: Mapping[str, Any], reader: Listener, now: datetime) -> CommentView:
    mine = row["member__id"] == reader.member_id
    hidden = is_hidden(row["hidden_until"], now)
    nameless = row["member__paused_at"] is not None or row["member__id"] in reader.hidden
    return CommentView(
        ref=row["ref"],
        words=row["words"] if mine or not hidden else "",
        note=row["note"],
        by=Person(*(row[each] for each in _PERSON)) if mine or not nameless else None,
        said_at=row["said_at"],
        mine=mine,
        may_take_back=mine and not row["to"],
        hidden_until=row["hidden_until"] if hidden else None,
        may_hide=row["hidden_until"] is None,
    )
