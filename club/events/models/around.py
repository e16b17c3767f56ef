"""Tables of what happens around a night: who brings what, helps, or has a seat in a car."""

from tortoise import fields, models
from tortoise.migrations.constraints import CheckConstraint

from club.events.models.nights import Night
from club.events.models.places import TITLE_LENGTH
from club.events.rules.slots import SlotKind
from club.kit.tokens import REF_LENGTH, new_ref
from club.members.models import Member

AREA_LENGTH = 60
_WORD_LENGTH = 10


class Slot(models.Model):
    """Something a night needs, or a lift that a member offers.

    ``taken`` counts what ``SlotTake`` holds and stays when the names are forgotten. ``by`` is the
    member who offers a lift. ``area`` is the part of town a lift starts from, never an address.
    """

    id = fields.BigIntField(primary_key=True)
    ref = fields.CharField(REF_LENGTH, unique=True, default=new_ref)
    night: fields.ForeignKeyRelation[Night] = fields.ForeignKeyField(
        "club.Night", related_name="slots", on_delete=fields.CASCADE, db_index=True
    )
    night_id: int
    kind = fields.CharEnumField(SlotKind, max_length=_WORD_LENGTH)
    title = fields.CharField(TITLE_LENGTH, default="")
    area = fields.CharField(AREA_LENGTH, default="")
    need = fields.SmallIntField()
    taken = fields.SmallIntField(default=0)
    by: fields.ForeignKeyNullableRelation[Member] = fields.ForeignKeyField(
        "club.Member", related_name="lifts", null=True, on_delete=fields.RESTRICT
    )
    by_id: int | None

    class Meta:
        table = "slot"
        constraints = (
            CheckConstraint(check="need BETWEEN 1 AND 20", name="slot_need"),
            CheckConstraint(check="taken BETWEEN 0 AND need", name="slot_taken"),
        )


class SlotTake(models.Model):
    """A member who brings something, helps, or rides along; gone 24 hours after the night."""

    id = fields.BigIntField(primary_key=True)
    slot: fields.ForeignKeyRelation[Slot] = fields.ForeignKeyField(
        "club.Slot", related_name="takes", on_delete=fields.CASCADE
    )
    slot_id: int
    member: fields.ForeignKeyRelation[Member] = fields.ForeignKeyField(
        "club.Member", related_name="takes", on_delete=fields.RESTRICT
    )
    member_id: int
    n = fields.SmallIntField(default=1)

    class Meta:
        table = "slot_take"
        unique_together = (("slot", "member"),)
        constraints = (CheckConstraint(check="n BETWEEN 1 AND 20", name="slot_take_n"),)
