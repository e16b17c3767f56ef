from tortoise import migrations
from tortoise.migrations import operations as ops
from club.events.rules.seats import Want
from club.kit.db.fields import UtcField
from tortoise.fields.base import OnDelete
from tortoise import fields
from tortoise.migrations.constraints import CheckConstraint

class Migration(migrations.Migration):
    dependencies = [('club', '0003_nights_changed_alone')]

    initial = False

    operations = [
        ops.CreateModel(
            name='SeriesAnswer',
            fields=[
                ('id', fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('series', fields.ForeignKeyField('club.Series', source_field='series_id', db_constraint=True, to_field='id', related_name='usual', on_delete=OnDelete.CASCADE)),
                ('member', fields.ForeignKeyField('club.Member', source_field='member_id', db_constraint=True, to_field='id', related_name='usual', on_delete=OnDelete.RESTRICT)),
                ('want', fields.CharEnumField(description='COMING: coming\nMAYBE: maybe\nNO: no', enum_type=Want, max_length=10)),
                ('until', UtcField(auto_now=False, auto_now_add=False)),
                ('created_at', UtcField(auto_now=False, auto_now_add=False)),
                ('told_at', UtcField(db_index=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'series_answer', 'app': 'club', 'unique_together': (('series', 'member'),), 'constraints': [CheckConstraint(check="want <> 'no'", name='series_answer_says_yes')]},
            bases=['Model'],
        ),
    ]

