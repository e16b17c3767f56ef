"""Meetings of all members: asked for, called, held, with their agenda."""

from datetime import datetime

from tortoise import fields, models
from tortoise.migrations.constraints import CheckConstraint

from club.decisions.models.decision import Decision
from club.decisions.rules.meetings import Ending, Kind, Moments
from club.kit.db import UtcField
from club.kit.tokens import REF_LENGTH, new_ref
from club.members.models import Member

PURPOSE_LENGTH = 140
ABOUT_LENGTH = 2000
PLACE_LENGTH = 200
ZONE_LENGTH = 64


class Meeting(models.Model):
    """One meeting of all members. How many were there is a number; who was, is not kept."""

    id = fields.IntField(primary_key=True)
    ref = fields.CharField(REF_LENGTH, unique=True, default=new_ref)
    kind = fields.CharEnumField(Kind, max_length=10)
    purpose = fields.CharField(PURPOSE_LENGTH)
    about = fields.TextField()
    proposer: fields.ForeignKeyNullableRelation[Member] = fields.ForeignKeyField(
        "club.Member", related_name="meetings", on_delete=fields.RESTRICT, null=True
    )
    proposer_id: int | None
    put_off: fields.ForeignKeyNullableRelation["Meeting"] = fields.ForeignKeyField(
        "club.Meeting", related_name="seconds", on_delete=fields.RESTRICT, null=True
    )
    put_off_id: int | None
    """The meeting to which too few came, and that this one takes the place of."""
    created_at = UtcField()
    asked_at: datetime | None = UtcField(null=True)
    """Since when enough members ask for it."""
    called_at: datetime | None = UtcField(null=True)
    called_by: fields.ForeignKeyNullableRelation[Member] = fields.ForeignKeyField(
        "club.Member", related_name="meetings_called", on_delete=fields.RESTRICT, null=True
    )
    called_by_id: int | None
    starts_at: datetime | None = UtcField(null=True, db_index=True)
    closes_at: datetime | None = UtcField(null=True)
    """Until when points come in."""
    zone = fields.CharField(ZONE_LENGTH, default="UTC")
    place = fields.CharField(PLACE_LENGTH, default="")
    night = fields.CharField(REF_LENGTH, default="")
    """The public name of its night on the calendar."""
    needed = fields.IntField(default=0)
    """How many must be there, fixed when it was called."""
    agenda_at: datetime | None = UtcField(null=True)
    counted_by: fields.ForeignKeyNullableRelation[Member] = fields.ForeignKeyField(
        "club.Member", related_name="meetings_counted", on_delete=fields.RESTRICT, null=True
    )
    counted_by_id: int | None
    confirmed_by: fields.ForeignKeyNullableRelation[Member] = fields.ForeignKeyField(
        "club.Member", related_name="meetings_confirmed", on_delete=fields.RESTRICT, null=True
    )
    confirmed_by_id: int | None
    """Who counted stands here until the minutes are fixed, and nowhere else."""
    present = fields.IntField(default=0)
    recorder: fields.ForeignKeyNullableRelation[Member] = fields.ForeignKeyField(
        "club.Member", related_name="meetings_recorded", on_delete=fields.RESTRICT, null=True
    )
    recorder_id: int | None
    held_at: datetime | None = UtcField(null=True)
    over_at: datetime | None = UtcField(null=True)
    ending = fields.CharEnumField(Ending, max_length=10, null=True)
    withdrawn_at: datetime | None = UtcField(null=True)
    reminded_at: datetime | None = UtcField(null=True)
    """When whoever writes the minutes was reminded."""
    proposed_at: datetime | None = UtcField(null=True)
    minutes_n = fields.IntField(default=0)
    """The newest version of the minutes; 0 before there is one."""
    agreed_by: fields.ForeignKeyNullableRelation[Member] = fields.ForeignKeyField(
        "club.Member", related_name="minutes_agreed", on_delete=fields.RESTRICT, null=True
    )
    agreed_by_id: int | None
    """Who says that a later meeting agreed to the newest version."""
    fixed_by: fields.ForeignKeyNullableRelation[Member] = fields.ForeignKeyField(
        "club.Member", related_name="minutes_fixed", on_delete=fields.RESTRICT, null=True
    )
    fixed_by_id: int | None
    fixed_at: datetime | None = UtcField(null=True)
    fixed_in: fields.ForeignKeyNullableRelation["Meeting"] = fields.ForeignKeyField(
        "club.Meeting", related_name="fixed", on_delete=fields.RESTRICT, null=True
    )
    fixed_in_id: int | None
    revision = fields.IntField(default=0)

    class Meta:
        table = "meeting"
        constraints = [
            CheckConstraint(
                check="called_at IS NULL OR (starts_at IS NOT NULL AND starts_at > called_at)",
                name="meeting_called_has_its_hour",
            ),
            CheckConstraint(
                check="held_at IS NULL OR present >= needed",
                name="meeting_held_by_enough",
            ),
            CheckConstraint(
                check="NOT (held_at IS NOT NULL AND over_at IS NOT NULL)",
                name="meeting_is_held_or_not",
            ),
        ]

    def moments(self) -> Moments:
        """Return the moments that say where this meeting stands."""
        return Moments(
            self.created_at,
            self.asked_at,
            self.called_at,
            self.starts_at,
            self.agenda_at,
            self.held_at,
            self.over_at,
            self.ending,
            self.withdrawn_at,
        )

    @property
    def thing(self) -> str:
        """The name of this meeting in the club's record."""
        return f"meeting/{self.ref}"

    @property
    def path(self) -> str:
        """Where members find it."""
        return f"/meetings/{self.ref}"


class MeetingCaller(models.Model):
    """A member asks for a meeting."""

    id = fields.IntField(primary_key=True)
    meeting: fields.ForeignKeyRelation[Meeting] = fields.ForeignKeyField(
        "club.Meeting", related_name="callers", on_delete=fields.RESTRICT
    )
    meeting_id: int
    member: fields.ForeignKeyRelation[Member] = fields.ForeignKeyField(
        "club.Member", related_name="calls", on_delete=fields.RESTRICT
    )
    member_id: int
    at = UtcField()

    class Meta:
        table = "meeting_caller"
        unique_together = (("meeting", "member"),)


class AgendaPoint(models.Model):
    """One point of an agenda: words of a member, a decision, or the minutes of an earlier meeting.

    ``business``: what the meeting was called for; all else is talked about.
    """

    id = fields.IntField(primary_key=True)
    ref = fields.CharField(REF_LENGTH, unique=True, default=new_ref)
    meeting: fields.ForeignKeyRelation[Meeting] = fields.ForeignKeyField(
        "club.Meeting", related_name="points", on_delete=fields.RESTRICT
    )
    meeting_id: int
    author: fields.ForeignKeyNullableRelation[Member] = fields.ForeignKeyField(
        "club.Member", related_name="points", on_delete=fields.RESTRICT, null=True
    )
    author_id: int | None
    words = fields.CharField(PURPOSE_LENGTH, default="")
    about = fields.TextField()
    business = fields.BooleanField(default=False)
    decision: fields.ForeignKeyNullableRelation[Decision] = fields.ForeignKeyField(
        "club.Decision", related_name="agendas", on_delete=fields.RESTRICT, null=True
    )
    decision_id: int | None
    minutes_of: fields.ForeignKeyNullableRelation[Meeting] = fields.ForeignKeyField(
        "club.Meeting", related_name="agreed_at", on_delete=fields.RESTRICT, null=True
    )
    minutes_of_id: int | None

    class Meta:
        table = "meeting_point"
        unique_together = (("meeting", "decision"), ("meeting", "minutes_of"))
