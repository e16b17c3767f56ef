"""The table of what was decided about each clause: rows are added, never changed."""

from tortoise import fields, models
from tortoise.migrations.constraints import CheckConstraint

from club.kit.db import UtcField

KEY_LENGTH = 60
DECISION_LENGTH = 60


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
