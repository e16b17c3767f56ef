"""Nights that were brought in from a file and that nobody has put on the calendar yet."""

from tortoise import migrations
from tortoise.migrations import operations as ops
from club.kit.db.fields import UtcField
from club.kit.tokens import new_ref
from tortoise import fields
from tortoise.migrations.constraints import CheckConstraint

class Migration(migrations.Migration):
    dependencies = [('club', '0003_calendars')]

    operations = [
        ops.CreateModel(
            name='NightDraft',
            fields=[
                ('id', fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('ref', fields.CharField(default=new_ref, unique=True, max_length=26)),
                ('uid', fields.CharField(default='', max_length=255)),
                ('title', fields.CharField(default='', max_length=120)),
                ('text', fields.TextField(default='', unique=False)),
                ('place_words', fields.CharField(default='', max_length=120)),
                ('zone', fields.CharField(max_length=64)),
                ('starts_at', UtcField(db_index=True, auto_now=False, auto_now_add=False)),
                ('ends_at', UtcField(auto_now=False, auto_now_add=False)),
                ('doubt', fields.SmallIntField(default=0)),
            ],
            options={'table': 'night_draft', 'app': 'club', 'unique_together': (('uid', 'title', 'starts_at'),), 'constraints': [CheckConstraint(check='ends_at > starts_at', name='night_draft_ends_after_it_starts')]},
            bases=['Model'],
        ),
    ]

