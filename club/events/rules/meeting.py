"""Meet me at the door: for whoever comes for the first time, and has no account."""

from datetime import datetime, timedelta
from enum import StrEnum

AHEAD = timedelta(weeks=4)
"""How far ahead somebody may ask to be met."""
HONEST_FROM = timedelta(hours=24)
"""How long before a night it is said plainly that nobody has taken a request."""
KEPT_AFTER = timedelta(days=7)
"""How long after a night a request is kept; one that is taken back is gone at once."""
MOST_A_NIGHT = 20
"""More requests for one night are no newcomers any more, but somebody playing."""
WEARING_LENGTH = 200
SIGN_LENGTH = 200


class Spot(StrEnum):
    """Where somebody would like to be met."""

    DOOR = "door"
    BUS = "bus"
    GATE = "gate"


class Stands(StrEnum):
    """What has come of a request."""

    ASKED = "asked"
    TAKEN = "taken"
    NOBODY = "nobody"
    OFF = "off"
    OVER = "over"


def stands(
    starts_at: datetime, ends_at: datetime, *, taken: bool, off: bool, now: datetime
) -> Stands:
    """Say what has come of a request, at this moment.

    Args:
        starts_at: when the night begins.
        ends_at: when it ends.
        taken: somebody has said yes.
        off: the night was called off.
        now: this moment.

    >>> seven, nine = datetime(2027, 3, 11, 19), datetime(2027, 3, 11, 21)
    >>> stands(seven, nine, taken=False, off=False, now=datetime(2027, 3, 10, 19)).value
    'nobody'
    """
    if off:
        return Stands.OFF
    if now >= ends_at:
        return Stands.OVER
    if taken:
        return Stands.TAKEN
    return Stands.NOBODY if starts_at - now <= HONEST_FROM else Stands.ASKED
