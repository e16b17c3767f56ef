"""The sign-in page, by passphrase or passkey, and proving it is still you."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from club.access import forms, queries, rules
from club.access.guards.browsers import address, browser, remember
from club.access.rules import network_of
from club.access.service import passkeys, signing_in
from club.access.service.sessions import Opened
from club.access.views.site import site
from club.kit import clock
from club.kit.errors import TooMany
from club.kit.forms import WHOLE, Form, FormModel, blank, read
from club.kit.http import back_to, local_path, render
from club.kit.limits import hit

CHALLENGES = "60/5 minutes"


@dataclass(frozen=True, slots=True)
class SignInPage:
    """Where to go afterwards, whether somebody is signed in, whether there is a club at all."""

    onward: str
    founded: bool


async def page(request: Request) -> Response:
    """GET /sign-in."""
    onward = local_path(request, request.query_params.get("next", ""))
    session = request.state.session
    if session is not None and rules.is_proven(session.visit(), clock.now()):
        return back_to(onward)
    return await _shown(request, onward, blank())


async def sign_in(request: Request) -> Response:
    """POST /sign-in."""
    form = await read(request, forms.SignIn)

    def opening() -> Awaitable[Opened]:
        return signing_in.sign_in(
            form.value.name,
            form.value.passphrase,
            browser(request, shared=form.value.shared),
            address(request),
            now=clock.now(),
            instead_of=request.state.session,
        )

    return await _let_in(request, form, opening)


async def challenge(request: Request) -> Response:
    """POST /sign-in/passkey/challenge: what the browser's passkeys are asked."""
    await hit(CHALLENGES, "challenge", network_of(address(request)))
    options = await passkeys.ask_to_sign_in(site(request), now=clock.now())
    return Response(options, media_type="application/json")


async def sign_in_by_passkey(request: Request) -> Response:
    """POST /sign-in/passkey."""
    form = await read(request, forms.SignInByPasskey)

    def opening() -> Awaitable[Opened]:
        return passkeys.sign_in(
            form.value.answer,
            site(request),
            browser(request, shared=form.value.shared),
            now=clock.now(),
            instead_of=request.state.session,
        )

    return await _let_in(request, form, opening)


async def prove(request: Request) -> Response:
    """POST /sign-in/proof: the passphrase once more."""
    form = await read(request, forms.Proof)

    def renewing() -> Awaitable[Opened]:
        return signing_in.prove(
            request.state.session, form.value.passphrase, address(request), now=clock.now()
        )

    return await _let_in(request, form, renewing)


async def prove_by_passkey(request: Request) -> Response:
    """POST /sign-in/proof/passkey."""
    form = await read(request, forms.PasskeyAnswer)

    def renewing() -> Awaitable[Opened]:
        return passkeys.prove(
            request.state.session, form.value.answer, site(request), now=clock.now()
        )

    return await _let_in(request, form, renewing)


async def _let_in(
    request: Request, form: Form[FormModel], act: Callable[[], Awaitable[Opened]]
) -> Response:
    """Hand over the cookie and lead on; whoever is turned away sees why, above what they typed."""
    onward = local_path(request, str(form.typed.get("next", "")))
    if not form.errors:
        try:
            with form.refusing():
                opened = await act()
        except TooMany as refusal:
            form.refuse(WHOLE, refusal.sentence, status=429)
    if form.errors:
        return await _shown(request, onward, form)
    return remember(request, back_to(onward), opened)


async def _shown(request: Request, onward: str, form: Form[FormModel]) -> Response:
    template = "access/sign_in.html" if request.state.session is None else "access/proof.html"
    shown = SignInPage(onward, await queries.is_founded())
    return render(request, template, shown, form=form)
