"""What was last said of somebody being here, by them and by the door, and when it was said."""

from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.migrations import operations as ops

from club.events.rules.presence import How
from club.kit.db.fields import UtcField


class Migration(migrations.Migration):
    dependencies = [("club", "0014_kept_places")]

    initial = False

    operations = [
        ops.CreateModel(
            name='DoorWord',
            fields=[
                ('id', fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('night', fields.ForeignKeyField('club.Night', source_field='night_id', db_constraint=True, to_field='id', related_name='door_words', on_delete=OnDelete.CASCADE)),
                ('member', fields.ForeignKeyField('club.Member', source_field='member_id', db_constraint=True, to_field='id', related_name='door_words', on_delete=OnDelete.RESTRICT)),
                ('how', fields.CharEnumField(description='SELF: self\nGREETER: greeter\nANON: anon', enum_type=How, max_length=10)),
                ('here', fields.BooleanField()),
                ('at', UtcField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'door_word', 'app': 'club', 'unique_together': (('night', 'member', 'how'),)},
            bases=['Model'],
        ),
    ]
