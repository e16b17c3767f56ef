"""What came of a question: the numbers, the effect, and the number it has in the record."""

from tortoise import fields, models
from tortoise.migrations.constraints import CheckConstraint

from club.decisions.models.decision import Decision
from club.decisions.rules.ballot import BALLOT_LENGTH
from club.decisions.rules.figures import Figures
from club.decisions.rules.states import Carried, Outcome
from club.kit.db import UtcField
from club.kit.tokens import REF_LENGTH, new_ref
from club.members.models import Member

REASON_LENGTH = 300
VIEW_LENGTH = 1000


class Result(models.Model):
    """The numbers of a count, and the words drawn from them: written once, at the close."""

    id = fields.IntField(primary_key=True)
    decision: fields.OneToOneRelation[Decision] = fields.OneToOneField(
        "club.Decision", related_name="result", on_delete=fields.RESTRICT
    )
    decision_id: int
    outcome = fields.CharEnumField(Outcome, max_length=20)
    counted = fields.BooleanField(default=True)
    """False: too few secret ballots, destroyed unread."""
    ballots = fields.IntField()
    yes = fields.IntField()
    no = fields.IntField()
    no_opinion = fields.IntField()
    roll = fields.IntField()
    base = fields.IntField()
    yes_needed = fields.IntField()

    class Meta:
        table = "decision_result"
        constraints = [
            CheckConstraint(
                check="counted = FALSE OR ballots = yes + no + no_opinion",
                name="result_adds_up",
            ),
        ]

    def figures(self) -> Figures:
        """Return the whole count as it is recorded and shown."""
        return Figures(
            outcome=self.outcome,
            counted=self.counted,
            ballots=self.ballots,
            yes=self.yes,
            no=self.no,
            no_opinion=self.no_opinion,
            roll=self.roll,
            base=self.base,
            yes_needed=self.yes_needed,
        )


class Lot(models.Model):
    """What settles ties in one decision: drawn at notice, shown at the close."""

    id = fields.IntField(primary_key=True)
    decision: fields.OneToOneRelation[Decision] = fields.OneToOneField(
        "club.Decision", related_name="lot", on_delete=fields.RESTRICT
    )
    decision_id: int
    secret = fields.CharField(64)
    """In hexadecimal."""

    class Meta:
        table = "decision_lot"


class CountText(models.Model):
    """Every step of a count, in the one way in which it is written and hashed."""

    id = fields.IntField(primary_key=True)
    decision: fields.OneToOneRelation[Decision] = fields.OneToOneField(
        "club.Decision", related_name="count_text", on_delete=fields.RESTRICT
    )
    decision_id: int
    winner = fields.CharField(BALLOT_LENGTH, default="")
    """The option that won, by letter, or all who were chosen, the strongest first; or nothing."""
    words = fields.TextField()

    class Meta:
        table = "decision_count"


class DecisionEffect(models.Model):
    """What became of a carried decision's effect; one row each, so it happens once."""

    id = fields.IntField(primary_key=True)
    decision: fields.ForeignKeyRelation[Decision] = fields.ForeignKeyField(
        "club.Decision", related_name="effects", on_delete=fields.RESTRICT
    )
    decision_id: int
    n = fields.IntField(default=1)
    became = fields.CharEnumField(Carried, max_length=10)
    reason = fields.CharField(REASON_LENGTH, default="")
    at = UtcField()

    class Meta:
        table = "decision_effect"
        unique_together = (("decision", "n"),)


class View(models.Model):
    """What one member of the roll wants to stand under a result; without a moment or an order."""

    ref = fields.CharField(REF_LENGTH, primary_key=True, default=new_ref)
    decision: fields.ForeignKeyRelation[Decision] = fields.ForeignKeyField(
        "club.Decision", related_name="views", on_delete=fields.RESTRICT
    )
    decision_id: int
    author: fields.ForeignKeyNullableRelation[Member] = fields.ForeignKeyField(
        "club.Member", related_name="views", on_delete=fields.RESTRICT, null=True
    )
    """None where a secret vote's view is not signed."""
    author_id: int | None
    words = fields.CharField(VIEW_LENGTH)

    class Meta:
        table = "decision_view"


class LastNumber(models.Model):
    """The number of the latest decision put on notice: one row, so that numbers have no gaps."""

    id = fields.IntField(primary_key=True)
    number = fields.IntField()

    class Meta:
        table = "decision_last_number"
