"""The words of a question in versions, who stands behind them, and the talk."""

from datetime import datetime

from tortoise import fields, models

from club.decisions.models.decision import QUESTION_LENGTH, Decision
from club.decisions.rules.effects import Written
from club.kit.db import UtcField
from club.kit.tokens import REF_LENGTH, new_ref
from club.members.models import Member

COMMENT_LENGTH = 2000


class TextVersion(models.Model):
    """One version of the words and the effect; support is given to a version, not to a title."""

    id = fields.IntField(primary_key=True)
    decision: fields.ForeignKeyRelation[Decision] = fields.ForeignKeyField(
        "club.Decision", related_name="texts", on_delete=fields.RESTRICT
    )
    decision_id: int
    n = fields.IntField()
    question = fields.CharField(QUESTION_LENGTH)
    body = fields.TextField()
    effect: Written = fields.JSONField[Written]()
    review_months: int | None = fields.IntField(null=True)
    author: fields.ForeignKeyNullableRelation[Member] = fields.ForeignKeyField(
        "club.Member", related_name="wrote", on_delete=fields.RESTRICT, null=True
    )
    author_id: int | None
    written_at = UtcField()
    sha256 = fields.CharField(64)

    class Meta:
        table = "decision_text"
        unique_together = (("decision", "n"),)


class Alternative(models.Model):
    """Other words for a draft, by anybody; what the draft would do by itself stays the same.

    It stands open until its author takes it back or the proposer adopts it. The open ones are
    the options of a ranked ballot over texts, beside the draft's own words.
    """

    id = fields.IntField(primary_key=True)
    ref = fields.CharField(REF_LENGTH, unique=True, default=new_ref)
    decision: fields.ForeignKeyRelation[Decision] = fields.ForeignKeyField(
        "club.Decision", related_name="alternatives", on_delete=fields.RESTRICT
    )
    decision_id: int
    author: fields.ForeignKeyRelation[Member] = fields.ForeignKeyField(
        "club.Member", related_name="alternatives", on_delete=fields.RESTRICT
    )
    author_id: int
    question = fields.CharField(QUESTION_LENGTH)
    body = fields.TextField()
    filed_at = UtcField()
    adopted_n: int | None = fields.IntField(null=True)
    """The version it became."""
    withdrawn_at: datetime | None = UtcField(null=True)

    class Meta:
        table = "decision_alternative"


class Support(models.Model):
    """A voting member stands behind one version of a text."""

    id = fields.IntField(primary_key=True)
    decision: fields.ForeignKeyRelation[Decision] = fields.ForeignKeyField(
        "club.Decision", related_name="supports", on_delete=fields.RESTRICT
    )
    decision_id: int
    text_n = fields.IntField()
    member: fields.ForeignKeyRelation[Member] = fields.ForeignKeyField(
        "club.Member", related_name="supports", on_delete=fields.RESTRICT
    )
    member_id: int
    given_at = UtcField()

    class Meta:
        table = "decision_support"
        unique_together = (("decision", "text_n", "member"),)


class Comment(models.Model):
    """What a member says about a question, before and while it is voted on."""

    id = fields.IntField(primary_key=True)
    decision: fields.ForeignKeyRelation[Decision] = fields.ForeignKeyField(
        "club.Decision", related_name="talk", on_delete=fields.RESTRICT
    )
    decision_id: int
    member: fields.ForeignKeyRelation[Member] = fields.ForeignKeyField(
        "club.Member", related_name="talk", on_delete=fields.RESTRICT
    )
    member_id: int
    words = fields.CharField(COMMENT_LENGTH)
    said_at = UtcField()

    class Meta:
        table = "decision_comment"
