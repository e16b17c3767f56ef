"""Tables of what is on the calendar: series and nights."""

from datetime import datetime

from tortoise import fields, models
from tortoise.migrations.constraints import CheckConstraint

from club.events.models.places import TITLE_LENGTH, Place
from club.events.rules import rrule
from club.events.rules.online import ADDRESS_LENGTH
from club.events.rules.places import Listed, NamesShown, PlaceShown
from club.events.rules.room import Room
from club.events.rules.seats import Counts, QueueRule
from club.events.rules.series import Rule
from club.events.rules.times import from_key
from club.kit.db import UtcField
from club.kit.tokens import REF_LENGTH, new_ref

TEXT_LENGTH = 4000
KEY_LENGTH = 16
ZONE_LENGTH = 64
_SHOWN_LENGTH = 10
_RULE_LENGTH = 20
COUNTED = ("coming", "maybe", "away", "waiting", "taken")


class Series(models.Model):
    """Nights that repeat by a rule, at the same time on the club's wall.

    ``stem``: the first of those that splits have made of one series; None for that one itself.
    What members usually say is said to the stem, so it holds for all that came of it.
    """

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
    count_shown = fields.BooleanField(default=True, db_default=True)
    guests_most = fields.SmallIntField(default=0)
    first_timers = fields.SmallIntField(default=0)
    listed = fields.CharEnumField(Listed, max_length=_SHOWN_LENGTH, default=Listed.MEMBERS)
    place_shown = fields.CharEnumField(
        PlaceShown, max_length=_SHOWN_LENGTH, default=PlaceShown.MEMBERS
    )
    answer_hours = fields.SmallIntField(null=True)
    content_note = fields.CharField(TITLE_LENGTH, default="")
    plan_b = fields.TextField(default="")
    join_url = fields.CharField(ADDRESS_LENGTH, default="", db_default="")
    revision = fields.IntField(default=0)
    written_at: datetime = UtcField()
    ended_at: datetime | None = UtcField(null=True)
    stem: fields.ForeignKeyNullableRelation["Series"] = fields.ForeignKeyField(
        "club.Series", related_name="parts", null=True, on_delete=fields.RESTRICT
    )
    stem_id: int | None

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
    def root(self) -> int:
        """The id of its stem, or its own."""
        return self.stem_id or int(self.id)

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
    given or offered, which those of its hosts are not. ``here`` counts who was here by name while
    there were names, ``unnamed`` who was counted without one; both are 0 again once ``counted_at``
    says that they went into the numbers of their month. ``queue``: the rule the night was planned
    under; nobody's place changes while they stand in it. ``host_gone_at``: since then no host
    comes; ``host_asked``: whom the club has asked since. ``sequence`` counts changes of time, place
    and status; ``changed_at``: when calendars had anything new to hear; ``moved_at``: since when it
    is another night to whoever said yes before, and asks them again. ``series_key``: the local
    start that the rule of its series gave it, kept when the night is moved, so that it is not
    written down again. ``detached``: changed alone, so it does not follow its series.
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
    names_shown = fields.CharEnumField(
        NamesShown, max_length=_SHOWN_LENGTH, default=NamesShown.COMING
    )
    count_shown = fields.BooleanField(default=True, db_default=True)
    guests_most = fields.SmallIntField(default=0)
    first_timers = fields.SmallIntField(default=0)
    queue = fields.CharEnumField(QueueRule, max_length=_RULE_LENGTH, default=QueueRule.FIRST)
    answer_by: datetime | None = UtcField(null=True)
    listed = fields.CharEnumField(Listed, max_length=_SHOWN_LENGTH, default=Listed.MEMBERS)
    place_shown = fields.CharEnumField(
        PlaceShown, max_length=_SHOWN_LENGTH, default=PlaceShown.MEMBERS
    )
    content_note = fields.CharField(TITLE_LENGTH, default="")
    plan_b = fields.TextField(default="")
    join_url = fields.CharField(ADDRESS_LENGTH, default="", db_default="")
    revision = fields.IntField(default=0)
    sequence = fields.IntField(default=0)
    changed_at: datetime | None = UtcField(null=True)
    moved_at: datetime | None = UtcField(null=True)
    coming = fields.IntField(default=0)
    maybe = fields.IntField(default=0)
    away = fields.IntField(default=0)
    waiting = fields.IntField(default=0)
    taken = fields.IntField(default=0)
    host_gone_at: datetime | None = UtcField(null=True)
    host_asked = fields.SmallIntField(default=0)
    here = fields.IntField(default=0)
    unnamed = fields.IntField(default=0)
    counted_at: datetime | None = UtcField(null=True)
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

    def room(self, reserve: int = 0) -> Room:
        """Return how many may come; ``reserve`` of them are kept for newcomers."""
        return Room(self.places, self.taken, reserve)

    def count(self, change: Counts, sign: int = 1) -> None:
        """Add an answer to the numbers, or take it out with ``sign`` -1; its row is locked."""
        for name in COUNTED:
            setattr(self, name, getattr(self, name) + sign * getattr(change, name))
