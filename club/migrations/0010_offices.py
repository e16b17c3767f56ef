"""A role held for a while in another's place, leave from it, its notebook, and names for it."""

from tortoise import migrations
from tortoise.migrations import operations as ops
from club.kit.db.fields import UtcField
from club.kit.tokens import new_ref
from club.roles.rules.terms import EndKind
from tortoise.fields.base import OnDelete
from tortoise import fields
from tortoise.indexes import Index
from tortoise.migrations.constraints import CheckConstraint

class Migration(migrations.Migration):
    dependencies = [('club', '0009_ballots_of_choices')]

    initial = False

    operations = [
        ops.CreateModel(
            name='ElectionCall',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('role_key', fields.CharField(max_length=40)),
                ('seats', fields.IntField()),
                ('opened_at', UtcField(auto_now=False, auto_now_add=False)),
                ('names_until', UtcField(db_index=True, auto_now=False, auto_now_add=False)),
                ('starts_at', UtcField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'election_call', 'app': 'club', 'constraints': [CheckConstraint(check='seats > 0', name='names_are_wanted_for_a_place'), CheckConstraint(check='names_until > opened_at', name='there_is_time_to_name')], 'indexes': [Index(fields=['role_key', 'names_until'])]},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Candidacy',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('call', fields.ForeignKeyField('club.ElectionCall', source_field='call_id', db_constraint=True, to_field='id', related_name='candidacies', on_delete=OnDelete.CASCADE)),
                ('member', fields.ForeignKeyField('club.Member', source_field='member_id', db_constraint=True, to_field='id', related_name='candidacies', on_delete=OnDelete.RESTRICT)),
                ('statement', fields.CharField(default='', max_length=500)),
                ('named_at', UtcField(auto_now=False, auto_now_add=False)),
                ('agreed_at', UtcField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'candidacy', 'app': 'club', 'unique_together': (('call', 'member'),)},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='LeaveRequest',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('ref', fields.CharField(default=new_ref, unique=True, max_length=26)),
                ('mandate', fields.OneToOneField('club.Mandate', source_field='mandate_id', db_constraint=True, to_field='id', related_name='leave_request', on_delete=OnDelete.RESTRICT)),
                ('deputy', fields.ForeignKeyField('club.Member', source_field='deputy_id', db_constraint=True, to_field='id', related_name='asked_to_act', on_delete=OnDelete.RESTRICT)),
                ('until_at', UtcField(db_index=True, auto_now=False, auto_now_add=False)),
                ('asked_at', UtcField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'leave_request', 'app': 'club', 'constraints': [CheckConstraint(check='until_at > asked_at', name='leave_ends_after_it_was_asked')]},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='RoleNote',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('role_key', fields.CharField(max_length=40)),
                ('n', fields.IntField()),
                ('words', fields.CharField(max_length=8000)),
                ('author', fields.ForeignKeyField('club.Member', source_field='author_id', db_constraint=True, to_field='id', related_name='role_notes', on_delete=OnDelete.RESTRICT)),
                ('written_at', UtcField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'role_note', 'app': 'club', 'unique_together': (('role_key', 'n'),), 'constraints': [CheckConstraint(check='n > 0', name='notes_are_counted_from_one')]},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='NoteReading',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('note', fields.ForeignKeyField('club.RoleNote', source_field='note_id', db_constraint=True, to_field='id', related_name='readings', on_delete=OnDelete.CASCADE)),
                ('member', fields.ForeignKeyField('club.Member', source_field='member_id', db_constraint=True, to_field='id', related_name='note_readings', on_delete=OnDelete.RESTRICT)),
                ('read_at', UtcField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'note_reading', 'app': 'club', 'unique_together': (('note', 'member'),)},
            bases=['Model'],
        ),
        ops.AlterField(
            model_name='Mandate',
            name='end_kind',
            field=fields.CharEnumField(null=True, description='TERM: term\nRESIGNED: resigned\nRECALLED: recalled\nLEFT: left\nANNULLED: annulled\nCARETAKER_END: caretaker_end\nRELIEVED: relieved', enum_type=EndKind, max_length=20),
        ),
        ops.AddField(
            model_name='Mandate',
            name='in_place_of',
            field=fields.ForeignKeyField('club.Mandate', source_field='in_place_of_id', null=True, db_constraint=True, to_field='id', related_name='stand_ins', on_delete=OnDelete.RESTRICT),
        ),
        ops.AddField(
            model_name='Mandate',
            name='rests_until',
            field=UtcField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name='Mandate',
            name='willing_at',
            field=UtcField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name='Role',
            name='min_member_days',
            field=fields.IntField(null=True),
        ),
    ]
