"""Tables of what is on the calendar: places, series, nights."""

from datetime import datetime

from tortoise import fields, models
from tortoise.migrations.constraints import CheckConstraint

from club.events.rules import rrule
from club.events.rules.places import Listed, NamesShown, PlaceShown
from club.events.rules.seats import Room
from club.events.rules.series import Rule
from club.events.rules.times import from_key
from club.kit.db import UtcField
from club.kit.tokens import REF_LENGTH, new_ref

TITLE_LENGTH = 120
TEXT_LENGTH = 4000
KEY_LENGTH = 16
ZONE_LENGTH = 64
_SHOWN_LENGTH = 10


class Place(models.Model):
    """Where a night is, how to find it, and what the room is like."""

    id = fields.BigIntField(primary_key=True)
    ref = fields.CharField(REF_LENGTH, unique=True, default=new_ref)
    name = fields.CharField(TITLE_LENGTH)
    how_to_find = fields.TextField(default="")
    facts: dict[str, str] = fields.JSONField(default=dict)
    closed_at: datetime | None = UtcField(null=True)

    class Meta:
        table = "place"


class Series(models.Model):
    """Nights that repeat by a rule, at the same time on the club's wall."""

    id = fields.BigIntField(primary_key=True)
    ref = fields.CharField(REF_LENGTH, unique=True, default=new_ref)
    title = fields.CharField(TITLE_LENGTH)
    text = fields.TextField(default="")
    place: fields.ForeignKeyNullableRelation[Place] = fields.ForeignKeyField(
        "club.Place", related_name="series", null=True, on_delete=fields.RESTRICT
    )
    place_id: int | None
    zone = fields.CharField(ZONE_LENGTH)
    rule = fields.CharField(TITLE_LENGTH)
    first_start = fields.CharField(KEY_LENGTH)
    minutes = fields.IntField()
    places = fields.IntField(null=True)
    names_shown = fields.CharEnumField(
        NamesShown, max_length=_SHOWN_LENGTH, default=NamesShown.COMING
    )
    guests_most = fields.SmallIntField(default=0)
    first_timers = fields.SmallIntField(default=0)
    listed = fields.CharEnumField(Listed, max_length=_SHOWN_LENGTH, default=Listed.MEMBERS)
    place_shown = fields.CharEnumField(
        PlaceShown, max_length=_SHOWN_LENGTH, default=PlaceShown.MEMBERS
    )
    answer_hours = fields.SmallIntField(null=True)
    content_note = fields.CharField(TITLE_LENGTH, default="")
    plan_b = fields.TextField(default="")
    revision = fields.IntField(default=0)
    written_at: datetime = UtcField()
    ended_at: datetime | None = UtcField(null=True)

    class Meta:
        table = "series"
        constraints = (
            CheckConstraint(check="minutes BETWEEN 1 AND 1440", name="series_lasts"),
            CheckConstraint(check="places BETWEEN 1 AND 1000", name="series_places"),
            CheckConstraint(check="guests_most BETWEEN 0 AND 3", name="series_guests"),
        )

    def rounds(self) -> Rule:
        """Return how the series repeats."""
        return rrule.parse(self.rule)

    @property
    def thing(self) -> str:
        """The name of this series in the club's record."""
        return f"series/{self.ref}"

    def begins(self) -> datetime:
        """Return the first local start."""
        return from_key(self.first_start)


class Night(models.Model):
    """One dated gathering.

    The numbers stand on the night itself: they are what is left when the names are forgotten,
    and they spare every page the counting. ``coming`` and ``maybe`` count people, guests among
    them; ``waiting`` and ``away`` count answers; ``taken`` counts the places of the room that are
    given or offered, which those of its hosts are not.

    ``series_key`` is the local start that the rule of its series gave it; a night that is moved
    keeps it, so that it is not written down again. ``detached``: it was changed alone, and does not
    follow when its series changes.
    """

    id = fields.BigIntField(primary_key=True)
    ref = fields.CharField(REF_LENGTH, unique=True, default=new_ref)
    series: fields.ForeignKeyNullableRelation[Series] = fields.ForeignKeyField(
        "club.Series", related_name="nights", null=True, on_delete=fields.RESTRICT
    )
    series_id: int | None
    series_key = fields.CharField(KEY_LENGTH, null=True)
    detached = fields.BooleanField(default=False)
    title = fields.CharField(TITLE_LENGTH)
    text = fields.TextField(default="")
    place: fields.ForeignKeyNullableRelation[Place] = fields.ForeignKeyField(
        "club.Place", related_name="nights", null=True, on_delete=fields.RESTRICT
    )
    place_id: int | None
    zone = fields.CharField(ZONE_LENGTH)
    starts_at: datetime = UtcField(db_index=True)
    ends_at: datetime = UtcField()
    places = fields.IntField(null=True)
    kept = fields.IntField(default=0)
    names_shown = fields.CharEnumField(
        NamesShown, max_length=_SHOWN_LENGTH, default=NamesShown.COMING
    )
    guests_most = fields.SmallIntField(default=0)
    first_timers = fields.SmallIntField(default=0)
    answer_by: datetime | None = UtcField(null=True)
    listed = fields.CharEnumField(Listed, max_length=_SHOWN_LENGTH, default=Listed.MEMBERS)
    place_shown = fields.CharEnumField(
        PlaceShown, max_length=_SHOWN_LENGTH, default=PlaceShown.MEMBERS
    )
    content_note = fields.CharField(TITLE_LENGTH, default="")
    plan_b = fields.TextField(default="")
    revision = fields.IntField(default=0)
    sequence = fields.IntField(default=0)
    coming = fields.IntField(default=0)
    maybe = fields.IntField(default=0)
    away = fields.IntField(default=0)
    waiting = fields.IntField(default=0)
    taken = fields.IntField(default=0)
    reminded_at: datetime | None = UtcField(null=True)
    forgotten_at: datetime | None = UtcField(null=True)
    cancelled_at: datetime | None = UtcField(null=True)
    cancelled_by: int | None = fields.BigIntField(null=True)
    cancelled_under: int | None = fields.BigIntField(null=True)
    cancelled_words = fields.TextField(default="")

    class Meta:
        table = "night"
        unique_together = (("series", "series_key"),)
        constraints = (
            CheckConstraint(check="ends_at > starts_at", name="night_ends_after_it_starts"),
            CheckConstraint(check="places BETWEEN 1 AND 1000", name="night_places"),
            CheckConstraint(check="guests_most BETWEEN 0 AND 3", name="night_guests"),
            CheckConstraint(check="coming >= 0 AND maybe >= 0 AND away >= 0", name="night_counts"),
            CheckConstraint(check="waiting >= 0 AND taken >= 0", name="night_seats"),
        )

    @property
    def thing(self) -> str:
        """The name of this night in the club's record."""
        return f"night/{self.ref}"

    def room(self) -> Room:
        """Return how many may come."""
        return Room(self.places, self.kept)
