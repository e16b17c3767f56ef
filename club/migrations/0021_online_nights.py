"""Where a night is joined from home, and whether all members read how many come to it."""

from tortoise import fields, migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("club", "0020_meetings")]

    initial = False

    operations = [
        ops.AddField(
            model_name='Series',
            name='join_url',
            field=fields.CharField(default='', db_default='', max_length=300),
        ),
        ops.AddField(
            model_name='Night',
            name='join_url',
            field=fields.CharField(default='', db_default='', max_length=300),
        ),
        ops.AddField(
            model_name='Series',
            name='count_shown',
            field=fields.BooleanField(default=True, db_default=True),
        ),
        ops.AddField(
            model_name='Night',
            name='count_shown',
            field=fields.BooleanField(default=True, db_default=True),
        ),
    ]
