from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise import fields

class Migration(migrations.Migration):
    dependencies = [('club', '0002_journal_is_append_only')]

    initial = False

    operations = [
        ops.AddField(
            model_name='Night',
            name='detached',
            field=fields.BooleanField(default=False),
        ),
        ops.AddField(
            model_name='Series',
            name='answer_hours',
            field=fields.SmallIntField(null=True),
        ),
        ops.AddField(
            model_name='Series',
            name='content_note',
            field=fields.CharField(default='', max_length=120),
        ),
        ops.AddField(
            model_name='Series',
            name='plan_b',
            field=fields.TextField(default='', unique=False),
        ),
    ]

