"""What may come after a decision: a day to look at it again, and what took its place."""

from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise.fields.base import OnDelete
from tortoise import fields

class Migration(migrations.Migration):
    dependencies = [("club", "0009_ballots_of_choices")]

    initial = False

    operations = [
        ops.AddField(
            model_name='Decision',
            name='review_months',
            field=fields.IntField(null=True),
        ),
        ops.AddField(
            model_name='Decision',
            name='superseded_by',
            field=fields.ForeignKeyField('club.Decision', source_field='superseded_by_id', null=True, db_constraint=True, to_field='id', related_name='took_place_of', on_delete=OnDelete.RESTRICT),
        ),
        ops.AddField(
            model_name='TextVersion',
            name='review_months',
            field=fields.IntField(null=True),
        ),
    ]
