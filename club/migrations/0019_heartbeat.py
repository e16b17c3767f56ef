"""When the program ran, and votes that go on because it did not."""

from tortoise import migrations
from tortoise.migrations import operations as ops
from club.kit.db.fields import UtcField
from tortoise import fields

class Migration(migrations.Migration):
    dependencies = [("club", "0018_challenges")]

    initial = False

    operations = [
        ops.AddField(
            model_name='Decision',
            name='down_minutes',
            field=fields.IntField(null=True),
        ),
        ops.CreateModel(
            name='Heartbeat',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('at', UtcField(auto_now=False, auto_now_add=False)),
                ('before', UtcField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'heartbeat', 'app': 'club'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Outage',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('began_at', UtcField(auto_now=False, auto_now_add=False)),
                ('ended_at', UtcField(db_index=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'outage', 'app': 'club'},
            bases=['Model'],
        ),
    ]
