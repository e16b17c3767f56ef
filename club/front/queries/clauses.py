"""One rule of the club: what it says, how it came to that, and how a member changes it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from club.charter import messages
from club.charter import queries as charters
from club.charter.queries import CharterStep
from club.charter.rules import CLAUSES, SHARES, Charter, Clause, Kind, Value, written
from club.decisions import queries as decisions
from club.front.queries.sources import Source, sources
from club.kit.errors import NotFound
from club.kit.words import gettext as _

Fact = tuple[str, str]
Way = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Step:
    """What one decision made of the rule; ``to_come``: it does not count yet."""

    value: str
    source: Source
    at: datetime
    to_come: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """What the form for another value offers.

    Args:
        kind: the kind of value.
        options: values to choose from, with their words; empty where one is written.
        now: what stands there now.
        months: after how many months the club looks at it again, unless the form says so.
        months_most: the longest.
    """

    kind: Kind
    options: tuple[tuple[str, str], ...]
    now: str
    months: int
    months_most: int


@dataclass(frozen=True, slots=True)
class ClausePage:
    """One rule; ``asked`` is None where nobody can change it, ``again`` where no day is set."""

    key: str
    meaning: str
    value: str
    default: str
    bounds: str
    reason: str
    version: int
    again: datetime | None
    steps: tuple[Step, ...]
    going: tuple[Way, ...]
    takes: tuple[Fact, ...]
    asked: Asked | None


async def clause_page(key: str, member_id: int, *, now: datetime) -> ClausePage:
    """Return one rule of the club.

    Raises:
        NotFound: the club has no such rule.
    """
    clause = CLAUSES.get(key)
    if clause is None:
        raise NotFound(_("The club has no such rule."))
    rules, steps = await charters.in_force(now), await charters.history(key)
    found = await sources(step.decision_ref for step in steps)
    going = await decisions.about_rule(key, member_id)
    return ClausePage(
        key=key,
        meaning=_(clause.meaning),
        value=messages.said(clause, rules[key]),
        default=messages.said(clause, clause.default),
        bounds=messages.bounds(clause),
        reason=_(clause.reason) if clause.reason else "",
        version=steps[0].version if steps else 0,
        again=await decisions.looked_at(f"clause/{key}"),
        steps=tuple(_step(clause, step, found, now) for step in steps),
        going=tuple((row.path, row.question, "") for row in going),
        takes=_takes(rules, clause),
        asked=None if clause.fixed else _asked(clause, rules),
    )


def _step(clause: Clause, step: CharterStep, found: Mapping[str, Source], now: datetime) -> Step:
    says = messages.said(clause, step.value)
    return Step(says, found[step.decision_ref], step.effective_at, step.effective_at > now)


def _takes(rules: Charter, clause: Clause) -> tuple[Fact, ...]:
    def said(measure: str) -> str:
        key = f"class.constitutional.{measure}"
        return messages.said(CLAUSES[key], rules[key])

    facts = [
        (_("Talk"), said("notice")),
        (_("Vote"), said("open")),
        (_("Then it rests"), said("cooling")),
        (_("Yes of all yes and no"), said("threshold")),
        (_("Yes of all who may vote"), said("yes_floor")),
    ]
    if clause.key.startswith("class."):
        facts.append((_("And"), _("as much as it takes now, and as it would take then")))
    if clause.protected:
        most = messages.share(rules.share("rules.change_protected"))
        apart = messages.days_apart(rules.whole("rules.change_protected_apart"))
        facts.append((_("To make it weaker"), f"{most}, {_('in two votes.')} {apart}"))
    return tuple(facts)


def _asked(clause: Clause, rules: Charter) -> Asked:
    months = rules.whole("review_months_max")
    return Asked(
        kind=clause.kind,
        options=tuple(
            (_sent(value), messages.said(clause, value))
            for value in _offered(clause)
            if clause.allows(value)
        ),
        now=_sent(rules[clause.key]),
        months=min(rules.whole("decision.review_after"), months),
        months_most=months,
    )


def _offered(clause: Clause) -> tuple[Value, ...]:
    if clause.kind is Kind.FLAG:
        return (True, False)
    return SHARES if clause.kind is Kind.SHARE else clause.choices


def _sent(value: Value) -> str:
    """Write a value as the form sends it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(written(value))
