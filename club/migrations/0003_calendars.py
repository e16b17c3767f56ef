"""Calendars that may ask for a member's nights, and since when a night is as it is."""

from tortoise import migrations
from tortoise.migrations import operations as ops
from club.events.rules.calendars import Detail, Which
from club.kit.db.fields import UtcField
from club.kit.tokens import new_ref
from tortoise.fields.base import OnDelete
from tortoise import fields
from tortoise.migrations.constraints import CheckConstraint

class Migration(migrations.Migration):
    dependencies = [('club', '0002_journal_is_append_only')]

    operations = [
        ops.CreateModel(
            name='CalToken',
            fields=[
                ('id', fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('ref', fields.CharField(default=new_ref, unique=True, max_length=26)),
                ('digest', fields.CharField(unique=True, max_length=64)),
                ('member', fields.ForeignKeyField('club.Member', source_field='member_id', db_constraint=True, to_field='id', related_name='calendars', on_delete=OnDelete.CASCADE)),
                ('label', fields.CharField(max_length=40)),
                ('detail', fields.IntEnumField(default=Detail.NEUTRAL, description='NEUTRAL: 0\nFULL: 2', enum_type=Detail, generated=False)),
                ('which', fields.CharEnumField(default=Which.MINE, description='MINE: mine\nALL: all', enum_type=Which, max_length=10)),
                ('created_at', UtcField(auto_now=False, auto_now_add=False)),
                ('last_read', fields.DateField(null=True)),
            ],
            options={'table': 'cal_token', 'app': 'club', 'constraints': [CheckConstraint(check='detail IN (0, 2)', name='cal_token_detail')]},
            bases=['Model'],
        ),
        ops.AddField(
            model_name='Night',
            name='changed_at',
            field=UtcField(null=True, auto_now=False, auto_now_add=False),
        ),
    ]

