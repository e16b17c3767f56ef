"""What was said at a meeting, in versions, and what members would put otherwise."""

from tortoise import fields, models

from club.decisions.models.meetings import Meeting
from club.kit.db import UtcField
from club.members.models import Member

MINUTES_LENGTH = 20000
CORRECTION_LENGTH = 1000


class Minutes(models.Model):
    """One version of what was said and agreed at a meeting."""

    id = fields.IntField(primary_key=True)
    meeting: fields.ForeignKeyRelation[Meeting] = fields.ForeignKeyField(
        "club.Meeting", related_name="versions", on_delete=fields.RESTRICT
    )
    meeting_id: int
    n = fields.IntField()
    words = fields.TextField()
    author: fields.ForeignKeyRelation[Member] = fields.ForeignKeyField(
        "club.Member", related_name="minutes", on_delete=fields.RESTRICT
    )
    author_id: int
    written_at = UtcField()
    sha256 = fields.CharField(64)

    class Meta:
        table = "meeting_minutes"
        unique_together = (("meeting", "n"),)


class Correction(models.Model):
    """What a member would put otherwise in minutes that are not fixed yet."""

    id = fields.IntField(primary_key=True)
    meeting: fields.ForeignKeyRelation[Meeting] = fields.ForeignKeyField(
        "club.Meeting", related_name="corrections", on_delete=fields.RESTRICT
    )
    meeting_id: int
    author: fields.ForeignKeyRelation[Member] = fields.ForeignKeyField(
        "club.Member", related_name="corrections", on_delete=fields.RESTRICT
    )
    author_id: int
    n = fields.IntField()
    """The version it is about."""
    words = fields.CharField(CORRECTION_LENGTH)
    said_at = UtcField()

    class Meta:
        table = "meeting_correction"
