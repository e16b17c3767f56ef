"""Rate limits in memory, one process each: a brake on storms, not a lock on doors.

What must survive a restart or be shared between processes (sign-in) is counted in the database
by its own room.
"""

from datetime import timedelta
from time import time  # noqa: TID251  # the library's own clock; never an outcome

from limits import parse
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import MovingWindowRateLimiter

from club.kit.errors import TooMany
from club.kit.words import gettext as _

_limiter = MovingWindowRateLimiter(MemoryStorage())


async def hit(limit: str, *names: str) -> None:
    """Count one use of ``limit`` (``"10/3 minutes"``) under these names.

    Raises:
        TooMany: the limit is used up; ``wait`` says until when.
    """
    item = parse(limit)
    if await _limiter.hit(item, *names):
        return
    stats = await _limiter.get_window_stats(item, *names)
    wait = timedelta(seconds=max(1.0, stats.reset_time - time()))
    raise TooMany(_("That was a lot in a short time. Please wait a little."), wait)
