"""A series that was split knows the one it came from."""

from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("club", "0002_journal_is_append_only")]

    initial = False

    operations = [
        ops.AddField(
            model_name="Series",
            name="stem",
            field=fields.ForeignKeyField(
                "club.Series",
                source_field="stem_id",
                null=True,
                db_constraint=True,
                to_field="id",
                related_name="parts",
                on_delete=OnDelete.RESTRICT,
            ),
        ),
    ]
