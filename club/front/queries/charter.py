"""The club's rules, each with its value, its range and where it came from."""

from dataclasses import dataclass
from datetime import datetime

from club.charter import messages
from club.charter import queries as charters
from club.charter.queries import Agreed
from club.charter.rules import CLAUSES, Clause, Part
from club.charter.rules.rulebook import CLASSES
from club.front.queries.sources import Source, sources
from club.kit.words import gettext as _


@dataclass(frozen=True, slots=True)
class ClauseCard:
    """One rule as members read it."""

    key: str
    meaning: str
    value: str
    default: str
    bounds: str
    reason: str
    """Why no decision may weaken it; empty where there is no protected floor."""
    source: Source | None
    """The decision that set it; None while it is as the program brought it."""
    changeable: bool
    """Whether a decision can change it at all."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """Rules that belong together."""

    id: str
    title: str
    clauses: tuple[ClauseCard, ...]
    asks: bool = False
    """Whether these are the rules of one kind of question."""


@dataclass(frozen=True, slots=True)
class CharterPage:
    """All rules of the club; ``number`` says how many decisions made them what they are."""

    number: int
    chapters: tuple[Chapter, ...]
    protected: tuple[tuple[str, tuple[str, ...]], ...]
    """Each reason why something is protected, with what it protects."""


async def charter_page(*, now: datetime) -> CharterPage:
    """Return every rule in force."""
    agreed = await charters.agreed(now)
    found = await sources(each.decision_ref for each in agreed.values())
    cards = {
        key: _card(
            clause, agreed.get(key), found[agreed[key].decision_ref] if key in agreed else None
        )
        for key, clause in CLAUSES.items()
    }
    return CharterPage(
        number=await charters.number(now), chapters=tuple(_chapters(cards)), protected=_protected()
    )


def _card(clause: Clause, agreed: Agreed | None, source: Source | None) -> ClauseCard:
    return ClauseCard(
        key=clause.key,
        meaning=_(clause.meaning),
        value=messages.said(clause, agreed.value if agreed else clause.default),
        default=messages.said(clause, clause.default),
        bounds=messages.bounds(clause),
        reason=_(clause.reason) if clause.reason else "",
        source=source,
        changeable=not clause.fixed,
    )


def _chapters(cards: dict[str, ClauseCard]) -> list[Chapter]:
    chapters = [
        Chapter(part.value, messages.heading(part), _in(part, cards))
        for part in Part
        if part is not Part.CLASSES
    ]
    of_classes = [
        Chapter(
            f"class-{name}",
            _(row.about),
            tuple(card for key, card in cards.items() if key.startswith(f"class.{name}.")),
            asks=True,
        )
        for name, row in CLASSES.items()
    ]
    return [*chapters, *of_classes]


def _in(part: Part, cards: dict[str, ClauseCard]) -> tuple[ClauseCard, ...]:
    return tuple(cards[key] for key, clause in CLAUSES.items() if clause.part is part)


def _protected() -> tuple[tuple[str, tuple[str, ...]], ...]:
    reasons: dict[str, dict[str, None]] = {}
    for clause in CLAUSES.values():
        if clause.reason:
            reasons.setdefault(_(clause.reason), {})[_(clause.meaning)] = None
    return tuple((reason, tuple(meanings)) for reason, meanings in reasons.items())
