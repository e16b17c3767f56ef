"""Photos of a night: where they are allowed, each of them, who is on it, and what is said of it."""

from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.indexes import Index
from tortoise.migrations import operations as ops

from club.kit.db.fields import UtcField
from club.kit.tokens import new_ref


class Migration(migrations.Migration):
    dependencies = [("club", "0007_blocks")]

    initial = False

    operations = [
        ops.CreateModel(
            name='NightPhotos',
            fields=[
                ('id', fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('night', fields.OneToOneField('club.Night', source_field='night_id', db_constraint=True, to_field='id', related_name='photos_allowed', on_delete=OnDelete.CASCADE)),
            ],
            options={'table': 'night_photos', 'app': 'club'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='NightPhoto',
            fields=[
                ('id', fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('ref', fields.CharField(default=new_ref, unique=True, max_length=26)),
                ('night', fields.ForeignKeyField('club.Night', source_field='night_id', db_constraint=True, to_field='id', related_name='photos', on_delete=OnDelete.CASCADE)),
                ('member', fields.ForeignKeyField('club.Member', source_field='member_id', db_index=True, db_constraint=True, to_field='id', related_name='night_photos', on_delete=OnDelete.RESTRICT)),
                ('picture', fields.CharField(max_length=26)),
                ('says', fields.CharField(max_length=200)),
                ('wide', fields.SmallIntField()),
                ('high', fields.SmallIntField()),
                ('sent_at', UtcField(auto_now=False, auto_now_add=False)),
                ('shown_at', UtcField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'night_photo', 'app': 'club', 'indexes': [Index(fields=['night', 'id'])]},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='PhotoTag',
            fields=[
                ('id', fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('photo', fields.ForeignKeyField('club.NightPhoto', source_field='photo_id', db_constraint=True, to_field='id', related_name='tags', on_delete=OnDelete.CASCADE)),
                ('member', fields.ForeignKeyField('club.Member', source_field='member_id', db_index=True, db_constraint=True, to_field='id', related_name='photo_tags', on_delete=OnDelete.RESTRICT)),
                ('asked_at', UtcField(auto_now=False, auto_now_add=False)),
                ('agreed_at', UtcField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'photo_tag', 'app': 'club', 'unique_together': (('photo', 'member'),)},
            bases=['Model'],
        ),
        ops.AddField(
            model_name='Report',
            name='photo',
            field=fields.ForeignKeyField('club.NightPhoto', source_field='photo_id', null=True, db_constraint=True, to_field='id', related_name='reports', on_delete=OnDelete.CASCADE),
        ),
    ]
