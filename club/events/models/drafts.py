"""Table of nights that were brought in or copied, and that nobody has put on the calendar yet."""

from datetime import datetime

from tortoise import fields, models
from tortoise.migrations.constraints import CheckConstraint

from club.events.models.nights import ZONE_LENGTH, Night
from club.events.models.places import TITLE_LENGTH
from club.kit.db import UtcField
from club.kit.tokens import REF_LENGTH, new_ref

UID_LENGTH = 255


class NightDraft(models.Model):
    """A night that may be: seen by planners alone, answered by nobody.

    A table of its own, so that no question about nights can ever find one. ``like``: the night
    that it was copied from, whose terms and list come along when it is opened; the draft goes with
    it, for without it nobody would know to whom it may be shown.
    """

    id = fields.BigIntField(primary_key=True)
    ref = fields.CharField(REF_LENGTH, unique=True, default=new_ref)
    uid = fields.CharField(UID_LENGTH, default="")
    title = fields.CharField(TITLE_LENGTH, default="")
    text = fields.TextField(default="")
    place_words = fields.CharField(TITLE_LENGTH, default="")
    zone = fields.CharField(ZONE_LENGTH)
    starts_at: datetime = UtcField(db_index=True)
    ends_at: datetime = UtcField()
    doubt = fields.SmallIntField(default=0)
    like: fields.ForeignKeyNullableRelation[Night] = fields.ForeignKeyField(
        "club.Night", related_name="copies", null=True, on_delete=fields.CASCADE
    )
    like_id: int | None

    class Meta:
        table = "night_draft"
        unique_together = (("uid", "title", "starts_at"),)
        constraints = (
            CheckConstraint(check="ends_at > starts_at", name="night_draft_ends_after_it_starts"),
        )
