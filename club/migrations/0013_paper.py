"""Votes on paper: how one is held, who enters it, what each has entered, how somebody voted."""

from tortoise import migrations
from tortoise.migrations import operations as ops
import functools
from club.decisions.rules.paper import Channel
from club.kit.db.fields import UtcField
from json import dumps, loads
from tortoise.fields.base import OnDelete
from tortoise import fields
from tortoise.migrations.constraints import CheckConstraint

class Migration(migrations.Migration):
    dependencies = [("club", "0009_ballots_of_choices")]

    initial = False

    operations = [
        ops.CreateModel(
            name='PaperEntry',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('decision', fields.ForeignKeyField('club.Decision', source_field='decision_id', db_constraint=True, to_field='id', related_name='paper_entries', on_delete=OnDelete.RESTRICT)),
                ('member', fields.ForeignKeyField('club.Member', source_field='member_id', db_constraint=True, to_field='id', related_name='paper_entries', on_delete=OnDelete.RESTRICT)),
                ('voters', fields.JSONField(null=True, encoder=functools.partial(dumps, separators=(',', ':')), decoder=loads)),
                ('slips', fields.JSONField(encoder=functools.partial(dumps, separators=(',', ':')), decoder=loads)),
                ('ended', fields.BooleanField(default=False)),
                ('confirmed', fields.BooleanField(default=False)),
            ],
            options={'table': 'decision_paper_entry', 'app': 'club', 'unique_together': (('decision', 'member'),)},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='PaperVote',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('decision', fields.OneToOneField('club.Decision', source_field='decision_id', db_constraint=True, to_field='id', related_name='on_paper', on_delete=OnDelete.RESTRICT)),
                ('alone', fields.BooleanField(default=False)),
                ('openly_asked_at', UtcField(null=True, auto_now=False, auto_now_add=False)),
                ('minded', fields.BooleanField(default=False)),
                ('taken_at', UtcField(null=True, auto_now=False, auto_now_add=False)),
                ('counted_at', UtcField(null=True, auto_now=False, auto_now_add=False)),
                ('reminded_at', UtcField(null=True, auto_now=False, auto_now_add=False)),
                ('papers', fields.IntField(default=0)),
                ('unreadable', fields.IntField(default=0)),
            ],
            options={'table': 'decision_paper', 'app': 'club', 'constraints': [CheckConstraint(check='unreadable >= 0 AND unreadable <= papers', name='paper_unreadable_are_some_of_all')]},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Teller',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('decision', fields.ForeignKeyField('club.Decision', source_field='decision_id', db_constraint=True, to_field='id', related_name='tellers', on_delete=OnDelete.RESTRICT)),
                ('member', fields.ForeignKeyField('club.Member', source_field='member_id', db_constraint=True, to_field='id', related_name='teller_of', on_delete=OnDelete.RESTRICT)),
                ('place', fields.IntField(null=True)),
                ('stepped_back_at', UtcField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'decision_teller', 'app': 'club', 'unique_together': (('decision', 'member'),)},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='TellerLot',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('decision', fields.ForeignKeyField('club.Decision', source_field='decision_id', db_constraint=True, to_field='id', related_name='teller_lots', on_delete=OnDelete.RESTRICT)),
                ('n', fields.IntField()),
                ('secret', fields.CharField(max_length=64)),
                ('drawn_at', UtcField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'decision_teller_lot', 'app': 'club', 'unique_together': (('decision', 'n'),)},
            bases=['Model'],
        ),
        ops.AddField(
            model_name='RollEntry',
            name='channel',
            field=fields.CharEnumField(null=True, enum_type=Channel, max_length=10),
        ),
    ]
