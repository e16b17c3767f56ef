"""Tables: objects, what members tell of them, and what each teller agreed to."""

from datetime import datetime

from tortoise import fields, models
from tortoise.migrations.constraints import CheckConstraint

from club.kit.db import UtcField
from club.kit.tokens import REF_LENGTH, new_ref
from club.members.models import Member
from club.stories.rules import Level

NAME_LENGTH = 80
ABOUT_LENGTH = 500
WORDS_LENGTH = 2000
MEANING_LENGTH = 500
NOTE_LENGTH = 120
_WORDING_LENGTH = 300


class StoryObject(models.Model):
    """A thing that members tell about; it stays while one telling hangs on it."""

    id = fields.BigIntField(primary_key=True)
    ref = fields.CharField(REF_LENGTH, unique=True, default=new_ref)
    name = fields.CharField(NAME_LENGTH)
    about = fields.CharField(ABOUT_LENGTH, default="")
    added_at: datetime = UtcField()
    changed_at: datetime = UtcField()

    class Meta:
        table = "story_object"
        constraints = (CheckConstraint(check="name <> ''", name="story_object_has_a_name"),)


class Telling(models.Model):
    """One member's story of an object; none of its words is required."""

    id = fields.BigIntField(primary_key=True)
    ref = fields.CharField(REF_LENGTH, unique=True, default=new_ref)
    thing: fields.ForeignKeyRelation[StoryObject] = fields.ForeignKeyField(
        "club.StoryObject", related_name="tellings", on_delete=fields.CASCADE
    )
    thing_id: int
    teller: fields.ForeignKeyRelation[Member] = fields.ForeignKeyField(
        "club.Member", related_name="tellings", on_delete=fields.RESTRICT
    )
    teller_id: int
    words = fields.CharField(WORDS_LENGTH, default="")
    meaning = fields.CharField(MEANING_LENGTH, default="")
    content_note = fields.CharField(NOTE_LENGTH, default="")
    level = fields.IntEnumField(Level, default=Level.ME)
    told_at: datetime = UtcField()
    changed_at: datetime = UtcField()

    class Meta:
        table = "telling"
        constraints = (
            CheckConstraint(check="level BETWEEN 1 AND 6", name="telling_has_a_known_level"),
        )


class Consent(models.Model):
    """What a teller agreed to, when, and in which words."""

    id = fields.BigIntField(primary_key=True)
    telling: fields.ForeignKeyRelation[Telling] = fields.ForeignKeyField(
        "club.Telling", related_name="consents", on_delete=fields.CASCADE
    )
    telling_id: int
    level = fields.IntEnumField(Level)
    wording = fields.CharField(_WORDING_LENGTH)
    given_at: datetime = UtcField()

    class Meta:
        table = "telling_consent"
