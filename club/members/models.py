"""Tables: the members, and who does not want to meet whom."""

from datetime import date, datetime

from tortoise import fields, models
from tortoise.indexes import Index

from club.kit.db import UtcField
from club.kit.tokens import REF_LENGTH, new_ref
from club.members.rules import NAME_LENGTH, Person

_SHORT = 12


class Member(models.Model):
    """One who belongs. No field says who they are elsewhere, how they are, or what they read.

    ``came_before``: has been to a night, so no place kept for newcomers is meant for them.
    ``seated_until``: until then they queue behind those who had no place lately; written only
    where the club chose that rule, always a Monday, and taken out when it has passed.
    """

    id = fields.BigIntField(primary_key=True)
    ref = fields.CharField(REF_LENGTH, unique=True, default=new_ref)
    name = fields.CharField(NAME_LENGTH)
    colour = fields.CharField(_SHORT)
    word = fields.CharField(_SHORT)
    joined_at: datetime = UtcField()
    voting_from: datetime = UtcField()
    left_at: datetime | None = UtcField(null=True, db_index=True)
    paused_at: datetime | None = UtcField(null=True)
    sign_of_life: date = fields.DateField()
    came_before = fields.BooleanField(default=False)
    seated_until: date | None = fields.DateField(null=True)

    class Meta:
        table = "member"
        unique_together = (("name", "colour", "word"),)

    def person(self) -> Person:
        """Return the member as others see one."""
        return Person(self.id, self.ref, self.name, self.colour, self.word)


class Block(models.Model):
    """A member does not want to meet another here; it hides each from the other.

    Only whoever said it ever reads it, and it is gone when either takes it back or leaves.
    """

    id = fields.BigIntField(primary_key=True)
    member: fields.ForeignKeyRelation[Member] = fields.ForeignKeyField(
        "club.Member", related_name="blocks", on_delete=fields.CASCADE
    )
    member_id: int
    other: fields.ForeignKeyRelation[Member] = fields.ForeignKeyField(
        "club.Member", related_name="blocked_by", on_delete=fields.CASCADE
    )
    other_id: int
    at: datetime = UtcField()

    class Meta:
        table = "member_block"
        unique_together = (("member", "other"),)
        indexes = (Index(fields=["other", "member"]),)
