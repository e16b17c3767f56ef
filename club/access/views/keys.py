"""A member's own ways in: the passphrase and the passkeys."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from club.access import forms, queries, rules
from club.access.guards.browsers import browser
from club.access.queries import PasskeyRow
from club.access.service import passkeys, passphrases
from club.access.service.words import suggestion
from club.access.views.site import site
from club.kit import clock
from club.kit.forms import Form, FormModel, blank, read
from club.kit.http import back_to, render
from club.kit.words import gettext as _

HERE = "/me/keys"


@dataclass(frozen=True, slots=True)
class KeysPage:
    """The passkeys, a passphrase to take if none comes to mind, and whether to prove first."""

    passkeys: list[PasskeyRow]
    suggestion: str
    proven: bool


async def page(request: Request) -> Response:
    """GET /me/keys."""
    return await _shown(request, blank())


async def change_passphrase(request: Request) -> Response:
    """POST /me/keys/passphrase."""
    form = await read(request, forms.NewPassphrase)
    if not form.errors:
        with form.refusing():
            await passphrases.change(request.state.session, form.value.passphrase, now=clock.now())
    if form.errors:
        return await _shown(request, form)
    return back_to(HERE, _("Your passphrase is new. Every other browser is signed out."))


async def challenge(request: Request) -> Response:
    """POST /me/keys/passkeys/challenge: what the browser needs to make a passkey."""
    options = await passkeys.ask_to_add(request.state.member, site(request), now=clock.now())
    return Response(options, media_type="application/json")


async def add_passkey(request: Request) -> Response:
    """POST /me/keys/passkeys."""
    form = await read(request, forms.PasskeyAnswer)
    if not form.errors:
        device = browser(request, shared=False).device
        with form.refusing():
            await passkeys.add(
                request.state.session, form.value.answer, site(request), device, now=clock.now()
            )
    if form.errors:
        return await _shown(request, form)
    return back_to(HERE, _("The passkey is ready. Next time, one touch signs you in."))


async def remove_passkey(request: Request) -> Response:
    """POST /me/keys/passkeys/{ref}/removal."""
    await passkeys.take_away(request.path_params["ref"], request.state.member)
    return back_to(HERE, _("That passkey does not open anything any more."))


async def _shown(request: Request, form: Form[FormModel]) -> Response:
    session = request.state.session
    shown = KeysPage(
        await queries.passkeys_of(session.member_id),
        suggestion(),
        rules.is_proven(session.visit(), clock.now()),
    )
    return render(request, "access/keys.html", shown, form=form)
