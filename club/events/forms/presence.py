"""What a browser sends when somebody is here."""

from pydantic import AwareDatetime

from club.kit.forms import FormModel


class HereForm(FormModel):
    """Here, or not after all; ``client_at`` is when it was said, if the phone was offline."""

    here: bool
    client_at: AwareDatetime | None = None


class CountForm(FormModel):
    """One more person without a name, or one fewer; ``client_at`` as above."""

    more: bool
    client_at: AwareDatetime | None = None
