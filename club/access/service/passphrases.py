"""New passphrases: good enough, and kept as a hash."""

from datetime import datetime

from club.access import rules
from club.access.models import Passphrase, Session
from club.access.service import sessions
from club.access.service.sealing import vault
from club.charter import queries as charter
from club.kit.db import claim, transaction
from club.kit.errors import Invalid
from club.kit.words import gettext as _


async def sealed(passphrase: str, *, telling: tuple[str, ...]) -> str:
    """Return the hash of a new passphrase that is good enough.

    Args:
        passphrase: as typed.
        telling: names it must not contain, because others would try them first.

    Raises:
        Invalid: it is too short, too long, common, or made of the club's or the member's name.
    """
    plain = rules.normal(passphrase)
    fault = rules.weakness(plain, telling)
    if fault is not None:
        raise Invalid(_sentence(fault), "passphrase")
    return await vault.seal(plain)


async def change(session: Session, passphrase: str, *, now: datetime) -> None:
    """Give the member a new passphrase and sign out every other browser.

    Raises:
        Invalid: the passphrase is not good enough.
    """
    member = session.member
    mine = await Passphrase.get(member_id=member.id)
    telling = (member.name, mine.sign_in_name, *await charter.names())
    hashed = await sealed(passphrase, telling=telling)
    async with transaction():
        await claim(Passphrase.filter(member_id=member.id), hash=hashed, changed_at=now)
        await sessions.end_all(member.id, but=session.id)


def _sentence(fault: rules.Weakness) -> str:
    return {
        rules.Weakness.SHORT: _("This is short. Please use {n} letters or more.").format(
            n=rules.PASSPHRASE_MIN
        ),
        rules.Weakness.LONG: _("This is too long. Please keep it to {n} letters.").format(
            n=rules.PASSPHRASE_MAX
        ),
        rules.Weakness.COMMON: _("Many people would try this one. Please choose another."),
        rules.Weakness.TELLING: _(
            "This has your name or the club's name in it. Please choose another."
        ),
    }[fault]
