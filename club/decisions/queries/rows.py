"""Which decisions there are, for the clock and for a member's eyes."""

from datetime import datetime

from tortoise.expressions import Q
from tortoise.queryset import QuerySet

from club.decisions.models import Decision


def visible(member_id: int) -> QuerySet[Decision]:
    """Return what this member may know of.

    A draft that would give somebody a role is seen by its author and that person alone, until
    the person has said yes.
    """
    concerned = Q(proposer_id=member_id) | Q(asked_id=member_id)
    return Decision.filter(Q(agreed_at__isnull=False) | concerned)


def undecided() -> QuerySet[Decision]:
    """Return the decisions on notice that are not closed."""
    return Decision.filter(closed_at=None, withdrawn_at=None).exclude(noticed_at=None)


def closable(now: datetime) -> QuerySet[Decision]:
    """Return the decisions whose time is up, or on which everybody has voted."""
    everybody = Q(silent=0, opens_at__lte=now)
    return undecided().filter(Q(closes_at__lte=now) | everybody)
