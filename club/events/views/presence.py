"""Being here, said by a member or by whoever stands at the door without an account."""

from starlette.requests import Request
from starlette.responses import Response

from club.events.forms.presence import HereForm
from club.events.messages import door as words
from club.events.queries import presence as queries
from club.events.rules.presence import How
from club.events.service import presence
from club.events.views.frame import href, kept, ref
from club.kit import clock, limits
from club.kit.forms import Form, FormModel, blank, read
from club.kit.http import back_to, render
from club.kit.words import gettext as _

COUNTED = "h"
"""The cookie of a phone that was counted; it says no more, and only to the page of that night."""
_COUNTED_FOR = 24 * 60 * 60
_STRANGERS = "60/hour"


async def page(request: Request) -> Response:
    """GET /e/{ref}/here."""
    return await _page(request, blank())


async def come(request: Request) -> Response:
    """POST /e/{ref}/here."""
    form = await read(request, HereForm)
    if form.errors:
        return await _page(request, form)
    if request.state.member is None:
        return await _count(request)
    said = form.value
    with form.refusing():
        await presence.come(
            ref(request),
            request.state.member.id,
            here=said.here,
            client_at=said.client_at,
            now=clock.now(),
        )
        return back_to(href(request), words.thanks(here=said.here))
    return await _page(request, form)


async def _count(request: Request) -> Response:
    """Count a phone that nobody is signed in with, once."""
    path = f"{href(request)}/here"
    await queries.here_page(ref(request), None, here=False, now=clock.now())
    if COUNTED not in request.cookies:
        await limits.hit(_STRANGERS, "here", ref(request))
        await presence.count(ref(request), How.ANON, more=True, now=clock.now())
    answer = back_to(path, _("You are counted. Nobody has your name."))
    secure = request.app.state.settings.secure
    answer.set_cookie(
        COUNTED, "1", _COUNTED_FOR, path=path, secure=secure, httponly=True, samesite="lax"
    )
    return answer


async def _page(request: Request, form: Form[FormModel]) -> Response:
    member, here = request.state.member, COUNTED in request.cookies
    shown = await queries.here_page(
        ref(request), member.id if member else None, here=here, now=clock.now()
    )
    page = render(request, "events/here.html", shown, form=form)
    return kept(request, page) if member else page
