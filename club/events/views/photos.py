"""The photos of a night: the page, sending one, the picture itself, yes and no."""

from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from club.events.forms.photos import AllowForm, NightPhotoForm, PhotoAnswerForm
from club.events.forms.talk import ReasonForm
from club.events.queries import reports as asked
from club.events.queries.album import photos_page
from club.events.queries.photos import visible
from club.events.service import consent, photos, reports
from club.events.views.frame import ref
from club.kit import clock, pictures
from club.kit.forms import Form, FormModel, blank, read
from club.kit.http import back_to, render
from club.kit.limits import hit
from club.kit.pictures import uploads
from club.kit.words import gettext as _

UPLOADS = "30/30 minutes"


async def page(request: Request) -> Response:
    """GET /e/{ref}/photos."""
    return await _page(request, blank())


async def allow(request: Request) -> Response:
    """POST /e/{ref}/photos/allowed."""
    form = await read(request, AllowForm)
    if form.errors:
        return await _page(request, form)
    member_id, allowed = request.state.member.id, form.value.allowed
    with form.refusing():
        if allowed:
            await photos.allow(ref(request), member_id, now=clock.now())
            return back_to(_album(ref(request)), _("Photos may be shared from this night."))
        await photos.stop(ref(request), member_id, folder=_folder(request), now=clock.now())
        return back_to(_album(ref(request)), _("No photos are shared. Those there were are gone."))
    return await _page(request, form)


async def add(request: Request) -> Response:
    """POST /e/{ref}/photos."""
    member_id = request.state.member.id
    await hit(UPLOADS, "upload", str(member_id))
    body, form = await uploads.sent(request), await read(request, NightPhotoForm)
    if form.errors:
        return await _page(request, form)
    sent = photos.Sent(body, form.value.says, form.value.tagged())
    folder = _folder(request)
    with form.refusing():
        shown = await photos.add(ref(request), sent, member_id, folder=folder, now=clock.now())
        asked_first = _("It is kept. Those on it are asked first.")
        return back_to(_album(ref(request)), _("It is there now.") if shown else asked_first)
    return await _page(request, form)


async def large(request: Request) -> Response:
    """GET /photos/{ref}."""
    return await _picture(request, small=False)


async def small(request: Request) -> Response:
    """GET /photos/{ref}/small."""
    return await _picture(request, small=True)


async def answer(request: Request) -> Response:
    """POST /photos/{ref}/answer."""
    form = await read(request, PhotoAnswerForm)
    member_id = request.state.member.id
    if form.errors:
        row = await visible(ref(request), member_id)
        return await _page(request, form, row.night.ref)
    if form.value.agrees:
        night = await consent.agree(ref(request), member_id, now=clock.now())
        return back_to(_album(night), _("Thank you. You can take your yes back at any time."))
    night = await consent.refuse(ref(request), member_id, folder=_folder(request))
    return back_to(_album(night), _("It is deleted. Nobody is told who said so."))


async def on_it(request: Request) -> Response:
    """POST /photos/{ref}/on-it."""
    night = await consent.say_on_it(ref(request), request.state.member.id, now=clock.now())
    return back_to(_album(night), _("The others do not see it any more. It is yours to say."))


async def take_down(request: Request) -> Response:
    """POST /photos/{ref}/removal."""
    member_id, folder = request.state.member.id, _folder(request)
    night = await consent.take_down(ref(request), member_id, folder=folder, now=clock.now())
    return back_to(_album(night), _("The photo is gone."))


async def ask_about(request: Request) -> Response:
    """GET /photos/{ref}/report."""
    return await _about(request, blank())


async def report(request: Request) -> Response:
    """POST /photos/{ref}/report."""
    form = await read(request, ReasonForm)
    if form.errors:
        return await _about(request, form)
    reason, member_id = form.value.reason, request.state.member.id
    with form.refusing():
        night = await reports.report_photo(ref(request), member_id, reason, now=clock.now())
        return back_to(_album(night), _("Thank you. Those who look after such things are told."))
    return await _about(request, form)


async def _page(request: Request, form: Form[FormModel], night: str | None = None) -> Response:
    member_id = request.state.member.id
    shown = await photos_page(night or ref(request), member_id, now=clock.now())
    return render(request, "events/photos.html", shown, form=form)


async def _about(request: Request, form: Form[FormModel]) -> Response:
    shown = await asked.ask_about_photo(ref(request), request.state.member.id)
    return render(request, "events/report.html", shown, form=form)


async def _picture(request: Request, *, small: bool) -> Response:
    row = await visible(ref(request), request.state.member.id)
    body = await pictures.look(_folder(request), row.picture, small=small)
    # Kept by no phone: at any moment somebody on it may take their yes back.
    headers = {
        "Cache-Control": "no-store",
        "Content-Disposition": 'inline; filename="picture.webp"',
    }
    return Response(body, media_type="image/webp", headers=headers)


def _album(night_ref: str) -> str:
    return f"/e/{night_ref}/photos"


def _folder(request: Request) -> Path:
    data: Path = request.app.state.settings.data
    return data / pictures.FOLDER
