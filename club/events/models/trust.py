"""Tables of what members entrust to one another, and what hosts did in a queue."""

from datetime import datetime

from tortoise import fields, models

from club.events.models.nights import Night
from club.events.rules.offers import Moved
from club.kit.db import UtcField
from club.members.models import Member

_WORD_LENGTH = 12


class Proxy(models.Model):
    """A member who may answer for another, because the other said so."""

    id = fields.BigIntField(primary_key=True)
    member: fields.ForeignKeyRelation[Member] = fields.ForeignKeyField(
        "club.Member", related_name="trusts", on_delete=fields.CASCADE
    )
    member_id: int
    proxy: fields.ForeignKeyRelation[Member] = fields.ForeignKeyField(
        "club.Member", related_name="trusted_by", on_delete=fields.CASCADE
    )
    proxy_id: int
    said_at: datetime = UtcField()

    class Meta:
        table = "proxy"
        unique_together = (("member", "proxy"),)


class QueueMove(models.Model):
    """A host moved somebody in the queue of a night: when and why, and never whom."""

    id = fields.BigIntField(primary_key=True)
    night: fields.ForeignKeyRelation[Night] = fields.ForeignKeyField(
        "club.Night", related_name="moves", on_delete=fields.CASCADE
    )
    night_id: int
    why = fields.CharEnumField(Moved, max_length=_WORD_LENGTH)
    moved_at: datetime = UtcField()

    class Meta:
        table = "queue_move"
