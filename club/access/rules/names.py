"""Private sign-in names: what a member types to sign in, shown to nobody else."""

import unicodedata

SIGN_IN_NAME_MIN = 3
SIGN_IN_NAME_MAX = 60


def sign_in_name(typed: str) -> str:
    """Return the form under which a sign-in name is kept and looked up.

    Capitals, odd spaces and look-alike widths are made one, because a phone's keyboard puts them
    there unasked.

    >>> sign_in_name("  Blue  Kettle ")
    'blue kettle'
    """
    return " ".join(unicodedata.normalize("NFKC", typed).casefold().split())
