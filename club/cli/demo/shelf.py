"""What the invented members put on the shelf, and for whose eyes."""

from collections.abc import Sequence
from datetime import datetime

from club.cli.demo import invented
from club.members.models import Member
from club.stories import service
from club.stories.models import Telling
from club.stories.rules import Level
from club.stories.service import Told


async def fill(club: Sequence[Member], now: datetime) -> None:
    """Put the invented objects on the shelf, each told about by one member after another."""
    for n, (name, about, tellings) in enumerate(invented.SHELF):
        ref = ""
        for m, (words, meaning, shown) in enumerate(tellings):
            teller, told = club[(3 * n + m) % len(club)], Told(words, meaning)
            if ref:
                await service.tell(ref, teller.id, told, now=now)
            else:
                ref = await service.put_on_shelf(teller.id, name, about, told, now=now)
            if shown:
                telling = await Telling.all().order_by("-id").first()
                if telling is not None:
                    await service.show_to(telling.ref, teller.id, Level.MEMBERS, now=now)
