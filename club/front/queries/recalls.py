"""Taking a role back: whose it is, and what that takes."""

from dataclasses import dataclass
from datetime import datetime

from club.charter import messages
from club.charter import queries as charters
from club.charter.rules import CLAUSES, Charter
from club.decisions.rules.effects import EndCommittee, EndMandate
from club.decisions.rules.proposals import Proposal, supporters
from club.decisions.rules.raising import threshold
from club.decisions.rules.states import Class
from club.kit.errors import Invalid, NotFound
from club.kit.words import gettext as _
from club.kit.words import ngettext
from club.members import queries as members
from club.roles import queries as roles
from club.roles.queries.offices import Tenure, running
from club.roles.rules import COMMITTEE

Fact = tuple[str, str]


@dataclass(frozen=True, slots=True)
class RecallPage:
    """Who holds what shall be taken back, and what it takes; ``role`` is "" for the committee."""

    key: str
    role: str
    held: tuple[tuple[str, str], ...]
    takes: tuple[Fact, ...]


async def recall_page(key: str, *, now: datetime) -> RecallPage:
    """Return the page that asks whether a role shall be taken back.

    Raises:
        NotFound: the club has no such role.
    """
    kind = await roles.kind(key, now=now)
    if kind is None:
        raise NotFound(_("The club has no such role."))
    held = [each for each in await running(now=now) if each.role == key]
    return RecallPage(key, _(kind.name), await _named(held), await _takes(now))


async def committee_page(*, now: datetime) -> RecallPage:
    """Return the page that asks whether the members still trust the committee."""
    return RecallPage("", "", await _named(await _committee(now)), await _takes(now))


async def one(key: str, mandate: str, body: str, *, now: datetime) -> Proposal:
    """Return the idea to take one mandate back.

    Raises:
        Invalid: nobody holds it now.
    """
    held = await running(now=now)
    found = next((each for each in held if (each.ref, each.role) == (mandate, key)), None)
    if found is None:
        raise Invalid(_("Nobody holds this now. Please look at the roles again."), "mandate")
    asks = _("Shall somebody stop holding the role “{role}” early?").format(role=_(found.role_name))
    return Proposal(asks, body, EndMandate(found.ref, found.member_id))


async def committee(body: str, *, now: datetime) -> Proposal:
    """Return the idea that the whole committee stops.

    Raises:
        Invalid: the committee is empty.
    """
    held = await _committee(now)
    if not held:
        raise Invalid(_("Nobody is on the committee now."))
    who = tuple(sorted({each.member_id for each in held}))
    effect = EndCommittee(tuple(each.ref for each in held), who)
    return Proposal(_("Shall the whole committee stop?"), body, effect)


async def _committee(now: datetime) -> list[Tenure]:
    return [each for each in await running(now=now) if each.role in COMMITTEE]


async def _named(held: list[Tenure]) -> tuple[tuple[str, str], ...]:
    people = await members.people(each.member_id for each in held)
    return tuple(
        (each.ref, f"{_(each.role_name)}: {people[each.member_id].name}")
        for each in held
        if each.member_id in people
    )


async def _takes(now: datetime) -> tuple[Fact, ...]:
    rules: Charter = await charters.in_force(now)
    needed = supporters(rules.whole("sponsors_min"), Class.RECALL)
    said = {
        measure: messages.said(CLAUSES[key], rules[key])
        for measure in ("notice", "open", "threshold", "yes_floor")
        for key in [f"class.recall.{measure}"]
    }
    return (
        (_("Stand behind it"), ngettext("{n} member", "{n} members", needed).format(n=needed)),
        (_("Talk"), said["notice"]),
        (_("Vote, in secret"), said["open"]),
        (_("Yes of all yes and no"), _share(rules, said["threshold"])),
        (_("Yes of all who may vote"), said["yes_floor"]),
    )


def _share(rules: Charter, share: str) -> str:
    asks = threshold(rules, Class.RECALL)
    return _("more than {share}").format(share=share) if asks.strict else share
