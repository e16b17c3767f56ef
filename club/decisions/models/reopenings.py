"""Members who ask for something decided to be taken up again."""

from datetime import datetime

from tortoise import fields, models

from club.decisions.models.decision import Decision
from club.kit.db import UtcField
from club.members.models import Member


class Reopening(models.Model):
    """One time that members ask for a question back: begun by the first, brought by the clock."""

    id = fields.IntField(primary_key=True)
    decision: fields.ForeignKeyRelation[Decision] = fields.ForeignKeyField(
        "club.Decision", related_name="reopenings", on_delete=fields.RESTRICT
    )
    decision_id: int
    began_at = UtcField()
    enough_at: datetime | None = UtcField(null=True, db_index=True)
    """When the last of those who were needed asked."""
    brought_at: datetime | None = UtcField(null=True)
    """When the clock brought it back, or found that it is not possible any more."""

    class Meta:
        table = "decision_reopening"


class ReopeningAsk(models.Model):
    """A member with a vote asks for a question back; the others see who."""

    id = fields.IntField(primary_key=True)
    reopening: fields.ForeignKeyRelation[Reopening] = fields.ForeignKeyField(
        "club.Reopening", related_name="asks", on_delete=fields.RESTRICT
    )
    reopening_id: int
    member: fields.ForeignKeyRelation[Member] = fields.ForeignKeyField(
        "club.Member", related_name="reopening_asks", on_delete=fields.RESTRICT
    )
    member_id: int
    asked_at = UtcField()

    class Meta:
        table = "decision_reopening_ask"
        unique_together = (("reopening", "member"),)
