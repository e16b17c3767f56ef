"""Members with a private name and a passphrase."""

from datetime import datetime

from club.access.models import Passphrase
from club.access.service.sealing import vault
from club.kit.clock import now as wall_clock
from club.members.models import Member

PASSPHRASE = "kettle garden violin moss stove"
BETTER = "seven otters read on the ferry"


async def with_passphrase(member: Member, name: str, *, now: datetime | None = None) -> Member:
    """Let a member sign in as ``name`` with ``PASSPHRASE``."""
    await Passphrase.create(
        member_id=member.id,
        sign_in_name=name,
        hash=await vault.seal(PASSPHRASE),
        changed_at=now or wall_clock(),
    )
    return member
