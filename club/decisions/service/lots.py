"""The lots of one decision, fixed at notice: what settles a tie, and who would look at its vote."""

from collections.abc import Sequence

from club.decisions.models import Decision, Lot, PanelLot, RollEntry
from club.decisions.rules import lot, panel
from club.decisions.rules.ballot import DRAWN
from club.kit.tokens import new_secret


async def draw(decision: Decision) -> None:
    """Draw the secrets; belongs where the rule of the decision is frozen."""
    if decision.method in DRAWN:
        await Lot.create(decision_id=decision.id, secret=new_secret(lot.SECRET_BYTES).hex())
    if decision.frozen().cooling:
        secret, key = (new_secret(panel.SECRET_BYTES).hex() for _each in range(2))
        await PanelLot.create(decision_id=decision.id, secret=secret, key=key)


async def fixed(decision: Decision, roll: Sequence[RollEntry]) -> dict[str, str]:
    """Return what the record says of the lots at notice: it fixes them, and hides them."""
    found = {}
    tie = await Lot.get_or_none(decision_id=decision.id)
    if tie is not None:
        found["lot"] = lot.commitment(bytes.fromhex(tie.secret))
    drawn = await PanelLot.get_or_none(decision_id=decision.id)
    if drawn is not None:
        tokens = tokens_of(drawn, [entry.member_id for entry in roll])
        found["panel"] = panel.commitment(bytes.fromhex(drawn.secret), tokens)
    return found


def tokens_of(drawn: PanelLot, member_ids: Sequence[int]) -> dict[str, int]:
    """Return whose each token is; nobody but this program can tell."""
    key = bytes.fromhex(drawn.key)
    return {panel.token(key, each): each for each in member_ids}
