from tortoise import migrations
from tortoise.migrations import operations as ops
from club.events.rules.checking import Line, Way
from club.events.rules.meeting import Spot
from club.events.rules.presence import Counted, How
from club.kit.db.fields import UtcField
from club.kit.tokens import new_ref
from tortoise.fields.base import OnDelete
from tortoise import fields
from tortoise.indexes import Index
from tortoise.migrations.constraints import CheckConstraint

class Migration(migrations.Migration):
    dependencies = [('club', '0005_around')]

    initial = False

    operations = [
        ops.CreateModel(
            name='CheckOnMe',
            fields=[
                ('id', fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('ref', fields.CharField(default=new_ref, unique=True, max_length=26)),
                ('member', fields.OneToOneField('club.Member', source_field='member_id', db_constraint=True, to_field='id', related_name='check_on_me', on_delete=OnDelete.CASCADE)),
                ('weeks', fields.SmallIntField()),
                ('how', fields.CharEnumField(description='RING: ring\nTEXT: text\nKNOCK: knock', enum_type=Way, max_length=10)),
                ('last_on', fields.DateField()),
                ('told_on', fields.DateField(null=True)),
            ],
            options={'table': 'check_on_me', 'app': 'club', 'constraints': [CheckConstraint(check='weeks BETWEEN 2 AND 12', name='check_on_me_weeks')]},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='CheckFriend',
            fields=[
                ('id', fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('ref', fields.CharField(default=new_ref, unique=True, max_length=26)),
                ('check', fields.ForeignKeyField('club.CheckOnMe', source_field='check_id', db_constraint=True, to_field='id', related_name='friends', on_delete=OnDelete.CASCADE)),
                ('friend', fields.ForeignKeyField('club.Member', source_field='friend_id', db_constraint=True, to_field='id', related_name='checks_on', on_delete=OnDelete.CASCADE)),
                ('accepted_at', UtcField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'check_friend', 'app': 'club', 'unique_together': (('check', 'friend'),)},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='CheckLine',
            fields=[
                ('id', fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('check', fields.ForeignKeyField('club.CheckOnMe', source_field='check_id', db_constraint=True, to_field='id', related_name='lines', on_delete=OnDelete.CASCADE)),
                ('what', fields.CharEnumField(description='BEGAN: began\nYES: yes\nNO: no\nTOLD: told', enum_type=Line, max_length=10)),
                ('friend', fields.ForeignKeyField('club.Member', source_field='friend_id', null=True, db_constraint=True, to_field='id', related_name='check_lines', on_delete=OnDelete.SET_NULL)),
                ('on', fields.DateField()),
            ],
            options={'table': 'check_line', 'app': 'club'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='DoorChoice',
            fields=[
                ('id', fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('member', fields.OneToOneField('club.Member', source_field='member_id', db_constraint=True, to_field='id', related_name='door_choice', on_delete=OnDelete.CASCADE)),
                ('diary', fields.BooleanField(default=False)),
                ('only_self', fields.BooleanField(default=False)),
            ],
            options={'table': 'door_choice', 'app': 'club'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Here',
            fields=[
                ('id', fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('ref', fields.CharField(default=new_ref, unique=True, max_length=26)),
                ('night', fields.ForeignKeyField('club.Night', source_field='night_id', db_constraint=True, to_field='id', related_name='presences', on_delete=OnDelete.CASCADE)),
                ('member', fields.ForeignKeyField('club.Member', source_field='member_id', null=True, db_constraint=True, to_field='id', related_name='presences', on_delete=OnDelete.RESTRICT)),
                ('n', fields.SmallIntField(default=1)),
                ('how', fields.CharEnumField(description='SELF: self\nGREETER: greeter\nANON: anon', enum_type=How, max_length=10)),
                ('at', UtcField(auto_now=False, auto_now_add=False)),
                ('kept', fields.BooleanField(default=False)),
            ],
            options={'table': 'here', 'app': 'club', 'unique_together': (('night', 'member'),), 'constraints': [CheckConstraint(check='n BETWEEN -1 AND 4', name='here_people'), CheckConstraint(check='member_id IS NULL OR n > 0', name='here_somebody')], 'indexes': [Index(fields=['member_id', 'kept'])]},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='MeetRequest',
            fields=[
                ('id', fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('ref', fields.CharField(default=new_ref, unique=True, max_length=26)),
                ('token_sha', fields.CharField(unique=True, max_length=64)),
                ('night', fields.ForeignKeyField('club.Night', source_field='night_id', db_constraint=True, to_field='id', related_name='meetings', on_delete=OnDelete.CASCADE)),
                ('name', fields.CharField(max_length=40)),
                ('spot', fields.CharEnumField(description='DOOR: door\nBUS: bus\nGATE: gate', enum_type=Spot, max_length=12)),
                ('wearing', fields.CharField(default='', max_length=200)),
                ('no_questions', fields.BooleanField(default=False)),
                ('word', fields.CharField(max_length=12)),
                ('taker', fields.ForeignKeyField('club.Member', source_field='taker_id', null=True, db_constraint=True, to_field='id', related_name='meets', on_delete=OnDelete.RESTRICT)),
                ('sign', fields.CharField(default='', max_length=200)),
                ('another', fields.BooleanField(default=False)),
                ('passed_over', fields.BigIntField(null=True)),
                ('warned_at', UtcField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'meet_request', 'app': 'club', 'unique_together': (('night', 'word'),)},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='MonthCount',
            fields=[
                ('id', fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('month', fields.DateField()),
                ('kind', fields.CharEnumField(description='NIGHTS: nights\nPEOPLE: people', enum_type=Counted, max_length=10)),
                ('n', fields.IntField(default=0)),
            ],
            options={'table': 'month_count', 'app': 'club', 'unique_together': (('month', 'kind'),)},
            bases=['Model'],
        ),
        ops.AddField(
            model_name='Night',
            name='counted_at',
            field=UtcField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name='Night',
            name='here',
            field=fields.IntField(default=0),
        ),
        ops.AddField(
            model_name='Night',
            name='unnamed',
            field=fields.IntField(default=0),
        ),
    ]

