"""Rate limits in memory, one process each: a brake on storms, not a lock on doors.

What must survive a restart or be shared between processes (sign-in) is counted in the database
by its own room.
"""

from datetime import timedelta
from functools import cache
from time import time  # noqa: TID251  # the library's own clock; never an outcome
from typing import TYPE_CHECKING

from club.kit.errors import TooMany
from club.kit.library import on_use
from club.kit.words import gettext as _

if TYPE_CHECKING:
    import limits
    from limits.aio import storage, strategies
else:
    limits = on_use("limits")
    storage, strategies = on_use("limits.aio.storage"), on_use("limits.aio.strategies")


async def hit(limit: str, *names: str) -> None:
    """Count one use of ``limit`` (``"10/3 minutes"``) under these names.

    Raises:
        TooMany: the limit is used up; ``wait`` says until when.
    """
    item, limiter = limits.parse(limit), _limiter()
    if await limiter.hit(item, *names):
        return
    stats = await limiter.get_window_stats(item, *names)
    wait = timedelta(seconds=max(1.0, stats.reset_time - time()))
    raise TooMany(_("That was a lot in a short time. Please wait a little."), wait)


@cache
def _limiter() -> "strategies.MovingWindowRateLimiter":
    return strategies.MovingWindowRateLimiter(storage.MemoryStorage())
