"""Two tables that only the tests of the kit know."""

from tortoise import fields, models
from tortoise.indexes import PartialIndex
from tortoise.migrations.constraints import CheckConstraint, UniqueConstraint

from club.kit.db import UtcField


class Shelf(models.Model):
    id = fields.IntField(primary_key=True)
    name = fields.CharField(40, unique=True)
    size = fields.IntField(default=1)
    at = UtcField(null=True)

    class Meta:
        table = "shelf"
        indexes = (PartialIndex(fields=("size",), condition={"name": "open"}),)
        constraints = (CheckConstraint(check="size > 0", name="shelf_has_room"),)


class Book(models.Model):
    id = fields.IntField(primary_key=True)
    shelf: fields.ForeignKeyRelation[Shelf] = fields.ForeignKeyField(
        "club.Shelf", related_name="books"
    )
    shelf_id: int
    title = fields.CharField(40)
    owner = fields.CharField(40, null=True)
    lent = fields.BooleanField(default=False)

    class Meta:
        table = "book"
        unique_together = (("shelf", "title"),)
        indexes = (("shelf", "lent"),)
        constraints = (
            UniqueConstraint(fields=("owner",), name="book_lent_once", condition="lent"),
            UniqueConstraint(fields=("title", "owner"), name="book_owned_once"),
        )
