"""Challenging a result, and the panel that looks at its vote."""

from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise.migrations.constraints import CheckConstraint
from club.decisions.rules.challenges import Ground
from club.decisions.rules.panel import Finding, Verdict
from club.kit.db.fields import UtcField
from tortoise.fields.base import OnDelete
from tortoise import fields

class Migration(migrations.Migration):
    dependencies = [("club", "0017_elections")]

    initial = False

    operations = [
        ops.AddField(
            model_name='Decision',
            name='held_at',
            field=UtcField(null=True, db_index=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name='Decision',
            name='annulled_at',
            field=UtcField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.CreateModel(
            name='PanelLot',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('decision', fields.OneToOneField('club.Decision', source_field='decision_id', db_constraint=True, to_field='id', related_name='panel_lot', on_delete=OnDelete.RESTRICT)),
                ('secret', fields.CharField(max_length=64)),
                ('key', fields.CharField(max_length=64)),
            ],
            options={'table': 'decision_panel_lot', 'app': 'club'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='ResultChallenge',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('decision', fields.OneToOneField('club.Decision', source_field='decision_id', db_constraint=True, to_field='id', related_name='challenge', on_delete=OnDelete.RESTRICT)),
                ('began_at', UtcField(auto_now=False, auto_now_add=False)),
                ('admitted_at', UtcField(null=True, auto_now=False, auto_now_add=False)),
                ('found', fields.CharEnumField(null=True, enum_type=Finding, max_length=10)),
                ('found_at', UtcField(null=True, db_index=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'decision_challenge', 'app': 'club', 'constraints': [CheckConstraint(check='(found IS NULL) = (found_at IS NULL) AND (found_at IS NULL OR admitted_at IS NOT NULL)', name='challenge_is_found_on_once_it_was_admitted')]},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Challenger',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('challenge', fields.ForeignKeyField('club.ResultChallenge', source_field='challenge_id', db_constraint=True, to_field='id', related_name='challengers', on_delete=OnDelete.RESTRICT)),
                ('member', fields.ForeignKeyField('club.Member', source_field='member_id', db_constraint=True, to_field='id', related_name='challenged', on_delete=OnDelete.RESTRICT)),
                ('ground', fields.CharEnumField(enum_type=Ground, max_length=10)),
                ('words', fields.CharField(max_length=1000)),
                ('at', UtcField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'decision_challenger', 'app': 'club', 'unique_together': (('challenge', 'member'),)},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='PanelSeat',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('challenge', fields.ForeignKeyField('club.ResultChallenge', source_field='challenge_id', db_constraint=True, to_field='id', related_name='seats', on_delete=OnDelete.RESTRICT)),
                ('n', fields.IntField()),
                ('token', fields.CharField(max_length=16)),
                ('member', fields.ForeignKeyField('club.Member', source_field='member_id', db_constraint=True, to_field='id', related_name='panels', on_delete=OnDelete.RESTRICT)),
                ('called_at', UtcField(null=True, auto_now=False, auto_now_add=False)),
                ('gone_at', UtcField(null=True, auto_now=False, auto_now_add=False)),
                ('verdict', fields.CharEnumField(null=True, enum_type=Verdict, max_length=10)),
                ('reason', fields.CharField(default='', max_length=2000)),
                ('said_at', UtcField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'decision_panel_seat', 'app': 'club', 'unique_together': (('challenge', 'n'), ('challenge', 'member'))},
            bases=['Model'],
        ),
    ]
