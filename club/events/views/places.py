"""Where the club meets: reading about a place, changing it, the picture of its door."""

from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from club.events.forms.places import PhotoForm, PlaceForm
from club.events.queries import places as queries
from club.events.service import places
from club.events.views.frame import kept, ref
from club.kit import clock, pictures
from club.kit.errors import NotFound
from club.kit.forms import Form, FormModel, blank, read
from club.kit.http import back_to, render
from club.kit.limits import hit
from club.kit.pictures import uploads
from club.kit.words import gettext as _

UPLOADS = "30/30 minutes"
_FOR_EVER = "private, max-age=31536000, immutable"


async def index(request: Request) -> Response:
    """GET /places."""
    page = await queries.places_page(request.state.member.id, now=clock.now())
    return kept(request, render(request, "events/places.html", page))


async def place(request: Request) -> Response:
    """GET /places/{ref}."""
    return await _place(request, blank())


async def edit(request: Request) -> Response:
    """GET /places/{ref}/edit."""
    return await _edit(request, blank())


async def change(request: Request) -> Response:
    """POST /places/{ref}/edit."""
    form = await read(request, PlaceForm)
    if form.errors:
        return await _edit(request, form)
    member_id = request.state.member.id
    await places.change(ref(request), form.value.told(), member_id, now=clock.now())
    return back_to(f"/places/{ref(request)}", _("The place is changed."))


async def hang(request: Request) -> Response:
    """POST /places/{ref}/photo."""
    member_id = request.state.member.id
    await hit(UPLOADS, "upload", str(member_id))
    body, form = await uploads.sent(request), await read(request, PhotoForm)
    if form.errors:
        return await _edit(request, form)
    says, folder = form.value.says, _folder(request)
    with form.refusing():
        await places.hang(ref(request), body, says, member_id, folder=folder, now=clock.now())
        return back_to(f"/places/{ref(request)}", _("The picture hangs there now."))
    return await _edit(request, form)


async def take_down(request: Request) -> Response:
    """POST /places/{ref}/photo/removal."""
    await places.take_down(ref(request), folder=_folder(request))
    return back_to(f"/places/{ref(request)}", _("The picture is gone. Nobody is told who asked."))


async def picture(request: Request) -> Response:
    """GET /pictures/{ref}."""
    return await _picture(request, small=False)


async def small_picture(request: Request) -> Response:
    """GET /pictures/{ref}/small."""
    return await _picture(request, small=True)


async def _picture(request: Request, *, small: bool) -> Response:
    name = ref(request)
    if not await queries.is_shown(name):
        raise NotFound(_("This picture is not there any more."))
    body = await pictures.look(_folder(request), name, small=small)
    # On a phone that others use too, nothing of the club stays behind.
    cached = "no-store" if request.state.session.shared else _FOR_EVER
    headers = {"Cache-Control": cached, "Content-Disposition": 'inline; filename="picture.webp"'}
    return Response(body, media_type="image/webp", headers=headers)


async def _place(request: Request, form: Form[FormModel]) -> Response:
    page = await queries.place_page(ref(request), request.state.member.id, now=clock.now())
    return kept(request, render(request, "events/place.html", page, form=form))


async def _edit(request: Request, form: Form[FormModel]) -> Response:
    page = await queries.place_edit_page(ref(request))
    return render(request, "events/place_edit.html", page, form=form)


def _folder(request: Request) -> Path:
    data: Path = request.app.state.settings.data
    return data / pictures.FOLDER
