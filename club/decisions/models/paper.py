"""Votes on paper: how one is held, who enters it, and what each of the two has entered so far."""

from datetime import datetime

from tortoise import fields, models
from tortoise.migrations.constraints import CheckConstraint

from club.decisions.models.decision import Decision
from club.decisions.rules.paper import Sheet
from club.kit.db import UtcField
from club.members.models import Member

Slips = list[list[str | int]]
"""Sheets as they are stored: whose, what is said, and why."""


class PaperVote(models.Model):
    """The paper side of one vote: there once somebody offers to enter papers, or must."""

    id = fields.IntField(primary_key=True)
    decision: fields.OneToOneRelation[Decision] = fields.OneToOneField(
        "club.Decision", related_name="on_paper", on_delete=fields.RESTRICT
    )
    decision_id: int
    alone = fields.BooleanField(default=False)
    """No ballot is cast by phone: too few may vote to keep a secret there."""
    openly_asked_at: datetime | None = UtcField(null=True)
    """When a member suggested to vote openly by phone after all; nobody knows who."""
    minded = fields.BooleanField(default=False)
    """Somebody would rather not; nobody knows who."""
    taken_at: datetime | None = UtcField(null=True)
    """When both agreed on who handed in a secret paper; from then on none of them votes again."""
    counted_at: datetime | None = UtcField(null=True)
    reminded_at: datetime | None = UtcField(null=True)
    papers = fields.IntField(default=0)
    unreadable = fields.IntField(default=0)

    class Meta:
        table = "decision_paper"
        constraints = [
            CheckConstraint(
                check="unreadable >= 0 AND unreadable <= papers",
                name="paper_unreadable_are_some_of_all",
            ),
        ]


class TellerLot(models.Model):
    """What the two are drawn with: fixed when the first offers, shown once it is drawn."""

    id = fields.IntField(primary_key=True)
    decision: fields.ForeignKeyRelation[Decision] = fields.ForeignKeyField(
        "club.Decision", related_name="teller_lots", on_delete=fields.RESTRICT
    )
    decision_id: int
    n = fields.IntField()
    secret = fields.CharField(64)
    """In hexadecimal."""
    drawn_at: datetime | None = UtcField(null=True)

    class Meta:
        table = "decision_teller_lot"
        unique_together = (("decision", "n"),)


class Teller(models.Model):
    """Somebody who offered to enter papers; the first two places enter, the others stand by."""

    id = fields.IntField(primary_key=True)
    decision: fields.ForeignKeyRelation[Decision] = fields.ForeignKeyField(
        "club.Decision", related_name="tellers", on_delete=fields.RESTRICT
    )
    decision_id: int
    member: fields.ForeignKeyRelation[Member] = fields.ForeignKeyField(
        "club.Member", related_name="teller_of", on_delete=fields.RESTRICT
    )
    member_id: int
    place: int | None = fields.IntField(null=True)
    """Where the lot put them; None as long as it is not drawn."""
    stepped_back_at: datetime | None = UtcField(null=True)

    class Meta:
        table = "decision_teller"
        unique_together = (("decision", "member"),)


class PaperEntry(models.Model):
    """What one of the two has entered, alone: sorted, so that no order of papers is kept.

    It is gone as soon as the papers are counted, or the vote is over.
    """

    id = fields.IntField(primary_key=True)
    decision: fields.ForeignKeyRelation[Decision] = fields.ForeignKeyField(
        "club.Decision", related_name="paper_entries", on_delete=fields.RESTRICT
    )
    decision_id: int
    member: fields.ForeignKeyRelation[Member] = fields.ForeignKeyField(
        "club.Member", related_name="paper_entries", on_delete=fields.RESTRICT
    )
    member_id: int
    voters: list[int] | None = fields.JSONField[list[int]](null=True)
    """Who handed in a secret paper; None as long as that is not said."""
    slips: Slips = fields.JSONField[Slips]()
    ended = fields.BooleanField(default=False)
    """These are all."""
    confirmed = fields.BooleanField(default=False)

    class Meta:
        table = "decision_paper_entry"
        unique_together = (("decision", "member"),)

    def sheets(self) -> tuple[Sheet, ...]:
        """Return the papers as the rules read them."""
        return tuple(Sheet(str(said), int(voter), str(why)) for voter, said, why in self.slips)

    def put(self, sheets: tuple[Sheet, ...]) -> None:
        """Keep these papers, in an order that says nothing."""
        self.slips = sorted([each.voter, each.said, each.why] for each in sheets)
