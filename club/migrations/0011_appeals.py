"""What may come after a decision: a day to look at it again, and asking for it back."""

from tortoise import migrations
from tortoise.migrations import operations as ops
from club.kit.db.fields import UtcField
from tortoise.fields.base import OnDelete
from tortoise import fields

class Migration(migrations.Migration):
    dependencies = [("club", "0010_offices")]

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
        ops.CreateModel(
            name='Reopening',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('decision', fields.ForeignKeyField('club.Decision', source_field='decision_id', db_constraint=True, to_field='id', related_name='reopenings', on_delete=OnDelete.RESTRICT)),
                ('began_at', UtcField(auto_now=False, auto_now_add=False)),
                ('enough_at', UtcField(null=True, db_index=True, auto_now=False, auto_now_add=False)),
                ('brought_at', UtcField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'decision_reopening', 'app': 'club'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='ReopeningAsk',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('reopening', fields.ForeignKeyField('club.Reopening', source_field='reopening_id', db_constraint=True, to_field='id', related_name='asks', on_delete=OnDelete.RESTRICT)),
                ('member', fields.ForeignKeyField('club.Member', source_field='member_id', db_constraint=True, to_field='id', related_name='reopening_asks', on_delete=OnDelete.RESTRICT)),
                ('asked_at', UtcField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'decision_reopening_ask', 'app': 'club', 'unique_together': (('reopening', 'member'),)},
            bases=['Model'],
        ),
    ]
