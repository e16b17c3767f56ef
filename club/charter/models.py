"""What was decided about each clause, and each text, in versions: rows are added, never changed."""

from tortoise import fields, models
from tortoise.migrations.constraints import CheckConstraint

from club.kit.db import UtcField
from club.kit.tokens import REF_LENGTH

KEY_LENGTH = 60
DECISION_LENGTH = 60
TITLE_LENGTH = 100
WORDS_LENGTH = 20_000


class CharterValue(models.Model):
    """One clause after one decision; version 1 is the club's own first value."""

    id = fields.IntField(primary_key=True)
    key = fields.CharField(KEY_LENGTH)
    version = fields.IntField()
    value_json = fields.TextField()
    decision_ref = fields.CharField(DECISION_LENGTH)
    adopted_at = UtcField()
    effective_at = UtcField(db_index=True)

    class Meta:
        table = "charter_value"
        unique_together = (("key", "version"),)
        constraints = [
            CheckConstraint(check="version > 0", name="charter_value_versions_start_at_one"),
            CheckConstraint(check="decision_ref <> ''", name="charter_value_names_its_decision"),
            CheckConstraint(
                check="effective_at >= adopted_at", name="charter_value_is_not_backdated"
            ),
        ]


class ClubText(models.Model):
    """One version of a text the club agreed on; one that is over has no words of its own."""

    id = fields.IntField(primary_key=True)
    document = fields.CharField(REF_LENGTH)
    version = fields.IntField()
    title = fields.CharField(TITLE_LENGTH)
    words = fields.TextField()
    over = fields.BooleanField(default=False)
    decision_ref = fields.CharField(DECISION_LENGTH)
    adopted_at = UtcField()
    effective_at = UtcField(db_index=True)

    class Meta:
        table = "club_text"
        unique_together = (("document", "version"),)
        constraints = [
            CheckConstraint(check="version > 0", name="club_text_versions_start_at_one"),
            CheckConstraint(check="decision_ref <> ''", name="club_text_names_its_decision"),
            CheckConstraint(check="effective_at >= adopted_at", name="club_text_is_not_backdated"),
        ]
