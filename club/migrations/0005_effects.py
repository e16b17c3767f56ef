"""What decisions do: texts of the club, days to look again, those a question is about."""

from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.migrations import operations as ops

from tortoise.migrations.constraints import CheckConstraint

from club.kit.db.fields import UtcField


class Migration(migrations.Migration):
    dependencies = [("club", "0004_queue_from_the_index")]

    initial = False

    operations = [
        ops.CreateModel(
            name='ClubText',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('document', fields.CharField(max_length=26)),
                ('version', fields.IntField()),
                ('title', fields.CharField(max_length=100)),
                ('words', fields.TextField(unique=False)),
                ('over', fields.BooleanField(default=False)),
                ('decision_ref', fields.CharField(max_length=60)),
                ('adopted_at', UtcField(auto_now=False, auto_now_add=False)),
                ('effective_at', UtcField(db_index=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'club_text', 'app': 'club', 'unique_together': (('document', 'version'),), 'constraints': [CheckConstraint(check='version > 0', name='club_text_versions_start_at_one'), CheckConstraint(check="decision_ref <> ''", name='club_text_names_its_decision'), CheckConstraint(check='effective_at >= adopted_at', name='club_text_is_not_backdated')]},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Review',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('decision', fields.OneToOneField('club.Decision', source_field='decision_id', db_constraint=True, to_field='id', related_name='review', on_delete=OnDelete.RESTRICT)),
                ('thing', fields.CharField(db_index=True, max_length=80)),
                ('version', fields.IntField()),
                ('due_at', UtcField(db_index=True, auto_now=False, auto_now_add=False)),
                ('drafted_at', UtcField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'decision_review', 'app': 'club'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Subject',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('decision', fields.ForeignKeyField('club.Decision', source_field='decision_id', db_constraint=True, to_field='id', related_name='subjects', on_delete=OnDelete.RESTRICT)),
                ('member', fields.ForeignKeyField('club.Member', source_field='member_id', db_constraint=True, to_field='id', related_name='subject_of', on_delete=OnDelete.RESTRICT)),
                ('words', fields.CharField(default='', max_length=2000)),
                ('replied_at', UtcField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'decision_subject', 'app': 'club', 'unique_together': (('decision', 'member'),)},
            bases=['Model'],
        ),
    ]
