"""Ballots that choose: rankings beside words, the lot, every step of a count, and reasons."""

from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise.migrations.constraints import CheckConstraint
from club.kit.db.operations import Retyped
from club.kit.tokens import new_ref
from tortoise.fields.base import OnDelete
from tortoise import fields

class Migration(migrations.Migration):
    dependencies = [("club", "0008_photos_of_a_night")]

    initial = False

    operations = [
        Retyped('OpenBallot', 'choice', fields.CharField(max_length=12)),
        Retyped('BallotChange', 'choice', fields.CharField(max_length=12)),
        Retyped('SecretBallot', 'choice', fields.CharField(max_length=12)),
        ops.CreateModel(
            name='Lot',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('decision', fields.OneToOneField('club.Decision', source_field='decision_id', db_constraint=True, to_field='id', related_name='lot', on_delete=OnDelete.RESTRICT)),
                ('secret', fields.CharField(max_length=64)),
            ],
            options={'table': 'decision_lot', 'app': 'club'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='CountText',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('decision', fields.OneToOneField('club.Decision', source_field='decision_id', db_constraint=True, to_field='id', related_name='count_text', on_delete=OnDelete.RESTRICT)),
                ('winner', fields.CharField(default='', max_length=4)),
                ('words', fields.TextField(unique=False)),
            ],
            options={'table': 'decision_count', 'app': 'club'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Reason',
            fields=[
                ('ref', fields.CharField(primary_key=True, default=new_ref, unique=True, db_index=True, max_length=26)),
                ('decision', fields.ForeignKeyField('club.Decision', source_field='decision_id', db_constraint=True, to_field='id', related_name='reasons', on_delete=OnDelete.RESTRICT)),
                ('member', fields.ForeignKeyField('club.Member', source_field='member_id', null=True, db_constraint=True, to_field='id', related_name='reasons', on_delete=OnDelete.RESTRICT)),
                ('mark', fields.CharField(null=True, unique=True, max_length=10)),
                ('words', fields.CharField(max_length=500)),
            ],
            options={'table': 'decision_reason', 'app': 'club', 'unique_together': (('decision', 'member'),), 'constraints': [CheckConstraint(check='(member_id IS NULL) <> (mark IS NULL)', name='reason_has_a_voter_or_a_mark_and_never_both')]},
            bases=['Model'],
        ),
    ]
