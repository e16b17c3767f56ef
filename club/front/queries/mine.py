"""Every power of the club with its holders; and what one member may do, what not, and why."""

from dataclasses import dataclass
from datetime import datetime

from club.front.queries.powers import Holder, holders_of
from club.kit.words import gettext as _
from club.members import queries as members
from club.roles import queries as roles
from club.roles.messages import power
from club.roles.queries import MandateView
from club.roles.rules import Right, RoleKind

Way = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Held:
    """One who has a power: by which role, until when, by which decision."""

    holder: Holder
    role: str
    role_href: str


@dataclass(frozen=True, slots=True)
class Power:
    """One power of the club, the roles that carry it, and everybody who has it now."""

    href: str
    name: str
    roles: tuple[str, ...]
    held: tuple[Held, ...]


@dataclass(frozen=True, slots=True)
class PowersPage:
    """Every power there is; there is no other."""

    powers: tuple[Power, ...]


@dataclass(frozen=True, slots=True)
class MyPowersPage:
    """What the reader may do and why, and what not and what would give it.

    Args:
        mine: powers the reader has now.
        others: powers the reader does not have now.
        votes_from: when the reader's first vote begins; None where they have one.
    """

    mine: tuple[Power, ...]
    others: tuple[Way, ...]
    votes_from: datetime | None


async def powers_page(*, now: datetime) -> PowersPage:
    """Return every power with its holders."""
    held = await roles.mandates(now=now)
    return PowersPage(await _powers(held, await roles.kinds(now=now)))


async def my_powers_page(member_id: int, *, now: datetime) -> MyPowersPage:
    """Return what a member may do, and what not."""
    held = [each for each in await roles.mandates(now=now) if each.member_id == member_id]
    powers = await _powers(held, await roles.kinds(now=now))
    return MyPowersPage(
        mine=tuple(each for each in powers if each.held),
        others=tuple((each.href, each.name, _carried_by(each)) for each in powers if not each.held),
        votes_from=await members.waits_until(member_id, now),
    )


async def _powers(held: list[MandateView], kinds: list[RoleKind]) -> tuple[Power, ...]:
    holders = await holders_of(held)
    return tuple(
        Power(
            href=f"/why/{right}",
            name=power(right),
            roles=tuple(_(kind.name) for kind in kinds if right in kind.rights),
            held=tuple(
                Held(holders[each.ref], _(each.role_name), f"/roles/{each.role}")
                for each in held
                if right in each.rights and each.ref in holders
            ),
        )
        for right in Right
    )


def _carried_by(each: Power) -> str:
    if not each.roles:
        return _("No role carries it today.")
    return _("It comes with a role: {roles}.").format(roles=", ".join(each.roles))
