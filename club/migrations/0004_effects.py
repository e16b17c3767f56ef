"""What decisions do: those a question is about, and their answers."""

from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.migrations import operations as ops

from club.kit.db.fields import UtcField


class Migration(migrations.Migration):
    dependencies = [("club", "0003_queue_from_the_index")]

    initial = False

    operations = [
        ops.CreateModel(
            name='Subject',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('decision', fields.ForeignKeyField('club.Decision', source_field='decision_id', db_constraint=True, to_field='id', related_name='subjects', on_delete=OnDelete.RESTRICT)),
                ('member', fields.ForeignKeyField('club.Member', source_field='member_id', db_constraint=True, to_field='id', related_name='subject_of', on_delete=OnDelete.RESTRICT)),
                ('words', fields.CharField(default='', max_length=2000)),
                ('replied_at', UtcField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'decision_subject', 'app': 'club', 'unique_together': (('decision', 'member'),)},
            bases=['Model'],
        ),
    ]
