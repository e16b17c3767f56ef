"""Roles in versions, and mandates: the only rows from which a right can follow."""

from datetime import datetime

from tortoise import fields, models
from tortoise.migrations.constraints import CheckConstraint

from club.kit.db import UtcField
from club.kit.tokens import REF_LENGTH, new_ref
from club.members.models import Member
from club.roles import rules

KEY_LENGTH = 40
DECISION_LENGTH = 60
NAME_LENGTH = 60
ABOUT_LENGTH = 400


class Role(models.Model):
    """One version of a role; a mandate keeps the version under which it was given."""

    id = fields.IntField(primary_key=True)
    key = fields.CharField(KEY_LENGTH)
    version = fields.IntField()
    name = fields.CharField(NAME_LENGTH)
    about = fields.CharField(ABOUT_LENGTH)
    not_about = fields.CharField(ABOUT_LENGTH)
    rights: list[str] = fields.JSONField[list[str]]()
    seats = fields.IntField()
    term_days = fields.IntField()
    max_terms = fields.IntField(null=True)
    incompatible: list[str] = fields.JSONField[list[str]]()
    min_member_days = fields.IntField(null=True)
    decision_ref = fields.CharField(DECISION_LENGTH)
    defined_at = UtcField()
    retired_at: datetime | None = UtcField(null=True)
    revision = fields.IntField(default=0)
    """Counts grants; whoever grants changes it first, so two cannot fill the same seat."""

    class Meta:
        table = "role"
        unique_together = (("key", "version"),)
        constraints = [
            CheckConstraint(check="version > 0", name="role_versions_start_at_one"),
            CheckConstraint(check="seats > 0", name="role_has_a_seat"),
            CheckConstraint(check="term_days > 0", name="role_has_a_term"),
            CheckConstraint(check="decision_ref <> ''", name="role_names_its_decision"),
        ]

    def kind(self) -> rules.RoleKind:
        """Return the role as a value; a right the program no longer knows gives nothing."""
        known = set(rules.Right)
        return rules.RoleKind(
            key=self.key,
            name=self.name,
            about=self.about,
            not_about=self.not_about,
            rights=frozenset(rules.Right(each) for each in self.rights if each in known),
            seats=self.seats,
            term_days=self.term_days,
            max_terms=self.max_terms,
            incompatible=frozenset(self.incompatible),
            min_member_days=self.min_member_days,
        )


class Mandate(models.Model):
    """One member holds one role from a start to an end, by a decision.

    ``in_place_of``: the mandate this one stands in for, another's while they are away, or the
    holder's own that is over; it carries that one's decision. ``rests_until``: until then its
    holder is away and it gives no right. ``willing_at``: since when they would look after the role
    a little longer, if nobody is chosen.
    """

    id = fields.IntField(primary_key=True)
    ref = fields.CharField(REF_LENGTH, unique=True, default=new_ref)
    member: fields.ForeignKeyRelation[Member] = fields.ForeignKeyField(
        "club.Member", related_name="mandates", on_delete=fields.RESTRICT
    )
    member_id: int
    role: fields.ForeignKeyRelation[Role] = fields.ForeignKeyField(
        "club.Role", related_name="mandates", on_delete=fields.RESTRICT
    )
    role_id: int
    decision_ref = fields.CharField(DECISION_LENGTH)
    interim = fields.BooleanField(default=False)
    starts_at = UtcField()
    ends_at = UtcField(db_index=True)
    ended_at: datetime | None = UtcField(null=True)
    end_kind = fields.CharEnumField(rules.EndKind, max_length=20, null=True)
    in_place_of: fields.ForeignKeyNullableRelation["Mandate"] = fields.ForeignKeyField(
        "club.Mandate", related_name="stand_ins", on_delete=fields.RESTRICT, null=True
    )
    in_place_of_id: int | None
    rests_until: datetime | None = UtcField(null=True)
    willing_at: datetime | None = UtcField(null=True)

    class Meta:
        table = "mandate"
        indexes = (("member", "ends_at"),)
        constraints = [
            CheckConstraint(check="ends_at > starts_at", name="mandate_ends_after_it_starts"),
            CheckConstraint(check="decision_ref <> ''", name="mandate_names_its_decision"),
            CheckConstraint(
                check="(ended_at IS NULL) = (end_kind IS NULL)", name="mandate_end_says_how"
            ),
            CheckConstraint(
                check="ended_at IS NULL OR ended_at <= ends_at", name="mandate_is_never_prolonged"
            ),
        ]

    def term(self) -> rules.Term:
        """Return the mandate as time; its role must have been fetched."""
        return rules.Term(
            self.member_id,
            self.role.key,
            self.starts_at,
            self.over_at,
            self.interim,
            self.standing,
            frozenset(self.role.incompatible),
        )

    def carries(self) -> frozenset[rules.Right]:
        """Return what its holder may do by it; its role must have been fetched."""
        rights = self.role.kind().rights
        is_caretaker = self.standing is rules.Standing.CARETAKER
        return rights - rules.NOT_FOR_CARETAKERS if is_caretaker else rights

    @property
    def over_at(self) -> datetime:
        """When it is over, or was."""
        return rules.span_of(self.starts_at, self.ends_at, self.ended_at)

    @property
    def standing(self) -> rules.Standing:
        """In what way it is held."""
        if self.in_place_of_id is None:
            return rules.Standing.GIVEN
        # Only a caretaker bridges the time until somebody is chosen; a deputy keeps a place.
        return rules.Standing.CARETAKER if self.interim else rules.Standing.ACTING

    @property
    def thing(self) -> str:
        """The name of this mandate in the club's record."""
        return f"mandate/{self.ref}"
