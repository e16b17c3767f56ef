"""Table of those who ask to be met at the door; a week after the night it forgets them."""

from datetime import datetime

from tortoise import fields, models

from club.events.models.nights import Night
from club.events.rules.meeting import SIGN_LENGTH, WEARING_LENGTH, Spot
from club.kit.db import UtcField
from club.kit.tokens import REF_LENGTH, new_ref
from club.members.models import Member
from club.members.rules import NAME_LENGTH

_SHA_LENGTH = 64
_WORD_LENGTH = 12


class MeetRequest(models.Model):
    """Somebody who comes for the first time, and would like to be met.

    ``token_sha``: the digest of the link that is theirs alone. ``word``: what both say, so that
    they know each other. ``taker``: who meets them; ``sign``: how they know the taker.
    ``another``: they asked for somebody else, which may be asked once; ``passed_over``: for whom.
    """

    id = fields.BigIntField(primary_key=True)
    ref = fields.CharField(REF_LENGTH, unique=True, default=new_ref)
    token_sha = fields.CharField(_SHA_LENGTH, unique=True)
    night: fields.ForeignKeyRelation[Night] = fields.ForeignKeyField(
        "club.Night", related_name="meetings", on_delete=fields.CASCADE
    )
    night_id: int
    name = fields.CharField(NAME_LENGTH)
    spot = fields.CharEnumField(Spot, max_length=_WORD_LENGTH)
    wearing = fields.CharField(WEARING_LENGTH, default="")
    no_questions = fields.BooleanField(default=False)
    word = fields.CharField(_WORD_LENGTH)
    taker: fields.ForeignKeyNullableRelation[Member] = fields.ForeignKeyField(
        "club.Member", related_name="meets", null=True, on_delete=fields.RESTRICT
    )
    taker_id: int | None
    sign = fields.CharField(SIGN_LENGTH, default="")
    another = fields.BooleanField(default=False)
    passed_over: int | None = fields.BigIntField(null=True)
    warned_at: datetime | None = UtcField(null=True)

    class Meta:
        table = "meet_request"
        unique_together = (("night", "word"),)
