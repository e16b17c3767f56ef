"""What a decision's life needs: other words, asking for secrecy, what follows a result."""

from tortoise import migrations
from tortoise.migrations import operations as ops
from club.decisions.rules.states import Origin
from club.kit.db.fields import UtcField
from club.kit.tokens import new_ref
from tortoise.fields.base import OnDelete
from tortoise import fields

class Migration(migrations.Migration):
    dependencies = [('club', '0002_journal_is_append_only')]

    initial = False

    operations = [
        ops.CreateModel(
            name='Alternative',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('ref', fields.CharField(default=new_ref, unique=True, max_length=26)),
                ('decision', fields.ForeignKeyField('club.Decision', source_field='decision_id', db_constraint=True, to_field='id', related_name='alternatives', on_delete=OnDelete.RESTRICT)),
                ('author', fields.ForeignKeyField('club.Member', source_field='author_id', db_constraint=True, to_field='id', related_name='alternatives', on_delete=OnDelete.RESTRICT)),
                ('question', fields.CharField(max_length=140)),
                ('body', fields.TextField(unique=False)),
                ('filed_at', UtcField(auto_now=False, auto_now_add=False)),
                ('adopted_n', fields.IntField(null=True)),
                ('withdrawn_at', UtcField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'decision_alternative', 'app': 'club'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='View',
            fields=[
                ('ref', fields.CharField(primary_key=True, default=new_ref, unique=True, db_index=True, max_length=26)),
                ('decision', fields.ForeignKeyField('club.Decision', source_field='decision_id', db_constraint=True, to_field='id', related_name='views', on_delete=OnDelete.RESTRICT)),
                ('author', fields.ForeignKeyField('club.Member', source_field='author_id', null=True, db_constraint=True, to_field='id', related_name='views', on_delete=OnDelete.RESTRICT)),
                ('words', fields.CharField(max_length=1000)),
            ],
            options={'table': 'decision_view', 'app': 'club'},
            bases=['Model'],
        ),
        ops.AddField(
            model_name='Decision',
            name='origin',
            field=fields.CharEnumField(null=True, description='SECOND_CALL: second_call\nREVIEW: review\nREOPENED: reopened', enum_type=Origin, max_length=12),
        ),
        ops.AddField(
            model_name='Decision',
            name='predecessor',
            field=fields.ForeignKeyField('club.Decision', source_field='predecessor_id', null=True, db_constraint=True, to_field='id', related_name='successors', on_delete=OnDelete.RESTRICT),
        ),
        ops.AddField(
            model_name='Decision',
            name='review_at',
            field=UtcField(null=True, db_index=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name='Decision',
            name='review_months',
            field=fields.IntField(null=True),
        ),
        ops.AddField(
            model_name='Decision',
            name='reviewed_at',
            field=UtcField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name='RollEntry',
            name='spoke',
            field=fields.BooleanField(null=True),
        ),
        ops.AddField(
            model_name='RollEntry',
            name='wants_secret',
            field=fields.BooleanField(null=True),
        ),
        ops.AddField(
            model_name='TextVersion',
            name='review_months',
            field=fields.IntField(null=True),
        ),
    ]
