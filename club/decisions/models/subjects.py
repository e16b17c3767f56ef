"""Those a question is about, and what each answers to it."""

from datetime import datetime

from tortoise import fields, models

from club.decisions.models.decision import Decision
from club.kit.db import UtcField
from club.members.models import Member

REPLY_LENGTH = 2000


class Subject(models.Model):
    """A member to whom a decision would do something, and their answer, kept with the vote."""

    id = fields.IntField(primary_key=True)
    decision: fields.ForeignKeyRelation[Decision] = fields.ForeignKeyField(
        "club.Decision", related_name="subjects", on_delete=fields.RESTRICT
    )
    decision_id: int
    member: fields.ForeignKeyRelation[Member] = fields.ForeignKeyField(
        "club.Member", related_name="subject_of", on_delete=fields.RESTRICT
    )
    member_id: int
    words = fields.CharField(REPLY_LENGTH, default="")
    replied_at: datetime | None = UtcField(null=True)

    class Meta:
        table = "decision_subject"
        unique_together = (("decision", "member"),)
