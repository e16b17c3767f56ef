"""Tables of those who asked their friends to check on them; there is nothing of anybody else."""

from datetime import date, datetime

from tortoise import fields, models
from tortoise.migrations.constraints import CheckConstraint

from club.events.rules.checking import LEAST_WEEKS, MOST_WEEKS, Line, Way
from club.kit.db import UtcField
from club.kit.tokens import REF_LENGTH, new_ref
from club.members.models import Member

_WORD_LENGTH = 10


class CheckOnMe(models.Model):
    """A member's wish to be said hello to.

    ``last_on``: the last day that they were here or looked in, written only while this stands.
    ``told_on``: when their friends were told, until there is a later sign.
    """

    id = fields.BigIntField(primary_key=True)
    ref = fields.CharField(REF_LENGTH, unique=True, default=new_ref)
    member: fields.OneToOneRelation[Member] = fields.OneToOneField(
        "club.Member", related_name="check_on_me", on_delete=fields.CASCADE
    )
    member_id: int
    weeks = fields.SmallIntField()
    how = fields.CharEnumField(Way, max_length=_WORD_LENGTH)
    last_on: date = fields.DateField()
    told_on: date | None = fields.DateField(null=True)

    class Meta:
        table = "check_on_me"
        constraints = (
            CheckConstraint(
                check=f"weeks BETWEEN {LEAST_WEEKS} AND {MOST_WEEKS}", name="check_on_me_weeks"
            ),
        )


class CheckFriend(models.Model):
    """Somebody who was asked to say hello; only a yes of theirs counts."""

    id = fields.BigIntField(primary_key=True)
    ref = fields.CharField(REF_LENGTH, unique=True, default=new_ref)
    check: fields.ForeignKeyRelation[CheckOnMe] = fields.ForeignKeyField(
        "club.CheckOnMe", related_name="friends", on_delete=fields.CASCADE
    )
    check_id: int
    friend: fields.ForeignKeyRelation[Member] = fields.ForeignKeyField(
        "club.Member", related_name="checks_on", on_delete=fields.CASCADE
    )
    friend_id: int
    accepted_at: datetime | None = UtcField(null=True)

    class Meta:
        table = "check_friend"
        unique_together = (("check", "friend"),)


class CheckLine(models.Model):
    """One line of what the member reads about it; gone with the wish."""

    id = fields.BigIntField(primary_key=True)
    check: fields.ForeignKeyRelation[CheckOnMe] = fields.ForeignKeyField(
        "club.CheckOnMe", related_name="lines", on_delete=fields.CASCADE
    )
    check_id: int
    what = fields.CharEnumField(Line, max_length=_WORD_LENGTH)
    friend: fields.ForeignKeyNullableRelation[Member] = fields.ForeignKeyField(
        "club.Member", related_name="check_lines", null=True, on_delete=fields.SET_NULL
    )
    friend_id: int | None
    on: date = fields.DateField()

    class Meta:
        table = "check_line"
