"""Elections: a call for names comes to a vote and an end, and a ballot holds more names."""

from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise import fields
from club.kit.db.fields import UtcField
from club.kit.db.operations import Widened

class Migration(migrations.Migration):
    dependencies = [('club', '0016_copies_of_nights')]

    initial = False

    operations = [
        ops.AddField(
            model_name='ElectionCall',
            name='decision_ref',
            field=fields.CharField(null=True, max_length=60),
        ),
        ops.AddField(
            model_name='ElectionCall',
            name='again_at',
            field=UtcField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name='Candidacy',
            name='withdrawn_at',
            field=UtcField(null=True, auto_now=False, auto_now_add=False),
        ),
        Widened('OpenBallot', 'choice', fields.CharField(max_length=26)),
        Widened('BallotChange', 'choice', fields.CharField(max_length=26)),
        Widened('SecretBallot', 'choice', fields.CharField(max_length=26)),
        Widened('CountText', 'winner', fields.CharField(default='', max_length=26)),
    ]
