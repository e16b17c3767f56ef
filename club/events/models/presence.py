"""Tables of who is here: for the door of that night, and for nobody after a day."""

from datetime import date, datetime

from tortoise import fields, models
from tortoise.indexes import Index
from tortoise.migrations.constraints import CheckConstraint

from club.events.models.nights import Night
from club.events.rules.presence import Counted, How, Word
from club.kit.db import UtcField
from club.kit.tokens import REF_LENGTH, new_ref
from club.members.models import Member

_WORD_LENGTH = 10


class Here(models.Model):
    """Somebody is here. No row says nothing.

    ``n``: how many people that are; one without a name may be taken off again by -1. ``kept``: a
    row of its member's own diary. All others are gone 24 hours after the night.
    """

    id = fields.BigIntField(primary_key=True)
    ref = fields.CharField(REF_LENGTH, unique=True, default=new_ref)
    night: fields.ForeignKeyRelation[Night] = fields.ForeignKeyField(
        "club.Night", related_name="presences", on_delete=fields.CASCADE
    )
    night_id: int
    member: fields.ForeignKeyNullableRelation[Member] = fields.ForeignKeyField(
        "club.Member", related_name="presences", null=True, on_delete=fields.RESTRICT
    )
    member_id: int | None
    n = fields.SmallIntField(default=1)
    how = fields.CharEnumField(How, max_length=_WORD_LENGTH)
    at: datetime = UtcField()
    kept = fields.BooleanField(default=False)

    class Meta:
        table = "here"
        unique_together = (("night", "member"),)
        indexes = (Index(fields=["member_id", "kept"]),)
        constraints = (
            CheckConstraint(check="n BETWEEN -1 AND 4", name="here_people"),
            CheckConstraint(check="member_id IS NULL OR n > 0", name="here_somebody"),
        )


class DoorWord(models.Model):
    """What a member, or the door, last said of that member being here, and when they said it.

    For words that arrive out of order, from phones that had no net; nobody reads it, and it is gone
    with the names.
    """

    id = fields.BigIntField(primary_key=True)
    night: fields.ForeignKeyRelation[Night] = fields.ForeignKeyField(
        "club.Night", related_name="door_words", on_delete=fields.CASCADE
    )
    night_id: int
    member: fields.ForeignKeyRelation[Member] = fields.ForeignKeyField(
        "club.Member", related_name="door_words", on_delete=fields.RESTRICT
    )
    member_id: int
    how = fields.CharEnumField(How, max_length=_WORD_LENGTH)
    here = fields.BooleanField()
    at: datetime = UtcField()

    class Meta:
        table = "door_word"
        unique_together = (("night", "member", "how"),)

    def word(self) -> Word:
        """Return what the rules ask about it."""
        return Word(self.here, self.at)


class DoorChoice(models.Model):
    """What a member chose about being counted; no row: no diary, and the door may tick them."""

    id = fields.BigIntField(primary_key=True)
    member: fields.OneToOneRelation[Member] = fields.OneToOneField(
        "club.Member", related_name="door_choice", on_delete=fields.CASCADE
    )
    member_id: int
    diary = fields.BooleanField(default=False)
    only_self = fields.BooleanField(default=False)

    class Meta:
        table = "door_choice"


class MonthCount(models.Model):
    """What is left of nights that are a year old: numbers of a month."""

    id = fields.BigIntField(primary_key=True)
    month: date = fields.DateField()
    kind = fields.CharEnumField(Counted, max_length=_WORD_LENGTH)
    n = fields.IntField(default=0)

    class Meta:
        table = "month_count"
        unique_together = (("month", "kind"),)
