"""Challenges to a result, and the panel that looks at one."""

from datetime import datetime

from tortoise import fields, models
from tortoise.migrations.constraints import CheckConstraint

from club.decisions.models.decision import Decision
from club.decisions.rules.challenges import Ground
from club.decisions.rules.panel import TOKEN_LENGTH, Finding, Seat, Verdict
from club.kit.db import UtcField
from club.members.models import Member

TOLD_LENGTH = 1000
FOUND_LENGTH = 2000
_SECRET_LENGTH = 64


class PanelLot(models.Model):
    """What fixes the panel of one decision, should it come to that; drawn at notice."""

    id = fields.IntField(primary_key=True)
    decision: fields.OneToOneRelation[Decision] = fields.OneToOneField(
        "club.Decision", related_name="panel_lot", on_delete=fields.RESTRICT
    )
    decision_id: int
    secret = fields.CharField(_SECRET_LENGTH)
    """In hexadecimal; shown when the result is challenged."""
    key = fields.CharField(_SECRET_LENGTH)
    """In hexadecimal; never shown, because it would tell whose token is whose."""

    class Meta:
        table = "decision_panel_lot"


class ResultChallenge(models.Model):
    """A result that members say something is wrong with: one for each decision."""

    id = fields.IntField(primary_key=True)
    decision: fields.OneToOneRelation[Decision] = fields.OneToOneField(
        "club.Decision", related_name="challenge", on_delete=fields.RESTRICT
    )
    decision_id: int
    began_at = UtcField()
    admitted_at: datetime | None = UtcField(null=True)
    """When enough members had joined, so that the result was held."""
    found = fields.CharEnumField(Finding, max_length=10, null=True)
    found_at: datetime | None = UtcField(null=True, db_index=True)

    class Meta:
        table = "decision_challenge"
        constraints = [
            CheckConstraint(
                check="(found IS NULL) = (found_at IS NULL)"
                " AND (found_at IS NULL OR admitted_at IS NOT NULL)",
                name="challenge_is_found_on_once_it_was_admitted",
            ),
        ]


class Challenger(models.Model):
    """A member who says what went wrong; the others read it, with the name."""

    id = fields.IntField(primary_key=True)
    challenge: fields.ForeignKeyRelation[ResultChallenge] = fields.ForeignKeyField(
        "club.ResultChallenge", related_name="challengers", on_delete=fields.RESTRICT
    )
    challenge_id: int
    member: fields.ForeignKeyRelation[Member] = fields.ForeignKeyField(
        "club.Member", related_name="challenged", on_delete=fields.RESTRICT
    )
    member_id: int
    ground = fields.CharEnumField(Ground, max_length=10)
    words = fields.CharField(TOLD_LENGTH)
    at = UtcField()

    class Meta:
        table = "decision_challenger"
        unique_together = (("challenge", "member"),)


class PanelSeat(models.Model):
    """One who was drawn to look at a challenged result, in the order of the lot."""

    id = fields.IntField(primary_key=True)
    challenge: fields.ForeignKeyRelation[ResultChallenge] = fields.ForeignKeyField(
        "club.ResultChallenge", related_name="seats", on_delete=fields.RESTRICT
    )
    challenge_id: int
    n = fields.IntField()
    token = fields.CharField(TOKEN_LENGTH)
    member: fields.ForeignKeyRelation[Member] = fields.ForeignKeyField(
        "club.Member", related_name="panels", on_delete=fields.RESTRICT
    )
    member_id: int
    called_at: datetime | None = UtcField(null=True)
    gone_at: datetime | None = UtcField(null=True)
    """When they declined, or made room for a reserve."""
    verdict = fields.CharEnumField(Verdict, max_length=10, null=True)
    reason = fields.CharField(FOUND_LENGTH, default="")
    said_at: datetime | None = UtcField(null=True)

    class Meta:
        table = "decision_panel_seat"
        unique_together = (("challenge", "n"), ("challenge", "member"))

    def seat(self, *, here: bool) -> Seat:
        """Return what the rules ask about this seat.

        Args:
            here: they are a member still.
        """
        left = not here and self.verdict is None
        return Seat(self.called_at, self.gone_at is not None or left, self.verdict)
