"""Tables: messages, letters, subscriptions, deliveries, members' wishes, push services."""

from datetime import datetime

from tortoise import fields, models

from club.access.models import Session
from club.kit.db import UtcField
from club.kit.jobs import Leased
from club.kit.tokens import REF_LENGTH, new_ref
from club.members.models import Member
from club.notices.rules import Category, quiet
from club.notices.rules import notice as bounds

SHA_LENGTH = 64
ENDPOINT_LENGTH = 1024
ORIGIN_LENGTH = 280
_OFF_LENGTH = 80


class Message(models.Model):
    """A notice as it was told, once, however many members it went to."""

    id = fields.BigIntField(primary_key=True)
    ref = fields.CharField(REF_LENGTH, unique=True, default=new_ref)
    kind = fields.CharField(bounds.KIND_LENGTH, db_index=True)
    category = fields.CharEnumField(bounds.Category, max_length=12)
    title = fields.CharField(bounds.TITLE_LENGTH)
    body = fields.TextField()
    path = fields.CharField(bounds.PATH_LENGTH)
    tag = fields.CharField(bounds.TAG_LENGTH)
    urgent = fields.BooleanField()
    when: datetime | None = UtcField(null=True)
    sender_id: int | None = fields.BigIntField(null=True, db_index=True)
    power = fields.CharField(bounds.POWER_LENGTH, default="")
    audience = fields.IntField(default=0)
    delivered = fields.IntField(default=0)
    sent_at = UtcField(db_index=True)

    class Meta:
        table = "message"

    def notice(self) -> bounds.Notice:
        """Return what was told, as the value it was told by."""
        return bounds.Notice(
            kind=self.kind,
            category=self.category,
            title=self.title,
            body=self.body,
            path=self.path,
            tag=self.tag,
            urgent=self.urgent,
            when=self.when,
        )


class Letter(models.Model):
    """A message in one member's inbox."""

    id = fields.BigIntField(primary_key=True)
    ref = fields.CharField(REF_LENGTH, unique=True, default=new_ref)
    message: fields.ForeignKeyRelation[Message] = fields.ForeignKeyField(
        "club.Message", related_name="letters", on_delete=fields.CASCADE
    )
    message_id: int
    member_id = fields.BigIntField()
    dedupe = fields.CharField(bounds.TAG_LENGTH, null=True)
    read_at: datetime | None = UtcField(null=True)

    class Meta:
        table = "letter"
        unique_together = (("member_id", "dedupe"),)
        indexes = (("member_id", "id"),)


class Subscription(models.Model):
    """One browser of one member that asked for push."""

    id = fields.BigIntField(primary_key=True)
    ref = fields.CharField(REF_LENGTH, unique=True, default=new_ref)
    member: fields.ForeignKeyRelation[Member] = fields.ForeignKeyField(
        "club.Member", related_name="subscriptions", on_delete=fields.CASCADE, db_index=True
    )
    member_id: int
    # The browser's session takes the subscription along when it ends, wherever it is ended from.
    session: fields.ForeignKeyRelation[Session] = fields.ForeignKeyField(
        "club.Session", related_name="subscriptions", on_delete=fields.CASCADE, db_index=True
    )
    session_id: int
    endpoint = fields.CharField(ENDPOINT_LENGTH)
    endpoint_sha = fields.CharField(SHA_LENGTH, unique=True)
    origin = fields.CharField(ORIGIN_LENGTH)
    p256dh = fields.CharField(90)
    auth = fields.CharField(24)
    level = fields.SmallIntField(default=0)
    device = fields.CharField(60)
    made_at = UtcField()
    seen_at = UtcField()
    last_ok_at: datetime | None = UtcField(null=True)
    failing_since: datetime | None = UtcField(null=True)
    fails = fields.IntField(default=0)
    dead_at: datetime | None = UtcField(null=True)

    class Meta:
        table = "subscription"


class Delivery(Leased):
    """One letter on its way to one browser."""

    letter: fields.ForeignKeyRelation[Letter] = fields.ForeignKeyField(
        "club.Letter", related_name="deliveries", on_delete=fields.CASCADE
    )
    letter_id: int
    subscription: fields.ForeignKeyRelation[Subscription] = fields.ForeignKeyField(
        "club.Subscription", related_name="deliveries", on_delete=fields.CASCADE
    )
    subscription_id: int
    tag = fields.CharField(bounds.TAG_LENGTH)
    expires_at = UtcField()
    outcome = fields.CharField(12, default="")

    class Meta:
        table = "delivery"
        indexes = (("done_at", "due_at"),)


class Wish(models.Model):
    """What one member wants of their phones; no row means the usual."""

    member: fields.OneToOneRelation[Member] = fields.OneToOneField(
        "club.Member", related_name="wish", on_delete=fields.CASCADE, primary_key=True
    )
    member_id: int
    quiet_from = fields.SmallIntField()
    quiet_to = fields.SmallIntField()
    paused_until: datetime | None = UtcField(null=True)
    off = fields.CharField(_OFF_LENGTH)

    class Meta:
        table = "wish"

    def wishes(self) -> quiet.Wishes:
        """Return the row as the rules know it."""
        return quiet.Wishes(
            quiet_from=self.quiet_from,
            quiet_to=self.quiet_to,
            paused_until=self.paused_until,
            off=frozenset(Category(each) for each in self.off.split()),
        )


class PushService(models.Model):
    """How we stand with one push service."""

    origin = fields.CharField(ORIGIN_LENGTH, primary_key=True)
    rests_until: datetime | None = UtcField(null=True)
    status = fields.SmallIntField()
    at = UtcField()
    last_ok_at: datetime | None = UtcField(null=True)

    class Meta:
        table = "push_service"
