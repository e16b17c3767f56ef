"""When the club looks again at what it agreed."""

from datetime import datetime

from tortoise import fields, models

from club.decisions.models.decision import Decision
from club.kit.db import UtcField

THING_LENGTH = 80


class Review(models.Model):
    """One thing that a decision made, and the day on which the clock drafts the question of it."""

    id = fields.IntField(primary_key=True)
    decision: fields.OneToOneRelation[Decision] = fields.OneToOneField(
        "club.Decision", related_name="review", on_delete=fields.RESTRICT
    )
    decision_id: int
    thing = fields.CharField(THING_LENGTH, db_index=True)
    version = fields.IntField()
    due_at = UtcField(db_index=True)
    drafted_at: datetime | None = UtcField(null=True)

    class Meta:
        table = "decision_review"
