"""Tables of what is said at a night, and of what a member asks others to look at."""

from datetime import datetime

from tortoise import fields, models
from tortoise.indexes import Index

from club.events.models.nights import Night
from club.events.models.photos import NightPhoto
from club.events.rules.talk import NOTE_LENGTH, Reason
from club.kit.db import UtcField
from club.kit.tokens import REF_LENGTH, new_ref
from club.members.models import Member

_WORD_LENGTH = 10


class NightComment(models.Model):
    """What a member says at a night; deleted 90 days after it, or when they leave.

    ``to`` (a set of ``rules.talk.To``) is for a host's word to those who answered; 0 is everybody.
    ``note`` tells beforehand what it mentions. ``hidden_until``: it was hidden, which happens once.
    """

    id = fields.BigIntField(primary_key=True)
    ref = fields.CharField(REF_LENGTH, unique=True, default=new_ref)
    night: fields.ForeignKeyRelation[Night] = fields.ForeignKeyField(
        "club.Night", related_name="comments", on_delete=fields.CASCADE
    )
    night_id: int
    member: fields.ForeignKeyRelation[Member] = fields.ForeignKeyField(
        "club.Member", related_name="night_comments", on_delete=fields.RESTRICT, db_index=True
    )
    member_id: int
    words = fields.TextField()
    note = fields.CharField(NOTE_LENGTH, default="")
    to = fields.SmallIntField(default=0)
    said_at: datetime = UtcField()
    hidden_until: datetime | None = UtcField(null=True)

    class Meta:
        table = "night_comment"
        indexes = (Index(fields=["night", "to", "id"]),)


class Report(models.Model):
    """A member asks whoever looks after such things to read a text; once for each text.

    ``about`` is the public name of the comment or the photo, or of the night where its own text is
    meant.
    """

    id = fields.BigIntField(primary_key=True)
    ref = fields.CharField(REF_LENGTH, unique=True, default=new_ref)
    night: fields.ForeignKeyRelation[Night] = fields.ForeignKeyField(
        "club.Night", related_name="reports", on_delete=fields.CASCADE
    )
    night_id: int
    comment: fields.ForeignKeyNullableRelation[NightComment] = fields.ForeignKeyField(
        "club.NightComment", related_name="reports", null=True, on_delete=fields.CASCADE
    )
    comment_id: int | None
    photo: fields.ForeignKeyNullableRelation[NightPhoto] = fields.ForeignKeyField(
        "club.NightPhoto", related_name="reports", null=True, on_delete=fields.CASCADE
    )
    photo_id: int | None
    about = fields.CharField(REF_LENGTH)
    member: fields.ForeignKeyRelation[Member] = fields.ForeignKeyField(
        "club.Member", related_name="reports", on_delete=fields.RESTRICT
    )
    member_id: int
    reason = fields.CharEnumField(Reason, max_length=_WORD_LENGTH)
    said_at: datetime = UtcField()
    closed_at: datetime | None = UtcField(null=True)

    class Meta:
        table = "report"
        unique_together = (("about", "member"),)
