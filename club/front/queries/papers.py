"""The texts the club agreed on: which there are, what each says and how it came to that."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from club.charter import queries as charters
from club.charter.queries import TextStep
from club.decisions import queries as decisions
from club.front.queries.sources import Source, sources
from club.kit.errors import NotFound
from club.kit.words import gettext as _


@dataclass(frozen=True, slots=True)
class PaperStep:
    """One version: what it was called, which decision made it, from when; ``over``: it ended."""

    title: str
    source: Source
    at: datetime
    to_come: bool
    over: bool


@dataclass(frozen=True, slots=True)
class PaperCard:
    """One text in force."""

    href: str
    title: str
    source: Source
    since: datetime


@dataclass(frozen=True, slots=True)
class PapersPage:
    """The texts in force, by title."""

    papers: tuple[PaperCard, ...]


@dataclass(frozen=True, slots=True)
class PaperPage:
    """One text.

    Args:
        ref: its public id; empty for one that is being written.
        title: what it is called now.
        words: what it says now; empty where it is not in force.
        in_force: whether it counts now.
        version: the newest version, in force or to come; a change is about this one.
        again: when the club looks at it again; None where no day is set.
        steps: how it came to that, newest first.
        months: after how many months the club looks at it again, unless the form says so.
        months_most: the longest.
    """

    ref: str
    title: str
    words: str
    in_force: bool
    version: int
    again: datetime | None
    steps: tuple[PaperStep, ...]
    months: int
    months_most: int


async def papers_page(*, now: datetime) -> PapersPage:
    """Return the texts in force."""
    texts = await charters.texts(now)
    found = await sources(text.decision_ref for text in texts)
    return PapersPage(
        tuple(
            PaperCard(
                f"/papers/{text.document}", text.title, found[text.decision_ref], text.effective_at
            )
            for text in texts
        )
    )


async def paper_page(ref: str, *, now: datetime) -> PaperPage:
    """Return one text with its history; ``ref`` is empty for a new one.

    Raises:
        NotFound: the club has no such text.
    """
    steps = await charters.text_steps(ref) if ref else []
    if ref and not steps:
        raise NotFound(_("The club has no such text."))
    here = next((step for step in steps if step.effective_at <= now), None)
    found = await sources(step.decision_ref for step in steps)
    rules = await charters.in_force(now)
    months = rules.whole("review_months_max")
    return PaperPage(
        ref=ref,
        title=(here or steps[0]).title if steps else "",
        words=here.words if here else "",
        in_force=here is not None and not here.over,
        version=steps[0].version if steps and not steps[0].over else 0,
        again=await decisions.looked_at(f"text/{ref}"),
        steps=tuple(_step(step, found, now) for step in steps),
        months=min(rules.whole("decision.review_after"), months),
        months_most=months,
    )


def _step(step: TextStep, found: Mapping[str, Source], now: datetime) -> PaperStep:
    source, later = found[step.decision_ref], step.effective_at > now
    return PaperStep(step.title, source, step.effective_at, later, step.over)
