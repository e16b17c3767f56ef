"""Which night a draft was copied from, so that its terms and its list can come along."""

from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("club", "0015_door_words")]

    initial = False

    operations = [
        ops.AddField(
            model_name='NightDraft',
            name='like',
            field=fields.ForeignKeyField('club.Night', source_field='like_id', null=True, db_constraint=True, to_field='id', related_name='copies', on_delete=OnDelete.CASCADE),
        ),
    ]
