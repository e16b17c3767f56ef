"""Tables: what a role's holders write down for the next, and that the next has read it."""

from tortoise import fields, models
from tortoise.migrations.constraints import CheckConstraint

from club.kit.db import UtcField
from club.members.models import Member
from club.roles.models.mandates import KEY_LENGTH

NOTE_LENGTH = 8000


class RoleNote(models.Model):
    """One version of a role's notebook; the newest is what stands."""

    id = fields.IntField(primary_key=True)
    role_key = fields.CharField(KEY_LENGTH)
    n = fields.IntField()
    words = fields.CharField(NOTE_LENGTH)
    author: fields.ForeignKeyRelation[Member] = fields.ForeignKeyField(
        "club.Member", related_name="role_notes", on_delete=fields.RESTRICT
    )
    author_id: int
    written_at = UtcField()

    class Meta:
        table = "role_note"
        unique_together = (("role_key", "n"),)
        constraints = [CheckConstraint(check="n > 0", name="notes_are_counted_from_one")]


class NoteReading(models.Model):
    """Somebody who was chosen for a role has said that they read its notebook, up to a version."""

    id = fields.IntField(primary_key=True)
    note: fields.ForeignKeyRelation[RoleNote] = fields.ForeignKeyField(
        "club.RoleNote", related_name="readings", on_delete=fields.CASCADE
    )
    note_id: int
    member: fields.ForeignKeyRelation[Member] = fields.ForeignKeyField(
        "club.Member", related_name="note_readings", on_delete=fields.RESTRICT
    )
    member_id: int
    read_at = UtcField()

    class Meta:
        table = "note_reading"
        unique_together = (("note", "member"),)
