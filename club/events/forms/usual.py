"""What a browser sends about what a member usually says."""

from club.events.rules.seats import Want
from club.kit.forms import FormModel


class UsualForm(FormModel):
    """What they usually say; "no" ends it. ``back`` is the page it was said on."""

    want: Want
    back: str = ""
