"""Something stays as it is, as the members decided."""

from club.decisions import queries as decisions
from club.decisions.rules.effects import KeepAsIs
from club.decisions.rules.states import Carried
from club.journeys.service.effects.carrying import By, carry_out
from club.kit.errors import TooLate


@carry_out.register
async def _keep(effect: KeepAsIs, by: By) -> Carried:
    """Let it be, unless it has changed while the members were voting.

    Raises:
        TooLate: another decision has changed it since.
    """
    reason, _field = await decisions.refusal(effect, decisions.Asking(by.now))
    if reason:
        raise TooLate(reason)
    return Carried.DONE
