"""A member's own diary of evenings, and whether the door may tick them."""

from club.events.models import DoorChoice, Here
from club.kit.db import transaction
from club.kit.errors import NotFound
from club.kit.words import gettext as _


async def choose_diary(member_id: int, *, wanted: bool) -> None:
    """Keep a diary from now on, or keep none: then what it holds is deleted."""
    async with transaction():
        await _choose(member_id, diary=wanted)
        if not wanted:
            await Here.filter(member_id=member_id, kept=True).delete()


async def choose_tick(member_id: int, *, only_self: bool) -> None:
    """Let nobody else tick a member as here, or let the door do it again."""
    async with transaction():
        await _choose(member_id, only_self=only_self)


async def tear_out(ref: str, member_id: int) -> None:
    """Delete one evening of a member's own diary; the night's number stays.

    Raises:
        NotFound: their diary has no such evening.
    """
    async with transaction():
        if not await Here.filter(ref=ref, member_id=member_id, kept=True).delete():
            raise NotFound(_("This evening is not in your diary."))


async def tear_out_all(member_id: int) -> int:
    """Delete every evening of a member's own diary; return how many there were."""
    async with transaction():
        return await Here.filter(member_id=member_id, kept=True).delete()


async def _choose(member_id: int, **chosen: bool) -> None:
    await DoorChoice.bulk_create([DoorChoice(member_id=member_id)], ignore_conflicts=True)
    await DoorChoice.filter(member_id=member_id).update(**chosen)
