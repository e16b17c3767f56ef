"""Planning nights: writing them down, changing them, calling them off, ending a series."""

from starlette.requests import Request
from starlette.responses import Response

from club.events import messages, queries
from club.events.forms.editing import EditForm
from club.events.forms.planning import CancelForm, NightForm
from club.events.queries import places
from club.events.service import endings, nights, rewriting
from club.events.views.frame import href, ref
from club.kit import clock
from club.kit.forms import Form, FormModel, blank, read
from club.kit.http import back_to, render
from club.kit.words import gettext as _


async def new(request: Request) -> Response:
    """GET /e/new."""
    return await _new(request, blank())


async def schedule(request: Request) -> Response:
    """POST /e/new."""
    form = await read(request, NightForm)
    if form.errors:
        return await _new(request, form)
    with form.refusing():
        plan = form.value.plan()
        first = await nights.schedule(plan, request.state.member.id, now=clock.now())
        return back_to(f"/e/{first}" if first else "/nights", _("It is on the calendar."))
    return await _new(request, form)


async def edit(request: Request) -> Response:
    """GET /e/{ref}/edit."""
    return await _edit(request, blank())


async def change(request: Request) -> Response:
    """POST /e/{ref}/edit."""
    form = await read(request, EditForm)
    if form.errors:
        return await _edit(request, form)
    said, me = form.value, request.state.member.id
    with form.refusing():
        wanted, rhythm = said.change(), said.rhythm()
        await rewriting.rewrite(ref(request), said.scope, wanted, rhythm, me, now=clock.now())
        return back_to(href(request), messages.rewritten(said.scope))
    return await _edit(request, form)


async def cancel(request: Request) -> Response:
    """POST /e/{ref}/cancellation."""
    form = await read(request, CancelForm)
    if form.errors:
        return await _edit(request, form)
    with form.refusing():
        words = form.value.words
        await nights.cancel(ref(request), words, request.state.member.id, now=clock.now())
        return back_to(href(request), _("The night is called off. Those who come are told."))
    return await _edit(request, form)


async def end(request: Request) -> Response:
    """POST /series/{ref}/ending."""
    words, member_id = _("The series has ended."), request.state.member.id
    await endings.end_series(ref(request), words, member_id, now=clock.now())
    return back_to("/nights", _("The series has ended. Those who meant to come are told."))


async def _new(request: Request, form: Form[FormModel]) -> Response:
    page = await places.places_page()
    return render(request, "events/new.html", page, form=form)


async def _edit(request: Request, form: Form[FormModel]) -> Response:
    page = await queries.edit_page(ref(request), now=clock.now())
    return render(request, "events/edit.html", page, form=form)
