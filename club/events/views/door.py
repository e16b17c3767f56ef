"""The list of a night's door, its ticks and its count, and the poster that hangs on it."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from club.events.forms.presence import CountForm, HereForm
from club.events.queries import door as queries
from club.events.queries import presence as nights
from club.events.rules.presence import How
from club.events.service import presence
from club.events.views.frame import href, kept, ref
from club.kit import clock
from club.kit.forms import Form, FormModel, blank, read
from club.kit.http import back_to, render
from club.kit.qr import drawn


@dataclass(frozen=True, slots=True)
class PosterPage:
    """What hangs on the door: the address of the page that counts, and a picture of it."""

    night: str
    link: str
    picture: str


async def page(request: Request) -> Response:
    """GET /e/{ref}/door."""
    return await _page(request, blank())


async def tick(request: Request) -> Response:
    """POST /e/{ref}/here/{who}."""
    form = await read(request, HereForm)
    if form.errors:
        return await _page(request, form)
    said, who = form.value, str(request.path_params["who"])
    with form.refusing():
        await presence.tick(
            ref(request), who, here=said.here, client_at=said.client_at, now=clock.now()
        )
        return back_to(f"{href(request)}/door")
    return await _page(request, form)


async def count(request: Request) -> Response:
    """POST /e/{ref}/here/new."""
    form = await read(request, CountForm)
    if form.errors:
        return await _page(request, form)
    said = form.value
    with form.refusing():
        await presence.count(
            ref(request), How.GREETER, more=said.more, client_at=said.client_at, now=clock.now()
        )
        return back_to(f"{href(request)}/door")
    return await _page(request, form)


async def poster(request: Request) -> Response:
    """GET /e/{ref}/poster."""
    await nights.refuse_unknown(ref(request))
    link = f"{request.app.state.settings.address}{href(request)}/here"
    return render(request, "events/poster.html", PosterPage(href(request), link, drawn(link)))


async def _page(request: Request, form: Form[FormModel]) -> Response:
    shown = await queries.door_page(ref(request), request.state.member.id, now=clock.now())
    return kept(request, render(request, "events/door.html", shown, form=form))
