"""A member's number in a long queue is counted in the index alone, without a look at each answer."""

from tortoise import migrations
from tortoise.indexes import Index
from tortoise.migrations import operations as ops

from club.kit.db.operations import DropIndex


class Migration(migrations.Migration):
    dependencies = [("club", "0003_nights")]

    initial = False

    operations = [
        DropIndex("Answer", ["night", "want", "seats", "turn"], called="idx_answer_night_i_77a540"),
        ops.AddIndex(
            model_name="Answer",
            index=Index(fields=["night", "want", "seats", "turn", "held"]),
        ),
    ]
