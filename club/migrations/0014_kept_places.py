"""How many places somebody new was given, so that they stay taken when they are new no more."""

from tortoise import fields, migrations
from tortoise.migrations import operations as ops

from club.kit.db.operations import Sql

_THEIRS = (
    "UPDATE answer SET firsts = held WHERE held > 0"
    " AND member_id IN (SELECT id FROM member WHERE NOT came_before)"
)


class Migration(migrations.Migration):
    dependencies = [("club", "0013_words_out_of_order")]

    initial = False

    operations = [
        ops.AddField(
            model_name='Answer',
            name='firsts',
            field=fields.SmallIntField(null=True),
        ),
        Sql(sqlite=_THEIRS, postgres=_THEIRS),
    ]
