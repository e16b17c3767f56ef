"""Where a role or a rule came from: the decision, as a page can name and find it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from club.decisions.models import Decision
from club.kit.words import gettext as _


@dataclass(frozen=True, slots=True)
class Source:
    """A decision: its page, and what to call it."""

    href: str
    title: str


async def sources(refs: Iterable[str]) -> Mapping[str, Source]:
    """Return the decisions of these public ids; one that has no page is named all the same."""
    wanted = set(refs)
    rows = await Decision.filter(ref__in=list(wanted), noticed_at__isnull=False)
    found = {row.ref: Source(row.path, _title(row.number)) for row in rows}
    return {ref: found.get(ref, Source("", _("the founding"))) for ref in wanted}


def _title(number: int | None) -> str:
    return _("decision {n}").format(n=number)
