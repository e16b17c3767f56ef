"""What a browser sends about answering for another, and about a queue."""

from typing import Annotated

from pydantic import Field

from club.events.rules.offers import Moved
from club.events.rules.seats import Want
from club.kit.forms import FormModel
from club.kit.tokens import REF_LENGTH

MemberRef = Annotated[str, Field(max_length=REF_LENGTH)]


class TrustForm(FormModel):
    """The member who may answer for the one who sends this."""

    chosen = frozenset({"member"})

    member: MemberRef


class ForForm(FormModel):
    """An answer for another."""

    want: Want


class MoveForm(FormModel):
    """Who is to be next in a queue, and why."""

    member: MemberRef
    why: Moved
