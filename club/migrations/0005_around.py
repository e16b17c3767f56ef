from tortoise import migrations
from tortoise.migrations import operations as ops
from club.events.rules.slots import SlotKind
from club.events.rules.talk import Reason
from club.kit.db.fields import UtcField
from club.kit.tokens import new_ref
from tortoise.fields.base import OnDelete
from tortoise import fields
from tortoise.indexes import Index
from tortoise.migrations.constraints import CheckConstraint

class Migration(migrations.Migration):
    dependencies = [('club', '0004_night_drafts')]

    initial = False

    operations = [
        ops.CreateModel(
            name='NightComment',
            fields=[
                ('id', fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('ref', fields.CharField(default=new_ref, unique=True, max_length=26)),
                ('night', fields.ForeignKeyField('club.Night', source_field='night_id', db_constraint=True, to_field='id', related_name='comments', on_delete=OnDelete.CASCADE)),
                ('member', fields.ForeignKeyField('club.Member', source_field='member_id', db_index=True, db_constraint=True, to_field='id', related_name='night_comments', on_delete=OnDelete.RESTRICT)),
                ('words', fields.TextField(unique=False)),
                ('note', fields.CharField(default='', max_length=120)),
                ('to', fields.SmallIntField(default=0)),
                ('said_at', UtcField(auto_now=False, auto_now_add=False)),
                ('hidden_until', UtcField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'night_comment', 'app': 'club', 'indexes': [Index(fields=['night', 'to', 'id'])]},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Report',
            fields=[
                ('id', fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('ref', fields.CharField(default=new_ref, unique=True, max_length=26)),
                ('night', fields.ForeignKeyField('club.Night', source_field='night_id', db_constraint=True, to_field='id', related_name='reports', on_delete=OnDelete.CASCADE)),
                ('comment', fields.ForeignKeyField('club.NightComment', source_field='comment_id', null=True, db_constraint=True, to_field='id', related_name='reports', on_delete=OnDelete.CASCADE)),
                ('about', fields.CharField(max_length=26)),
                ('member', fields.ForeignKeyField('club.Member', source_field='member_id', db_constraint=True, to_field='id', related_name='reports', on_delete=OnDelete.RESTRICT)),
                ('reason', fields.CharEnumField(description='HURTS: hurts\nPRIVATE: private\nSELLS: sells\nOTHER: other', enum_type=Reason, max_length=10)),
                ('said_at', UtcField(auto_now=False, auto_now_add=False)),
                ('closed_at', UtcField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'report', 'app': 'club', 'unique_together': (('about', 'member'),)},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Slot',
            fields=[
                ('id', fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('ref', fields.CharField(default=new_ref, unique=True, max_length=26)),
                ('night', fields.ForeignKeyField('club.Night', source_field='night_id', db_index=True, db_constraint=True, to_field='id', related_name='slots', on_delete=OnDelete.CASCADE)),
                ('kind', fields.CharEnumField(description='BRING: bring\nHELP: help\nLIFT: lift', enum_type=SlotKind, max_length=10)),
                ('title', fields.CharField(default='', max_length=120)),
                ('area', fields.CharField(default='', max_length=60)),
                ('need', fields.SmallIntField()),
                ('taken', fields.SmallIntField(default=0)),
                ('by', fields.ForeignKeyField('club.Member', source_field='by_id', null=True, db_constraint=True, to_field='id', related_name='lifts', on_delete=OnDelete.RESTRICT)),
            ],
            options={'table': 'slot', 'app': 'club', 'constraints': [CheckConstraint(check='need BETWEEN 1 AND 20', name='slot_need'), CheckConstraint(check='taken BETWEEN 0 AND need', name='slot_taken')]},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='SlotTake',
            fields=[
                ('id', fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('slot', fields.ForeignKeyField('club.Slot', source_field='slot_id', db_constraint=True, to_field='id', related_name='takes', on_delete=OnDelete.CASCADE)),
                ('member', fields.ForeignKeyField('club.Member', source_field='member_id', db_constraint=True, to_field='id', related_name='takes', on_delete=OnDelete.RESTRICT)),
                ('n', fields.SmallIntField(default=1)),
            ],
            options={'table': 'slot_take', 'app': 'club', 'unique_together': (('slot', 'member'),), 'constraints': [CheckConstraint(check='n BETWEEN 1 AND 20', name='slot_take_n')]},
            bases=['Model'],
        ),
        ops.AddField(
            model_name='Place',
            name='booked_until',
            field=fields.DateField(null=True),
        ),
        ops.AddField(
            model_name='Place',
            name='keys',
            field=fields.CharField(default='', max_length=200),
        ),
        ops.AddField(
            model_name='Place',
            name='photo',
            field=fields.CharField(default='', db_index=True, max_length=26),
        ),
        ops.AddField(
            model_name='Place',
            name='photo_high',
            field=fields.SmallIntField(default=0),
        ),
        ops.AddField(
            model_name='Place',
            name='photo_says',
            field=fields.CharField(default='', max_length=200),
        ),
        ops.AddField(
            model_name='Place',
            name='photo_wide',
            field=fields.SmallIntField(default=0),
        ),
        ops.AddField(
            model_name='Place',
            name='plan_b',
            field=fields.TextField(default='', unique=False),
        ),
        ops.AddField(
            model_name='Place',
            name='spot',
            field=fields.CharField(default='', max_length=24),
        ),
    ]

