"""What a member wants of their phones."""

from starlette.requests import Request
from starlette.responses import Response

from club.kit import clock
from club.kit.forms import Form, FormModel, blank, read
from club.kit.http import back_to, render
from club.kit.words import gettext as _
from club.notices.forms.wishes import Allowed, Wanted
from club.notices.gateway.pusher import application_server_key
from club.notices.queries.devices import settings_page
from club.notices.queries.readers import wishes
from club.notices.rules.quiet import Wishes
from club.notices.service import subscribing


async def show(request: Request) -> Response:
    """Show switches, quiet hours and devices."""
    return await _page(request, blank())


async def choose(request: Request) -> Response:
    """Keep the member's wishes."""
    form = await read(request, Wanted)
    if form.errors:
        return await _page(request, form)
    member_id, now = request.state.member.id, clock.now()
    before = (await wishes([member_id])).get(member_id, Wishes())
    await subscribing.choose(member_id, form.value.wishes(before, now=now))
    return back_to("/me/notices", _("Kept."))


async def allow(request: Request) -> Response:
    """Set what one device's lock screen may say."""
    form = await read(request, Allowed)
    if form.errors:
        return await _page(request, form)
    ref = request.path_params["ref"]
    await subscribing.allow(request.state.member.id, ref, form.value.level)
    return back_to("/me/notices", _("Kept."))


async def forget(request: Request) -> Response:
    """Send nothing more to one device."""
    await subscribing.forget_device(request.state.member.id, request.path_params["ref"])
    return back_to("/me/notices", _("That device gets no more messages."))


async def _page(request: Request, form: Form[Wanted] | Form[Allowed] | Form[FormModel]) -> Response:
    page = await settings_page(
        request.state.member.id,
        shared=request.state.session.shared,
        key=application_server_key(request.app.state.vault),
        now=clock.now(),
    )
    return render(request, "notices/settings.html", page, form=form)
