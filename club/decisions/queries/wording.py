"""The words of a decision: every version with what it changed, and what others suggest."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from tortoise.expressions import RawSQL
from tortoise.queryset import QuerySet

from club.decisions.models import Alternative, Decision, Support, TextVersion
from club.decisions.queries.rows import visible
from club.decisions.queries.shown import Changed
from club.decisions.rules.differences import difference
from club.kit.errors import NotFound
from club.members import queries as members
from club.members.rules import Person


@dataclass(frozen=True, slots=True)
class Version:
    """One version of the words, and what it changed; None for the first."""

    n: int
    author: Person | None
    at: datetime
    question: str
    body: str
    changed: Changed | None


@dataclass(frozen=True, slots=True)
class Other:
    """What a member suggests instead, laid over the present words."""

    ref: str
    author: Person | None
    at: datetime
    question: str
    body: str
    changed: Changed
    mine: bool


@dataclass(frozen=True, slots=True)
class WordingPage:
    """All words of one decision, the newest first.

    Args:
        open: the words may still change.
        mine: the reader brought the idea, and may take other words up.
    """

    href: str
    question: str
    open: bool
    mine: bool
    others: tuple[Other, ...]
    versions: tuple[Version, ...]


@dataclass(frozen=True, slots=True)
class SuggestingPage:
    """The form for other words, filled with the present ones."""

    href: str
    typed: dict[str, str]


async def wording_page(ref: str, member_id: int) -> WordingPage:
    """Return every version of the words, and what others suggest.

    Raises:
        NotFound: no such decision for this member's eyes.
    """
    row = await visible(member_id).get_or_none(ref=ref)
    if row is None:
        raise NotFound
    texts = await TextVersion.filter(decision_id=row.id).order_by("n")
    others = await open_others(row).order_by("-id")
    writers = [text.author_id for text in texts] + [other.author_id for other in others]
    known = await members.people({each for each in writers if each is not None})
    return WordingPage(
        href=row.path,
        question=row.question,
        open=row.noticed_at is None and row.withdrawn_at is None,
        mine=row.proposer_id == member_id,
        others=tuple(_other(row, each, known, member_id) for each in others),
        versions=tuple(reversed(_versions(texts, known))),
    )


async def suggesting_page(ref: str, member_id: int) -> SuggestingPage:
    """Return the form for other words.

    Raises:
        NotFound: no such draft for this member's eyes.
    """
    drafts = visible(member_id).filter(noticed_at=None, withdrawn_at=None)
    row = await drafts.exclude(agreed_at=None).get_or_none(ref=ref)
    if row is None:
        raise NotFound
    return SuggestingPage(row.path, {"question": row.question, "body": row.body})


def with_others(rows: QuerySet[Decision]) -> QuerySet[Decision]:
    """Let each row say how many other words stand open for it, which spares its page a question."""
    return rows.annotate(
        others=RawSQL(
            "(SELECT count(*) FROM decision_alternative WHERE decision_id = decision.id"
            " AND adopted_n IS NULL AND withdrawn_at IS NULL)"
        )
    )


def open_others(row: Decision) -> QuerySet[Alternative]:
    """Return the other words that stand open, which a ballot over texts would be about."""
    return Alternative.filter(decision_id=row.id, adopted_n=None, withdrawn_at=None)


async def changed_for(row: Decision, member_id: int, supports: Sequence[Support]) -> Changed | None:
    """Return what changed since the words this member last stood behind; None if nothing did.

    Args:
        row: a draft.
        member_id: the reader.
        supports: all support for any of its versions.
    """
    stood = max((each.text_n for each in supports if each.member_id == member_id), default=None)
    if stood is None or stood == row.text_n:
        return None
    texts = await TextVersion.filter(decision_id=row.id, n__in=[stood, row.text_n]).order_by("n")
    before, after = texts
    return _changed(before, after)


def _versions(texts: Sequence[TextVersion], known: dict[int, Person]) -> list[Version]:
    before = [None, *(_changed(*pair) for pair in pairwise(texts))]
    return [
        Version(
            text.n, known.get(text.author_id or 0), text.written_at, text.question, text.body, what
        )
        for text, what in zip(texts, before, strict=True)
    ]


def _other(row: Decision, other: Alternative, known: dict[int, Person], member_id: int) -> Other:
    return Other(
        ref=other.ref,
        author=known.get(other.author_id),
        at=other.filed_at,
        question=other.question,
        body=other.body,
        changed=Changed(
            row.text_n,
            difference(row.question, other.question),
            difference(row.body, other.body),
        ),
        mine=other.author_id == member_id,
    )


def _changed(before: TextVersion, after: TextVersion) -> Changed:
    return Changed(
        before.n,
        difference(before.question, after.question),
        difference(before.body, after.body),
        otherwise=(before.effect, before.review_months) != (after.effect, after.review_months),
    )
