"""What a member chooses about their own evenings."""

from club.kit.forms import FormModel


class DiaryForm(FormModel):
    """Keep a diary, or keep none."""

    diary: bool


class TickForm(FormModel):
    """Let nobody else tick me, or let the door do it."""

    only_self: bool
