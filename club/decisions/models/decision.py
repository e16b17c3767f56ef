"""The question itself, and the moments that move it."""

from datetime import datetime
from typing import Any

from tortoise import fields, models
from tortoise.migrations.constraints import CheckConstraint

from club.decisions.rules.ballot import Ballot
from club.decisions.rules.effects import Effect, Written, read
from club.decisions.rules.fates import Since
from club.decisions.rules.frozen import Frozen, Stored, thaw
from club.decisions.rules.states import Class, Hours, Method, Origin
from club.kit.db import UtcField
from club.kit.tokens import REF_LENGTH, new_ref
from club.members.models import Member

QUESTION_LENGTH = 140
BODY_LENGTH = 8000


class Decision(models.Model):
    """One question the club settles; from notice on only the clock moves it."""

    id = fields.IntField(primary_key=True)
    ref = fields.CharField(REF_LENGTH, unique=True, default=new_ref)
    number = fields.IntField(null=True, unique=True)
    kind = fields.CharEnumField(Class, max_length=20)
    method = fields.CharEnumField(Method, max_length=20)
    question = fields.CharField(QUESTION_LENGTH)
    body = fields.TextField()
    effect: Written = fields.JSONField[Written]()
    text_n = fields.IntField(default=1)
    proposer: fields.ForeignKeyNullableRelation[Member] = fields.ForeignKeyField(
        "club.Member", related_name="proposed", on_delete=fields.RESTRICT, null=True
    )
    proposer_id: int | None
    asked: fields.ForeignKeyNullableRelation[Member] = fields.ForeignKeyField(
        "club.Member", related_name="asked_in", on_delete=fields.RESTRICT, null=True
    )
    asked_id: int | None
    predecessor: fields.ForeignKeyNullableRelation["Decision"] = fields.ForeignKeyField(
        "club.Decision", related_name="successors", on_delete=fields.RESTRICT, null=True
    )
    predecessor_id: int | None
    origin = fields.CharEnumField(Origin, max_length=12, null=True)
    """Why this question follows an earlier one."""
    created_at = UtcField()
    agreed_at: datetime | None = UtcField(null=True)
    withdrawn_at: datetime | None = UtcField(null=True)
    rule: Stored | None = fields.JSONField[Stored](null=True)
    secret = fields.BooleanField(default=False)
    noticed_at: datetime | None = UtcField(null=True)
    opens_at: datetime | None = UtcField(null=True, db_index=True)
    opened_at: datetime | None = UtcField(null=True)
    closes_at: datetime | None = UtcField(null=True, db_index=True)
    extended = fields.BooleanField(default=False)
    down_minutes: int | None = fields.IntField(null=True)
    """How long the program did not run while the vote was open, where it was extended for that."""
    reminded_at: datetime | None = UtcField(null=True)
    closed_at: datetime | None = UtcField(null=True, db_index=True)
    in_force_at: datetime | None = UtcField(null=True)
    held_at: datetime | None = UtcField(null=True, db_index=True)
    """Since when members look at how its vote went; meanwhile nothing follows from it."""
    annulled_at: datetime | None = UtcField(null=True)
    review_months: int | None = fields.IntField(null=True)
    """How long it counts before the club looks at it again; None where no day was named."""
    superseded_by: fields.ForeignKeyNullableRelation["Decision"] = fields.ForeignKeyField(
        "club.Decision", related_name="took_place_of", on_delete=fields.RESTRICT, null=True
    )
    superseded_by_id: int | None
    """The later decision that took its place."""
    swept_at: datetime | None = UtcField(null=True)
    """When the disk gave up the last trace of how a secret vote was cast."""
    silent = fields.IntField(default=0)
    """People on the roll who may still vote and have not; nobody left means an early close."""
    revision = fields.IntField(default=0)
    others: int = 0
    """How many other words stand open for a draft, where the question asked for it."""
    challenged: int = 0
    """Whether somebody has challenged its result, where the question asked for it."""
    look_at: datetime | str | None = None
    """When the club looks at it again, where the question asked for it."""

    result: fields.BackwardOneToOneRelation[Any]
    count_text: fields.BackwardOneToOneRelation[Any]
    challenge: fields.BackwardOneToOneRelation[Any]
    on_paper: fields.BackwardOneToOneRelation[Any]

    class Meta:
        table = "decision"
        constraints = [
            CheckConstraint(
                check="noticed_at IS NULL OR"
                " (rule IS NOT NULL AND opens_at >= noticed_at AND closes_at >= opens_at)",
                name="decision_on_notice_has_its_rule_and_hours",
            ),
            CheckConstraint(
                check="closed_at IS NULL OR (noticed_at IS NOT NULL AND withdrawn_at IS NULL)",
                name="decision_closed_was_on_notice",
            ),
            CheckConstraint(check="silent >= 0", name="decision_silent_not_negative"),
        ]

    def hours(self) -> Hours:
        """Return the moments that say where this decision stands."""
        return Hours(
            self.noticed_at, self.opens_at, self.closes_at, self.closed_at, self.withdrawn_at
        )

    def since(self) -> Since:
        """Return the moments that say what became of this decision."""
        superseded = self.superseded_by_id is not None
        return Since(self.in_force_at, self.held_at, self.annulled_at, superseded)

    def does(self) -> Effect:
        """Return what happens if this decision is carried."""
        return read(self.effect)

    def ballot(self) -> Ballot:
        """Return what its voters are handed."""
        return Ballot(self.method, self.does().offers())

    def frozen(self) -> Frozen:
        """Return the rule this decision is held under; it must be on notice."""
        if self.rule is None:
            message = "a draft has no frozen rule"
            raise RuntimeError(message)
        return thaw(self.rule)

    @property
    def thing(self) -> str:
        """The name of this decision in the club's record."""
        return f"decision/{self.ref}"

    @property
    def path(self) -> str:
        """Where members find it."""
        return f"/decisions/{self.ref}"
