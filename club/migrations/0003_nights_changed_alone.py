from tortoise import fields, migrations
from tortoise.migrations import operations as ops

from club.kit.db.operations import Sql

_NEW = [
    ("Night", "detached", fields.BooleanField, {"default": False}, "FALSE"),
    ("Series", "content_note", fields.CharField, {"default": "", "max_length": 120}, "''"),
    ("Series", "plan_b", fields.TextField, {"default": "", "unique": False}, "''"),
]
"""New columns that are never empty: added empty, filled, and then closed, for there are rows."""


class Migration(migrations.Migration):
    dependencies = [("club", "0002_journal_is_append_only")]

    initial = False

    operations = [
        ops.AddField(
            model_name="Series", name="answer_hours", field=fields.SmallIntField(null=True)
        ),
        *(
            step
            for model, name, kind, about, value in _NEW
            for step in (
                ops.AddField(model_name=model, name=name, field=kind(**about, null=True)),
                Sql(
                    sqlite=f"UPDATE {model.lower()} SET {name} = {value}",
                    postgres=f"UPDATE {model.lower()} SET {name} = {value}",
                ),
                ops.AlterField(model_name=model, name=name, field=kind(**about)),
            )
        ),
    ]
