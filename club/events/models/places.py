"""The table of where nights are."""

from datetime import date, datetime

from tortoise import fields, models

from club.events.rules.spots import SPOT_LENGTH
from club.kit.db import UtcField
from club.kit.tokens import REF_LENGTH, new_ref

TITLE_LENGTH = 120
WORDS_LENGTH = 200


class Place(models.Model):
    """Where a night is, how to find it, and what the room is like.

    ``plan_b``: where to go if it is shut. ``keys``: who has them, in words. ``spot``: the door on a
    map, "53.34780,-6.25970". ``photo``: the random name of a picture of the door, and
    ``photo_says`` what is on it.
    """

    id = fields.BigIntField(primary_key=True)
    ref = fields.CharField(REF_LENGTH, unique=True, default=new_ref)
    name = fields.CharField(TITLE_LENGTH)
    how_to_find = fields.TextField(default="")
    facts: dict[str, str] = fields.JSONField(default=dict)
    plan_b = fields.TextField(default="")
    keys = fields.CharField(WORDS_LENGTH, default="")
    booked_until: date | None = fields.DateField(null=True)
    spot = fields.CharField(SPOT_LENGTH, default="")
    photo = fields.CharField(REF_LENGTH, default="", db_index=True)
    photo_says = fields.CharField(WORDS_LENGTH, default="")
    photo_wide = fields.SmallIntField(default=0)
    photo_high = fields.SmallIntField(default=0)
    closed_at: datetime | None = UtcField(null=True)

    class Meta:
        table = "place"
