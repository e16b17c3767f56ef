"""The second call: what too few answered is put to the club once more, by the clock."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from club.charter import queries as charter
from club.decisions import messages
from club.decisions.models import Decision
from club.decisions.queries.rulebook import Rulebook
from club.decisions.rules.second_call import eased, notice
from club.decisions.rules.states import Origin
from club.decisions.service.once_more import OnceMore, put_once_more


async def call_again(first: Decision, *, now: datetime) -> Decision | None:
    """Put the same words and effect on notice again, with a new roll and lower floors.

    None if what they would do is not possible any more. Belongs inside the close of the first
    call, so that there is one second call and never a third.
    """
    how = OnceMore(Origin.SECOND_CALL, messages.called_again, await easier(now))
    return await put_once_more(first, how, now=now)


async def easier(now: datetime) -> Callable[[Rulebook], Rulebook]:
    """Return how a second call, and one that is held anew, takes less than the first."""
    factor = (await charter.in_force(now)).share("second_call_factor")

    def less(rules: Rulebook) -> Rulebook:
        frozen = eased(rules.frozen, factor)
        return replace(rules, frozen=frozen, notice=notice(rules.notice))

    return less
