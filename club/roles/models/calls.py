"""Tables: names are wanted for a role, and who stands."""

from datetime import datetime

from tortoise import fields, models
from tortoise.migrations.constraints import CheckConstraint

from club.kit.db import UtcField
from club.members.models import Member
from club.roles.models.mandates import DECISION_LENGTH, KEY_LENGTH
from club.roles.rules.calls import STATEMENT_LENGTH


class ElectionCall(models.Model):
    """The club is asked for names: for how many places, until when, and from when they are free.

    ``decision_ref``: the vote on those who stand, once names are closed. ``again_at``: from when
    names are asked for again, should a place be free then; empty until the election is over.
    """

    id = fields.IntField(primary_key=True)
    role_key = fields.CharField(KEY_LENGTH)
    seats = fields.IntField()
    opened_at = UtcField()
    names_until = UtcField(db_index=True)
    starts_at = UtcField()
    decision_ref = fields.CharField(DECISION_LENGTH, null=True)
    again_at: datetime | None = UtcField(null=True)

    class Meta:
        table = "election_call"
        indexes = (("role_key", "names_until"),)
        constraints = [
            CheckConstraint(check="seats > 0", name="names_are_wanted_for_a_place"),
            CheckConstraint(check="names_until > opened_at", name="there_is_time_to_name"),
        ]


class Candidacy(models.Model):
    """Somebody stands, or was named and has not said yes; gone if they say no or step down.

    ``withdrawn_at``: since when they stand no more, where that was after the ballot was made.
    """

    id = fields.IntField(primary_key=True)
    call: fields.ForeignKeyRelation[ElectionCall] = fields.ForeignKeyField(
        "club.ElectionCall", related_name="candidacies", on_delete=fields.CASCADE
    )
    call_id: int
    member: fields.ForeignKeyRelation[Member] = fields.ForeignKeyField(
        "club.Member", related_name="candidacies", on_delete=fields.RESTRICT
    )
    member_id: int
    statement = fields.CharField(STATEMENT_LENGTH, default="")
    named_at = UtcField()
    agreed_at: datetime | None = UtcField(null=True)
    withdrawn_at: datetime | None = UtcField(null=True)

    class Meta:
        table = "candidacy"
        unique_together = (("call", "member"),)
