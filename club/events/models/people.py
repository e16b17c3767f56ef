"""Tables of who is at a night: those who help with it, and what members answer."""

from datetime import datetime

from tortoise import fields, models
from tortoise.indexes import Index

from club.events.models.nights import Night, Series
from club.events.rules.places import Part
from club.events.rules.seats import Reply, Want
from club.kit.db import UtcField
from club.members.models import Member

_WORD_LENGTH = 10


class SeriesHelper(models.Model):
    """A member who helps with every night of a series."""

    id = fields.BigIntField(primary_key=True)
    series: fields.ForeignKeyRelation[Series] = fields.ForeignKeyField(
        "club.Series", related_name="helpers", on_delete=fields.CASCADE
    )
    series_id: int
    member: fields.ForeignKeyRelation[Member] = fields.ForeignKeyField(
        "club.Member", related_name="helps_series", on_delete=fields.RESTRICT
    )
    member_id: int
    part = fields.CharEnumField(Part, max_length=_WORD_LENGTH)

    class Meta:
        table = "series_helper"
        unique_together = (("series", "member", "part"),)


class Helper(models.Model):
    """A member who hosts a night or stands at its door."""

    id = fields.BigIntField(primary_key=True)
    night: fields.ForeignKeyRelation[Night] = fields.ForeignKeyField(
        "club.Night", related_name="helpers", on_delete=fields.CASCADE
    )
    night_id: int
    member: fields.ForeignKeyRelation[Member] = fields.ForeignKeyField(
        "club.Member", related_name="helps", on_delete=fields.RESTRICT
    )
    member_id: int
    part = fields.CharEnumField(Part, max_length=_WORD_LENGTH)

    class Meta:
        table = "helper"
        unique_together = (("night", "member", "part"),)


class Answer(models.Model):
    """What a member says to a night; gone 24 hours after it. No row: not answered, which is fine.

    ``turn`` is the night's revision when the answer came. It rises by one with each answer under
    the night's own lock, so the queue needs no clock. ``named``: the member chose to be named.
    """

    id = fields.BigIntField(primary_key=True)
    night: fields.ForeignKeyRelation[Night] = fields.ForeignKeyField(
        "club.Night", related_name="answers", on_delete=fields.CASCADE
    )
    night_id: int
    member: fields.ForeignKeyRelation[Member] = fields.ForeignKeyField(
        "club.Member", related_name="answers", on_delete=fields.RESTRICT
    )
    member_id: int
    want = fields.CharEnumField(Want, max_length=_WORD_LENGTH)
    turn = fields.IntField()
    named = fields.BooleanField(default=False)
    said_at: datetime = UtcField()

    class Meta:
        table = "answer"
        unique_together = (("night", "member"),)
        indexes = (Index(fields=["night", "want", "turn"]),)

    def reply(self) -> Reply:
        """Return what the rules ask about an answer."""
        return Reply(self.member_id, self.want, self.turn)
