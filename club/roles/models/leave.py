"""Table: who was asked to act for somebody, and has not answered yet."""

from tortoise import fields, models
from tortoise.migrations.constraints import CheckConstraint

from club.kit.db import UtcField
from club.kit.tokens import REF_LENGTH, new_ref
from club.members.models import Member
from club.roles.models.mandates import Mandate


class LeaveRequest(models.Model):
    """Somebody was asked to act for a holder who wants to be away; gone once it is answered."""

    id = fields.IntField(primary_key=True)
    ref = fields.CharField(REF_LENGTH, unique=True, default=new_ref)
    mandate: fields.OneToOneRelation[Mandate] = fields.OneToOneField(
        "club.Mandate", related_name="leave_request", on_delete=fields.RESTRICT
    )
    mandate_id: int
    deputy: fields.ForeignKeyRelation[Member] = fields.ForeignKeyField(
        "club.Member", related_name="asked_to_act", on_delete=fields.RESTRICT
    )
    deputy_id: int
    until_at = UtcField(db_index=True)
    asked_at = UtcField()

    class Meta:
        table = "leave_request"
        constraints = [
            CheckConstraint(check="until_at > asked_at", name="leave_ends_after_it_was_asked"),
        ]
