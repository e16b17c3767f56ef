"""What the room does by itself: it writes down what has ended, and lets caretakers look on."""

from datetime import datetime

from club.roles import queries, service


async def end_due(now: datetime) -> int:
    """Write the end of every term that is over; the rights themselves ended with the clock.

    Where the last holder is willing and nobody was chosen, they look after the role for a while.
    """
    ended = [await service.lapse(each, how, now=now) for each, how in await queries.lapsed(now)]
    return sum(ended)
