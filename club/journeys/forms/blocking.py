"""The form by which a member says whom they do not want to meet here."""

from typing import Annotated

from pydantic import Field

from club.kit.forms import FormModel
from club.kit.tokens import REF_LENGTH


class BlockForm(FormModel):
    """The member whom the one who sends this does not want to meet."""

    chosen = frozenset({"member"})

    member: Annotated[str, Field(max_length=REF_LENGTH)]
