"""What is said at a night, as one member reads it; one query for words and comments."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tortoise.expressions import Q
from tortoise.queryset import ValuesQuery

from club.events.models import Night, NightComment
from club.events.rules.talk import To, is_hidden, may_speak, reaches
from club.kit.db import Prepared
from club.kit.errors import NotFound
from club.kit.words import gettext as _
from club.members import queries as members
from club.members.rules import Person
from club.roles import queries as roles
from club.roles.rules import Right

SHOWN = 20
_MOST_WORDS = 10
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


@dataclass(frozen=True, slots=True)
class CommentsPage:
    """Earlier comments of a night."""

    ref: str
    title: str
    starts_at: datetime
    comments: tuple[CommentView, ...]
    older: int | None
    open: bool
    may_hide: bool


async def talk(night_id: int, listener: Listener, *, now: datetime) -> Talk:
    """Return what a member reads on the night's page: words first, then the newest comments."""
    rows = await _said(night_id, listener.hidden)
    meant = [row for row in rows if row["to"] and _is_for(row, listener)]
    said = [row for row in rows if not row["to"]]
    comments, older = _page(said, listener, now)
    words = sorted(meant, key=lambda row: int(row["id"]))
    return Talk(tuple(_view(row, listener, now) for row in words), comments, older)


async def comments_page(
    night_ref: str, member_id: int, before: int | None, *, now: datetime
) -> CommentsPage:
    """Return the comments before one, or the newest.

    Raises:
        NotFound: there is no such night.
    """
    night = await Night.get_or_none(ref=night_ref)
    if night is None:
        raise NotFound(_("That night is not on the calendar."))
    reader = Listener(member_id, None, hosts=False, hidden=await members.hidden_from(member_id))
    asked = Q(night_id=night.id, to=To.EVERYBODY) & _heard(reader.hidden)
    rows = await _rows(asked & Q(id__lt=before) if before is not None else asked, SHOWN + 1)
    comments, older = _page(rows, reader, now)
    may_hide = await roles.holds(member_id, Right.HIDE_CONTENT, now=now)
    return CommentsPage(
        ref=night.ref,
        title=night.title,
        starts_at=night.starts_at,
        comments=comments,
        older=older,
        open=may_speak(night.ends_at, now),
        may_hide=may_hide is not None,
    )


def _rows(asked: Q, most: int) -> ValuesQuery[Any]:
    rows = NightComment.filter(asked, member__left_at=None).order_by("-to", "-id").limit(most)
    return rows.values(*_COMMENT, *_PERSON)


_SAID = Prepared(
    NightComment, lambda night_id: _rows(Q(night_id=night_id), SHOWN + 1 + _MOST_WORDS)
)


async def _said(night_id: int, hidden: frozenset[int]) -> Sequence[Mapping[str, Any]]:
    """Return the newest of what was said; asked apart for the few from whom somebody is hidden."""
    if not hidden:
        return await _SAID.rows(night_id=night_id)
    said: Sequence[Mapping[str, Any]] = await _rows(
        Q(night_id=night_id) & _heard(hidden), SHOWN + 1 + _MOST_WORDS
    )
    return said


def _heard(hidden: frozenset[int]) -> Q:
    """Leave out what hidden members said, but no host's word: that is for everybody it reaches."""
    if not hidden:
        return Q()
    return ~Q(member_id__in=hidden) | ~Q(to=To.EVERYBODY)


def _is_for(row: Mapping[str, Any], listener: Listener) -> bool:
    mine = row["member__id"] == listener.member_id
    return mine or listener.hosts or reaches(To(row["to"]), listener.mine)


def _page(
    rows: Sequence[Mapping[str, Any]], reader: Listener, now: datetime
) -> tuple[tuple[CommentView, ...], int | None]:
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
