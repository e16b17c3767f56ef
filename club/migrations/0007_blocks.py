"""Members who do not want to meet each other here."""

from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.indexes import Index
from tortoise.migrations import operations as ops

from club.kit.db.fields import UtcField


class Migration(migrations.Migration):
    dependencies = [("club", "0006_decision_life")]

    initial = False

    operations = [
        ops.CreateModel(
            name='Block',
            fields=[
                ('id', fields.BigIntField(primary_key=True, unique=True, db_index=True)),
                ('member', fields.ForeignKeyField('club.Member', source_field='member_id', db_constraint=True, to_field='id', related_name='blocks', on_delete=OnDelete.CASCADE)),
                ('other', fields.ForeignKeyField('club.Member', source_field='other_id', db_constraint=True, to_field='id', related_name='blocked_by', on_delete=OnDelete.CASCADE)),
                ('at', UtcField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'member_block', 'app': 'club', 'unique_together': (('member', 'other'),), 'indexes': [Index(fields=['other', 'member'])]},
            bases=['Model'],
        ),
    ]
