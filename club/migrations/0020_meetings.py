"""Meetings of all members: who asks, when and where, agenda, minutes and corrections."""

from tortoise import migrations
from tortoise.migrations import operations as ops
from club.decisions.rules.meetings import Ending, Kind
from club.kit.db.fields import UtcField
from club.kit.tokens import new_ref
from tortoise.fields.base import OnDelete
from tortoise import fields
from tortoise.migrations.constraints import CheckConstraint

class Migration(migrations.Migration):
    dependencies = [("club", "0019_heartbeat")]

    initial = False

    operations = [
        ops.CreateModel(
            name='Meeting',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('ref', fields.CharField(default=new_ref, unique=True, max_length=26)),
                ('kind', fields.CharEnumField(enum_type=Kind, max_length=10)),
                ('purpose', fields.CharField(max_length=140)),
                ('about', fields.TextField(unique=False)),
                ('proposer', fields.ForeignKeyField('club.Member', source_field='proposer_id', null=True, db_constraint=True, to_field='id', related_name='meetings', on_delete=OnDelete.RESTRICT)),
                ('put_off', fields.ForeignKeyField('club.Meeting', source_field='put_off_id', null=True, db_constraint=True, to_field='id', related_name='seconds', on_delete=OnDelete.RESTRICT)),
                ('created_at', UtcField(auto_now=False, auto_now_add=False)),
                ('asked_at', UtcField(null=True, auto_now=False, auto_now_add=False)),
                ('called_at', UtcField(null=True, auto_now=False, auto_now_add=False)),
                ('called_by', fields.ForeignKeyField('club.Member', source_field='called_by_id', null=True, db_constraint=True, to_field='id', related_name='meetings_called', on_delete=OnDelete.RESTRICT)),
                ('starts_at', UtcField(null=True, db_index=True, auto_now=False, auto_now_add=False)),
                ('closes_at', UtcField(null=True, auto_now=False, auto_now_add=False)),
                ('zone', fields.CharField(default='UTC', max_length=64)),
                ('place', fields.CharField(default='', max_length=200)),
                ('night', fields.CharField(default='', max_length=26)),
                ('needed', fields.IntField(default=0)),
                ('agenda_at', UtcField(null=True, auto_now=False, auto_now_add=False)),
                ('counted_by', fields.ForeignKeyField('club.Member', source_field='counted_by_id', null=True, db_constraint=True, to_field='id', related_name='meetings_counted', on_delete=OnDelete.RESTRICT)),
                ('confirmed_by', fields.ForeignKeyField('club.Member', source_field='confirmed_by_id', null=True, db_constraint=True, to_field='id', related_name='meetings_confirmed', on_delete=OnDelete.RESTRICT)),
                ('present', fields.IntField(default=0)),
                ('recorder', fields.ForeignKeyField('club.Member', source_field='recorder_id', null=True, db_constraint=True, to_field='id', related_name='meetings_recorded', on_delete=OnDelete.RESTRICT)),
                ('held_at', UtcField(null=True, auto_now=False, auto_now_add=False)),
                ('over_at', UtcField(null=True, auto_now=False, auto_now_add=False)),
                ('ending', fields.CharEnumField(null=True, enum_type=Ending, max_length=10)),
                ('withdrawn_at', UtcField(null=True, auto_now=False, auto_now_add=False)),
                ('reminded_at', UtcField(null=True, auto_now=False, auto_now_add=False)),
                ('proposed_at', UtcField(null=True, auto_now=False, auto_now_add=False)),
                ('minutes_n', fields.IntField(default=0)),
                ('agreed_by', fields.ForeignKeyField('club.Member', source_field='agreed_by_id', null=True, db_constraint=True, to_field='id', related_name='minutes_agreed', on_delete=OnDelete.RESTRICT)),
                ('fixed_by', fields.ForeignKeyField('club.Member', source_field='fixed_by_id', null=True, db_constraint=True, to_field='id', related_name='minutes_fixed', on_delete=OnDelete.RESTRICT)),
                ('fixed_at', UtcField(null=True, auto_now=False, auto_now_add=False)),
                ('fixed_in', fields.ForeignKeyField('club.Meeting', source_field='fixed_in_id', null=True, db_constraint=True, to_field='id', related_name='fixed', on_delete=OnDelete.RESTRICT)),
                ('revision', fields.IntField(default=0)),
            ],
            options={'table': 'meeting', 'app': 'club', 'constraints': [CheckConstraint(check='called_at IS NULL OR (starts_at IS NOT NULL AND starts_at > called_at)', name='meeting_called_has_its_hour'), CheckConstraint(check='held_at IS NULL OR present >= needed', name='meeting_held_by_enough'), CheckConstraint(check='NOT (held_at IS NOT NULL AND over_at IS NOT NULL)', name='meeting_is_held_or_not')]},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='AgendaPoint',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('ref', fields.CharField(default=new_ref, unique=True, max_length=26)),
                ('meeting', fields.ForeignKeyField('club.Meeting', source_field='meeting_id', db_constraint=True, to_field='id', related_name='points', on_delete=OnDelete.RESTRICT)),
                ('author', fields.ForeignKeyField('club.Member', source_field='author_id', null=True, db_constraint=True, to_field='id', related_name='points', on_delete=OnDelete.RESTRICT)),
                ('words', fields.CharField(default='', max_length=140)),
                ('about', fields.TextField(unique=False)),
                ('business', fields.BooleanField(default=False)),
                ('decision', fields.ForeignKeyField('club.Decision', source_field='decision_id', null=True, db_constraint=True, to_field='id', related_name='agendas', on_delete=OnDelete.RESTRICT)),
                ('minutes_of', fields.ForeignKeyField('club.Meeting', source_field='minutes_of_id', null=True, db_constraint=True, to_field='id', related_name='agreed_at', on_delete=OnDelete.RESTRICT)),
            ],
            options={'table': 'meeting_point', 'app': 'club', 'unique_together': (('meeting', 'decision'), ('meeting', 'minutes_of'))},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Correction',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('meeting', fields.ForeignKeyField('club.Meeting', source_field='meeting_id', db_constraint=True, to_field='id', related_name='corrections', on_delete=OnDelete.RESTRICT)),
                ('author', fields.ForeignKeyField('club.Member', source_field='author_id', db_constraint=True, to_field='id', related_name='corrections', on_delete=OnDelete.RESTRICT)),
                ('n', fields.IntField()),
                ('words', fields.CharField(max_length=1000)),
                ('said_at', UtcField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'meeting_correction', 'app': 'club'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='MeetingCaller',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('meeting', fields.ForeignKeyField('club.Meeting', source_field='meeting_id', db_constraint=True, to_field='id', related_name='callers', on_delete=OnDelete.RESTRICT)),
                ('member', fields.ForeignKeyField('club.Member', source_field='member_id', db_constraint=True, to_field='id', related_name='calls', on_delete=OnDelete.RESTRICT)),
                ('at', UtcField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'meeting_caller', 'app': 'club', 'unique_together': (('meeting', 'member'),)},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Minutes',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('meeting', fields.ForeignKeyField('club.Meeting', source_field='meeting_id', db_constraint=True, to_field='id', related_name='versions', on_delete=OnDelete.RESTRICT)),
                ('n', fields.IntField()),
                ('words', fields.TextField(unique=False)),
                ('author', fields.ForeignKeyField('club.Member', source_field='author_id', db_constraint=True, to_field='id', related_name='minutes', on_delete=OnDelete.RESTRICT)),
                ('written_at', UtcField(auto_now=False, auto_now_add=False)),
                ('sha256', fields.CharField(max_length=64)),
            ],
            options={'table': 'meeting_minutes', 'app': 'club', 'unique_together': (('meeting', 'n'),)},
            bases=['Model'],
        ),
    ]
