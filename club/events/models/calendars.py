"""Table of what lets a calendar ask for a member's nights."""

from datetime import date, datetime

from tortoise import fields, models
from tortoise.migrations.constraints import CheckConstraint

from club.events.rules.calendars import Detail, Which
from club.kit.db import UtcField
from club.kit.tokens import REF_LENGTH, new_ref
from club.members.models import Member

LABEL_LENGTH = 40
_DIGEST_LENGTH = 64
_WORD_LENGTH = 10


class CalToken(models.Model):
    """One calendar that may read a member's nights; taking that back deletes the row.

    Only the digest of its secret is kept. ``last_read`` is a day and no more: what a calendar
    asks for hour by hour would say where its owner sleeps. It is written by the clock: a question
    changes nothing.
    """

    id = fields.BigIntField(primary_key=True)
    ref = fields.CharField(REF_LENGTH, unique=True, default=new_ref)
    digest = fields.CharField(_DIGEST_LENGTH, unique=True)
    member: fields.ForeignKeyRelation[Member] = fields.ForeignKeyField(
        "club.Member", related_name="calendars", on_delete=fields.CASCADE
    )
    member_id: int
    label = fields.CharField(LABEL_LENGTH)
    detail = fields.IntEnumField(Detail, default=Detail.NEUTRAL)
    which = fields.CharEnumField(Which, max_length=_WORD_LENGTH, default=Which.MINE)
    created_at: datetime = UtcField()
    last_read: date | None = fields.DateField(null=True)

    class Meta:
        table = "cal_token"
        constraints = (CheckConstraint(check="detail IN (0, 2)", name="cal_token_detail"),)
