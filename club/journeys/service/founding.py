"""Founding the club: its first decision, its first rules, its first members and their roles."""

from datetime import datetime

from club.access import rules as access_rules
from club.access.models import Founder, Passphrase
from club.access.service import founding, sessions
from club.access.service.founding import Plan
from club.access.service.sessions import Browser
from club.charter import service as charter
from club.charter.rules import Value
from club.journal import service as journal
from club.kit.db import transaction
from club.members import service as members
from club.roles import service as roles

DECISION = "founding"
"""What the record calls the decision that founded the club: number one, carried by all."""


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
        ids = [await _welcome(founder, now) for founder in signed]
        await journal.record("founding", DECISION, by=None, now=now, founders=len(ids))
        await roles.establish(DECISION, by=None, now=now)
        await charter.adopt(_clauses(plan), DECISION, by=None, now=now)
        for member_id, founder in zip(ids, signed, strict=True):
            if founder.role:
                await roles.grant(
                    founder.role,
                    member_id,
                    decision_ref=DECISION,
                    starts_at=now,
                    ends_at=now + access_rules.FOUNDING_MANDATE_FOR,
                    by=None,
                    now=now,
                    interim=True,
                )
    return len(ids)


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


def _clauses(plan: Plan) -> dict[str, Value]:
    return {
        "club.name": plan.name,
        "club.alias": plan.alias,
        "club.zone": plan.zone,
        "club.palette": plan.palette,
    }
