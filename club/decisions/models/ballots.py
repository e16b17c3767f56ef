"""The roll and the ballots. No column here joins a secret ballot to a member."""

from tortoise import fields, models
from tortoise.migrations.constraints import CheckConstraint

from club.decisions.models.decision import Decision
from club.decisions.rules.ballot import BALLOT_LENGTH
from club.decisions.rules.electorate import Voter
from club.decisions.rules.marks import MARK_LENGTH
from club.decisions.rules.paper import Channel
from club.decisions.rules.states import OnRoll
from club.kit.db import UtcField
from club.kit.tokens import REF_LENGTH, new_ref
from club.members.models import Member

WHY_LENGTH = 500


class RollEntry(models.Model):
    """One member on the frozen roll of one decision."""

    id = fields.IntField(primary_key=True)
    decision: fields.ForeignKeyRelation[Decision] = fields.ForeignKeyField(
        "club.Decision", related_name="roll", on_delete=fields.RESTRICT
    )
    decision_id: int
    member: fields.ForeignKeyRelation[Member] = fields.ForeignKeyField(
        "club.Member", related_name="rolls", on_delete=fields.RESTRICT
    )
    member_id: int
    standing = fields.CharEnumField(OnRoll, max_length=10)
    voted = fields.BooleanField(default=False)
    channel = fields.CharEnumField(Channel, max_length=10, null=True)
    """How they vote; paper before they have voted means that theirs lies with the tellers."""
    wants_secret = fields.BooleanField(null=True)
    """Has asked for a secret vote: no page says so, and it is forgotten when the vote begins."""
    spoke = fields.BooleanField(null=True)
    """Has added a view to the result; which one is written nowhere unless it is signed."""

    class Meta:
        table = "decision_roll"
        unique_together = (("decision", "member"),)

    def voter(self) -> Voter:
        """Return what the rules ask about this entry."""
        return Voter(self.standing, self.voted)


class OpenBallot(models.Model):
    """A member's present choice in an open vote."""

    id = fields.IntField(primary_key=True)
    decision: fields.ForeignKeyRelation[Decision] = fields.ForeignKeyField(
        "club.Decision", related_name="ballots", on_delete=fields.RESTRICT
    )
    decision_id: int
    member: fields.ForeignKeyRelation[Member] = fields.ForeignKeyField(
        "club.Member", related_name="ballots", on_delete=fields.RESTRICT
    )
    member_id: int
    choice = fields.CharField(BALLOT_LENGTH)
    revised_n = fields.IntField(default=0)
    cast_at = UtcField()
    why: str | None = None
    """The reason beside it, where the question asked for it."""

    class Meta:
        table = "decision_ballot"
        unique_together = (("decision", "member"),)


class BallotChange(models.Model):
    """What an open ballot said before its voter changed it."""

    id = fields.IntField(primary_key=True)
    ballot: fields.ForeignKeyRelation[OpenBallot] = fields.ForeignKeyField(
        "club.OpenBallot", related_name="changes", on_delete=fields.RESTRICT
    )
    ballot_id: int
    n = fields.IntField()
    choice = fields.CharField(BALLOT_LENGTH)
    cast_at = UtcField()

    class Meta:
        table = "decision_ballot_change"
        unique_together = (("ballot", "n"),)


class Reason(models.Model):
    """Why somebody has a concern or objects: beside an open ballot, or under a secret one's mark.

    Under a mark it has no owner either; only what was put in the box under it is known.
    """

    ref = fields.CharField(REF_LENGTH, primary_key=True, default=new_ref)
    decision: fields.ForeignKeyRelation[Decision] = fields.ForeignKeyField(
        "club.Decision", related_name="reasons", on_delete=fields.RESTRICT
    )
    decision_id: int
    member: fields.ForeignKeyNullableRelation[Member] = fields.ForeignKeyField(
        "club.Member", related_name="reasons", on_delete=fields.RESTRICT, null=True
    )
    member_id: int | None
    mark = fields.CharField(MARK_LENGTH, null=True, unique=True)
    words = fields.CharField(WHY_LENGTH)

    class Meta:
        table = "decision_reason"
        unique_together = (("decision", "member"),)
        constraints = [
            CheckConstraint(
                check="(member_id IS NULL) <> (mark IS NULL)",
                name="reason_has_a_voter_or_a_mark_and_never_both",
            ),
        ]


class SecretBallot(models.Model):
    """A choice without a person: no member, no time, no order, and a key that says nothing."""

    mark = fields.CharField(MARK_LENGTH, primary_key=True)
    decision: fields.ForeignKeyRelation[Decision] = fields.ForeignKeyField(
        "club.Decision", related_name="secret_ballots", on_delete=fields.RESTRICT
    )
    decision_id: int
    choice = fields.CharField(BALLOT_LENGTH)
    change_lock = fields.CharField(64)

    class Meta:
        table = "decision_secret_ballot"
        constraints = [
            CheckConstraint(check="length(mark) = 10", name="secret_ballot_mark_is_whole"),
        ]
