"""Founding the club: its first decision, its first rules, its first members and their roles."""

from collections.abc import Mapping
from datetime import datetime

from club.access import rules as access_rules
from club.access.models import Founder, Passphrase
from club.access.service import founding, sessions
from club.access.service.founding import Plan
from club.access.service.sessions import Browser
from club.charter import service as charter
from club.charter.rules import Value
from club.decisions import service as decisions
from club.journal import service as journal
from club.kit.db import transaction
from club.kit.words import gettext as _
from club.members import service as members
from club.roles import service as roles
from club.roles.rules import ROLES


async def found(first: Founder, *, now: datetime) -> int:
    """Found the club, if three or more have signed; return how many members it begins with.

    All who signed become members like any later one. The roles they chose are theirs for half
    a year at most, and then end by themselves. Nothing keeps who was first.

    Raises:
        NotAllowed: somebody other than the person who began.
        Invalid: fewer than three have signed.
        TooLate: the club was founded a moment ago.
    """
    async with transaction():
        plan, signed = await founding.conclude(first)
        chosen = {await _welcome(founder, now): founder.role for founder in signed}
        decision = await decisions.record_founding(
            _("Shall we found this club?"), _minute(chosen), list(chosen), plan.zone, now=now
        )
        await charter.adopt(_clauses(plan), decision.ref, by=None, now=now)
        await _give_roles(chosen, decision.ref, now)
    return len(chosen)


async def _welcome(founder: Founder, now: datetime) -> int:
    """Make a founder a member who may vote at once, signed in where they signed."""
    member = await members.welcome(founder.name, voting_from=now, now=now)
    await Passphrase.create(
        member_id=member.id,
        sign_in_name=founder.sign_in_name,
        hash=founder.hash,
        changed_at=now,
    )
    await journal.record("member_in", f"member/{member.ref}", by=member.id, now=now)
    browser = Browser(founder.device, founder.shared)
    await sessions.plant(member.id, browser, str(founder.digest), now=now)
    return int(member.id)


async def _give_roles(chosen: Mapping[int, str], decision_ref: str, now: datetime) -> None:
    await roles.establish(decision_ref, by=None, now=now)
    for member_id, role in chosen.items():
        if role:
            await roles.grant(
                role,
                member_id,
                decision_ref=decision_ref,
                starts_at=now,
                ends_at=now + access_rules.FOUNDING_MANDATE_FOR,
                by=None,
                now=now,
                interim=True,
            )


def _minute(chosen: Mapping[int, str]) -> str:
    """Write down what was agreed: no names, because the text outlasts everybody's stay."""
    given = [_(ROLES[role].name) for role in chosen.values() if role]
    lines = [
        _("We who signed found this club, and take its first rules as they stand."),
        _("All of us are members like anybody who comes later."),
    ]
    if given:
        lines.append(
            _("For half a year at most, some of us look after these roles: {roles}.").format(
                roles=", ".join(given)
            )
        )
    return "\n\n".join(lines)


def _clauses(plan: Plan) -> dict[str, Value]:
    return {
        "club.name": plan.name,
        "club.alias": plan.alias,
        "club.zone": plan.zone,
        "club.palette": plan.palette,
    }
