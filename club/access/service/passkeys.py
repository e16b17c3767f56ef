"""Passkeys: asking, adding one, signing in with one, taking one away."""

from datetime import datetime
from typing import TYPE_CHECKING

from tortoise.exceptions import IntegrityError
from tortoise.expressions import F

from club.access import rules
from club.access.models import Passkey, Passphrase, Session
from club.access.service import challenges, sessions, tries
from club.access.service.challenges import Site
from club.access.service.sessions import Browser, Opened
from club.kit.db import claim, transaction
from club.kit.errors import Invalid, NotFound
from club.kit.library import on_use
from club.kit.words import gettext as _
from club.members.models import Member

if TYPE_CHECKING:
    import webauthn
    from webauthn import helpers
    from webauthn.helpers import structs
else:
    webauthn = on_use("webauthn")
    helpers, structs = on_use("webauthn.helpers"), on_use("webauthn.helpers.structs")


async def ask_to_add(member: Member, site: Site, *, now: datetime) -> str:
    """Return the options, as JSON, with which a browser makes a passkey for this member.

    The phone shows the club's neutral name and the member's private sign-in name, never what
    the club is called or about.
    """
    mine = await Passphrase.get(member_id=member.id)
    known = await Passkey.filter(member_id=member.id)
    options = webauthn.generate_registration_options(
        rp_id=site.host,
        rp_name=site.alias,
        user_name=mine.sign_in_name,
        user_id=member.ref.encode(),
        authenticator_selection=structs.AuthenticatorSelectionCriteria(
            resident_key=structs.ResidentKeyRequirement.REQUIRED,
            user_verification=structs.UserVerificationRequirement.REQUIRED,
        ),
        exclude_credentials=[
            structs.PublicKeyCredentialDescriptor(id=helpers.base64url_to_bytes(each.credential))
            for each in known
        ],
    )
    await challenges.remember(options.challenge, rules.Purpose.ADD, member.id, now)
    return webauthn.options_to_json(options)


async def add(session: Session, answer: str, site: Site, device: str, *, now: datetime) -> None:
    """Keep the passkey a browser has just made.

    Raises:
        Invalid: the browser's answer does not hold.
        TooLate: the question was answered before, or too long ago.
    """
    credential, challenge = challenges.made(answer)
    try:
        made = webauthn.verify_registration_response(
            credential=credential,
            expected_challenge=challenge,
            expected_rp_id=site.host,
            expected_origin=site.origin,
            require_user_verification=True,
        )
    except challenges.faults() as fault:
        raise challenges.unreadable() from fault
    async with transaction():
        await challenges.take(challenge, rules.Purpose.ADD, session.member_id, now)
        # Locks the member while their keys are counted.
        await claim(Member.filter(id=session.member_id), ref=F("ref"))
        key = helpers.bytes_to_base64url(made.credential_id)
        if await Passkey.filter(member_id=session.member_id).count() >= rules.PASSKEYS_MAX:
            raise Invalid(_("You have {n} passkeys already.").format(n=rules.PASSKEYS_MAX))
        try:
            await Passkey.create(
                member_id=session.member_id,
                credential=key,
                public_key=helpers.bytes_to_base64url(made.credential_public_key),
                sign_count=made.sign_count,
                device=device,
                added_at=now,
            )
        except IntegrityError:
            raise Invalid(_("This passkey is known already.")) from None


async def take_away(ref: str, member: Member) -> None:
    """Forget one of the member's own passkeys.

    Raises:
        NotFound: no such passkey of this member.
    """
    async with transaction():
        if not await Passkey.filter(ref=ref, member_id=member.id).delete():
            raise NotFound(_("That passkey is not here any more."))


async def ask_to_sign_in(site: Site, *, now: datetime) -> str:
    """Return the options, as JSON, with which a browser answers for any passkey it holds.

    They name no key and no person, so they say nothing about who belongs to the club.
    """
    options = webauthn.generate_authentication_options(
        rp_id=site.host, user_verification=structs.UserVerificationRequirement.REQUIRED
    )
    await challenges.remember(options.challenge, rules.Purpose.SIGN_IN, None, now)
    return webauthn.options_to_json(options)


async def sign_in(
    answer: str,
    site: Site,
    browser: Browser,
    *,
    now: datetime,
    instead_of: Session | None = None,
) -> Opened:
    """Open a session for the owner of the passkey that answered.

    Raises:
        Invalid: the answer does not hold, or the key is not known here.
        TooLate: the question was answered before, or too long ago.
    """
    key = await _answered(answer, site, now)
    mine = await Passphrase.filter(member_id=key.member_id).first()
    if mine is not None:
        await tries.forget(mine.sign_in_name)
    return await sessions.open_session(key.member_id, browser, now=now, instead_of=instead_of)


async def prove(session: Session, answer: str, site: Site, *, now: datetime) -> Opened:
    """Renew a session after its owner answered with one of their passkeys.

    Raises:
        Invalid: the answer does not hold, or the key is somebody else's.
        TooLate: the question was answered before, or too long ago.
    """
    key = await _answered(answer, site, now)
    if key.member_id != session.member_id:
        raise _unknown()
    return await sessions.renew(session, now=now)


async def _answered(answer: str, site: Site, now: datetime) -> Passkey:
    credential, challenge = challenges.answered(answer)
    await challenges.take(challenge, rules.Purpose.SIGN_IN, None, now)
    key = await Passkey.filter(credential=credential.id, member__left_at=None).first()
    if key is None:
        raise _unknown()
    try:
        shown = webauthn.verify_authentication_response(
            credential=credential,
            expected_challenge=challenge,
            expected_rp_id=site.host,
            expected_origin=site.origin,
            credential_public_key=helpers.base64url_to_bytes(key.public_key),
            credential_current_sign_count=key.sign_count,
            require_user_verification=True,
        )
    except challenges.faults() as fault:
        raise _unknown() from fault
    async with transaction():
        await claim(Passkey.filter(id=key.id), sign_count=shown.new_sign_count)
    return key


def _unknown() -> Invalid:
    return Invalid(_("This passkey does not open anything here."))
