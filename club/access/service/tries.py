"""Counting tries to sign in, in the database, so that a restart forgets none."""

from datetime import datetime

from club.access import rules
from club.access.models import Tries
from club.kit.db import transaction
from club.kit.errors import TooMany
from club.kit.tokens import digest
from club.kit.words import gettext as _


async def count(name: str, address: str, *, now: datetime) -> None:
    """Count one try under the name, the network and the whole club.

    Raises:
        TooMany: one of the three is used up; nothing was checked.
    """
    counts = (
        (rules.EVERYONE, ""),
        (rules.NETWORK, rules.network_of(address)),
        (rules.NAME, name),
    )
    async with transaction():
        for brake, who in counts:
            await _count(brake, who, now)


async def forget(name: str) -> None:
    """Begin a name's count anew, after its owner got in."""
    async with transaction():
        await Tries.filter(digest=_key(rules.NAME, name)).delete()


async def sweep(now: datetime) -> int:
    """Delete counts that are a week old."""
    async with transaction():
        return await Tries.filter(last_at__lt=now - rules.TRIES_KEPT_FOR).delete()


async def _count(brake: rules.Brake, who: str, now: datetime) -> None:
    key = _key(brake, who)
    # Locks the row on either database before it is read: an upsert that changes nothing.
    empty = Tries(digest=key, began_at=now, last_at=now, tries=0, in_a_row=0)
    await Tries.bulk_create([empty], on_conflict=["digest"], update_fields=["digest"])
    row = await Tries.get(digest=key)
    pause = rules.wait(brake, row.tally() if row.tries else None, now)
    if pause is None:
        raise TooMany(_no_passphrase(), rules.TRIES_KEPT_FOR)
    if pause:
        raise TooMany(_("That was tried often. Please wait a little."), pause)
    after = rules.counted(row.tally() if row.tries else None, now)
    await Tries.filter(digest=key).update(
        began_at=after.began_at, last_at=after.last_at, tries=after.tries, in_a_row=after.in_a_row
    )


def _key(brake: rules.Brake, who: str) -> str:
    return digest(f"{brake.kind}:{who}")


def _no_passphrase() -> str:
    return _(
        "This name was tried too often with a wrong passphrase. "
        "Please use your passkey, or ask a person of your club."
    )
