"""Tables of the photos of a night: whether there are any, each of them, and who is on it."""

from datetime import datetime

from tortoise import fields, models
from tortoise.indexes import Index

from club.events.models.nights import Night
from club.events.models.places import WORDS_LENGTH
from club.events.rules.photos import Tag
from club.kit.db import UtcField
from club.kit.tokens import REF_LENGTH, new_ref
from club.members.models import Member


class NightPhotos(models.Model):
    """Photos may be shared from this night. No row says no, and then there is no photo of it."""

    id = fields.BigIntField(primary_key=True)
    night: fields.OneToOneRelation[Night] = fields.OneToOneField(
        "club.Night", related_name="photos_allowed", on_delete=fields.CASCADE
    )
    night_id: int

    class Meta:
        table = "night_photos"


class NightPhoto(models.Model):
    """A photo a member sent; deleted when anybody on it says no, a year later, or as they leave.

    ``picture`` is the random name of its files, which no page tells. ``shown_at``: when everybody
    on it had said yes for the first time.
    """

    id = fields.BigIntField(primary_key=True)
    ref = fields.CharField(REF_LENGTH, unique=True, default=new_ref)
    night: fields.ForeignKeyRelation[Night] = fields.ForeignKeyField(
        "club.Night", related_name="photos", on_delete=fields.CASCADE
    )
    night_id: int
    member: fields.ForeignKeyRelation[Member] = fields.ForeignKeyField(
        "club.Member", related_name="night_photos", on_delete=fields.RESTRICT, db_index=True
    )
    member_id: int
    picture = fields.CharField(REF_LENGTH)
    says = fields.CharField(WORDS_LENGTH)
    wide = fields.SmallIntField()
    high = fields.SmallIntField()
    sent_at: datetime = UtcField()
    shown_at: datetime | None = UtcField(null=True)

    class Meta:
        table = "night_photo"
        indexes = (Index(fields=["night", "id"]),)


class PhotoTag(models.Model):
    """Somebody who is on a photo, and since when they agree that the others see it."""

    id = fields.BigIntField(primary_key=True)
    photo: fields.ForeignKeyRelation[NightPhoto] = fields.ForeignKeyField(
        "club.NightPhoto", related_name="tags", on_delete=fields.CASCADE
    )
    photo_id: int
    member: fields.ForeignKeyRelation[Member] = fields.ForeignKeyField(
        "club.Member", related_name="photo_tags", on_delete=fields.RESTRICT, db_index=True
    )
    member_id: int
    asked_at: datetime = UtcField()
    agreed_at: datetime | None = UtcField(null=True)

    class Meta:
        table = "photo_tag"
        unique_together = (("photo", "member"),)

    def tag(self) -> Tag:
        """Return what the rules know of it; the member must have been read with it."""
        rests = self.member.paused_at is not None or self.member.left_at is not None
        return Tag(self.member_id, agreed=self.agreed_at is not None, rests=rests)
