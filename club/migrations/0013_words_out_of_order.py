"""Since when a night is another one, so that a yes to the old time is not taken for the new."""

from tortoise import fields, migrations
from tortoise.migrations import operations as ops

from club.kit.db.fields import UtcField


class Migration(migrations.Migration):
    dependencies = [("club", "0012_paper")]

    initial = False

    operations = [
        ops.AddField(
            model_name='Night',
            name='moved_at',
            field=UtcField(null=True, auto_now=False, auto_now_add=False),
        ),
    ]
