"""Tables of who is at a night: those who help with it, and what members answer."""

from datetime import datetime

from tortoise import fields, models
from tortoise.indexes import Index
from tortoise.migrations.constraints import CheckConstraint

from club.events.models.nights import Night, Series
from club.events.rules.places import Part
from club.events.rules.seats import Reply, Want
from club.events.rules.wishes import Via
from club.kit.db import UtcField
from club.members.models import Member

_WORD_LENGTH = 10
NOTE_LENGTH = 200


class SeriesHelper(models.Model):
    """A member who helps with every night of a series."""

    id = fields.BigIntField(primary_key=True)
    series: fields.ForeignKeyRelation[Series] = fields.ForeignKeyField(
        "club.Series", related_name="helpers", on_delete=fields.CASCADE
    )
    series_id: int
    member: fields.ForeignKeyRelation[Member] = fields.ForeignKeyField(
        "club.Member", related_name="helps_series", on_delete=fields.RESTRICT
    )
    member_id: int
    part = fields.CharEnumField(Part, max_length=_WORD_LENGTH)

    class Meta:
        table = "series_helper"
        unique_together = (("series", "member", "part"),)


class SeriesAnswer(models.Model):
    """What a member usually says to a series; it holds for half a year at most.

    ``told_at``: when they last heard for which nights they are down.
    """

    id = fields.BigIntField(primary_key=True)
    series: fields.ForeignKeyRelation[Series] = fields.ForeignKeyField(
        "club.Series", related_name="usual", on_delete=fields.CASCADE
    )
    series_id: int
    member: fields.ForeignKeyRelation[Member] = fields.ForeignKeyField(
        "club.Member", related_name="usual", on_delete=fields.RESTRICT
    )
    member_id: int
    want = fields.CharEnumField(Want, max_length=_WORD_LENGTH)
    until: datetime = UtcField()
    created_at: datetime = UtcField()
    told_at: datetime = UtcField(db_index=True)

    class Meta:
        table = "series_answer"
        unique_together = (("series", "member"),)
        constraints = (CheckConstraint(check="want <> 'no'", name="series_answer_says_yes"),)


class Helper(models.Model):
    """A member who hosts a night or stands at its door."""

    id = fields.BigIntField(primary_key=True)
    night: fields.ForeignKeyRelation[Night] = fields.ForeignKeyField(
        "club.Night", related_name="helpers", on_delete=fields.CASCADE
    )
    night_id: int
    member: fields.ForeignKeyRelation[Member] = fields.ForeignKeyField(
        "club.Member", related_name="helps", on_delete=fields.RESTRICT
    )
    member_id: int
    part = fields.CharEnumField(Part, max_length=_WORD_LENGTH)

    class Meta:
        table = "helper"
        unique_together = (("night", "member", "part"),)


class Answer(models.Model):
    """What a member says to a night; gone 24 hours after it. No row: not answered, which is fine.

    ``turn`` is the night's revision when the answer came. It rises by one with each answer under
    the night's own lock, so the queue needs no clock. Below 1: a host moved them to the front.
    ``named``: the member chose to be named.
    ``party``: how many come by this answer. ``seats``: how many places are theirs; once given, a
    seat is a promise, so it is kept here, and waiting is what has none. ``held``: what of the room
    that takes, or an offer; a host's own place takes nothing. ``firsts``: how many of these were
    given while the member had never been; None is none. They stay taken from what is kept for
    newcomers when the member has been somewhere since. ``fewer``: a smaller party would
    come too. ``asks``: rather an offer than a seat. ``offer_until``: a place is theirs to take
    until then. ``passed``: an offer ran out, so one other is asked first. ``wishes`` (a set of
    ``rules.wishes.Wish``) and ``note`` are for that night's door alone.
    """

    id = fields.BigIntField(primary_key=True)
    night: fields.ForeignKeyRelation[Night] = fields.ForeignKeyField(
        "club.Night", related_name="answers", on_delete=fields.CASCADE
    )
    night_id: int
    member: fields.ForeignKeyRelation[Member] = fields.ForeignKeyField(
        "club.Member", related_name="answers", on_delete=fields.RESTRICT
    )
    member_id: int
    want = fields.CharEnumField(Want, max_length=_WORD_LENGTH)
    turn = fields.IntField()
    named = fields.BooleanField(default=False)
    party = fields.SmallIntField(default=1)
    seats = fields.SmallIntField(default=0)
    held = fields.SmallIntField(default=0)
    firsts: int | None = fields.SmallIntField(null=True)
    fewer = fields.BooleanField(default=False)
    asks = fields.BooleanField(default=False)
    offer_until: datetime | None = UtcField(null=True, db_index=True)
    lapses = fields.SmallIntField(default=0)
    passed = fields.BooleanField(default=False)
    wishes = fields.SmallIntField(default=0)
    note = fields.CharField(NOTE_LENGTH, default="")
    via = fields.CharEnumField(Via, max_length=_WORD_LENGTH, default=Via.WEB)
    proxy_id: int | None = fields.BigIntField(null=True)
    said_at: datetime = UtcField()

    class Meta:
        table = "answer"
        unique_together = (("night", "member"),)
        indexes = (Index(fields=["night", "want", "seats", "turn", "held"]),)
        constraints = (
            CheckConstraint(check="party BETWEEN 1 AND 4", name="answer_party"),
            CheckConstraint(check="seats BETWEEN 0 AND party", name="answer_seats"),
            CheckConstraint(check="held BETWEEN 0 AND party", name="answer_held"),
        )

    def hold(self, places: int, *, newcomer: bool = False) -> None:
        """Let the answer take so many places of the room."""
        self.held = places
        self.firsts = places if newcomer else min(self.firsts or 0, places)

    def columns(self) -> dict[str, object]:
        """Return everything that is stored, by column."""
        return {name: getattr(self, name) for name in self._meta.db_fields}

    def reply(self) -> Reply:
        """Return what the rules ask about an answer."""
        return Reply(
            member_id=self.member_id,
            want=self.want,
            turn=self.turn,
            party=self.party,
            seats=self.seats,
            held=self.held,
            offered=self.offer_until is not None,
            fewer=self.fewer,
            asks=self.asks,
            passed=self.passed,
        )
