"""The doors of the room: the list, a night, answering, planning, calling off."""

from starlette.requests import Request
from starlette.responses import Response

from club.events import forms, messages, queries
from club.events.queries import places
from club.events.service import answers, changes, endings, nights
from club.kit import clock
from club.kit.forms import Form, FormModel, blank, read
from club.kit.http import back_to, local_path, render
from club.kit.words import gettext as _


async def index(request: Request) -> Response:
    """GET /nights."""
    page = await queries.nights_page(request.state.member.id, now=clock.now())
    return _kept(request, render(request, "events/nights.html", page))


async def night(request: Request) -> Response:
    """GET /e/{ref}."""
    return await _night(request, blank())


async def answer(request: Request) -> Response:
    """POST /e/{ref}/rsvp."""
    form = await read(request, forms.AnswerForm)
    if form.errors:
        return await _night(request, form)
    said = form.value
    with form.refusing():
        answered = await answers.answer(
            _ref(request),
            request.state.member.id,
            said.want,
            named=said.named,
            client_at=said.client_at,
            now=clock.now(),
        )
        words = messages.answered(answered.want, answered.standing, kept=answered.kept)
        return back_to(local_path(request, said.back, _href(request)), words)
    return await _night(request, form)


async def door(request: Request) -> Response:
    """POST /e/{ref}/helper."""
    form = await read(request, forms.DoorForm)
    if form.errors:
        return await _night(request, form)
    offers = form.value.offers
    member_id = request.state.member.id
    with form.refusing():
        await changes.offer_door(_ref(request), member_id, offers=offers, now=clock.now())
        thanks = _("Thank you. Your name stands at the door.")
        return back_to(_href(request), thanks if offers else _("You stepped back from the door."))
    return await _night(request, form)


async def new(request: Request) -> Response:
    """GET /e/new."""
    return await _new(request, blank())


async def schedule(request: Request) -> Response:
    """POST /e/new."""
    form = await read(request, forms.NightForm)
    if form.errors:
        return await _new(request, form)
    with form.refusing():
        plan = form.value.plan()
        ref = await nights.schedule(plan, request.state.member.id, now=clock.now())
        return back_to(f"/e/{ref}" if ref else "/nights", _("It is on the calendar."))
    return await _new(request, form)


async def edit(request: Request) -> Response:
    """GET /e/{ref}/edit."""
    return await _edit(request, blank())


async def change(request: Request) -> Response:
    """POST /e/{ref}/edit."""
    form = await read(request, forms.ChangeForm)
    if form.errors:
        return await _edit(request, form)
    with form.refusing():
        wanted = form.value.change()
        await changes.change(_ref(request), wanted, request.state.member.id, now=clock.now())
        return back_to(_href(request), _("The night is changed."))
    return await _edit(request, form)


async def cancel(request: Request) -> Response:
    """POST /e/{ref}/cancellation."""
    form = await read(request, forms.CancelForm)
    if form.errors:
        return await _edit(request, form)
    with form.refusing():
        words = form.value.words
        await nights.cancel(_ref(request), words, request.state.member.id, now=clock.now())
        return back_to(_href(request), _("The night is called off. Those who come are told."))
    return await _edit(request, form)


async def end(request: Request) -> Response:
    """POST /series/{ref}/ending."""
    words, member_id = _("The series has ended."), request.state.member.id
    await endings.end_series(_ref(request), words, member_id, now=clock.now())
    return back_to("/nights", _("The series has ended. Those who meant to come are told."))


async def _night(request: Request, form: Form[FormModel]) -> Response:
    page = await queries.night_page(_ref(request), request.state.member.id, now=clock.now())
    return _kept(request, render(request, "events/night.html", page, form=form))


async def _new(request: Request, form: Form[FormModel]) -> Response:
    page = await places.choices()
    return render(request, "events/new.html", page, form=form)


async def _edit(request: Request, form: Form[FormModel]) -> Response:
    page = await queries.edit_page(_ref(request), now=clock.now())
    return render(request, "events/edit.html", page, form=form)


def _kept(request: Request, page: Response) -> Response:
    """Let the member's own phone keep a page for when it is offline; a shared one keeps none."""
    if page.status_code == 200 and not request.state.session.shared:  # noqa: PLR2004
        page.headers["X-Offline"] = "keep"
    return page


def _ref(request: Request) -> str:
    return str(request.path_params["ref"])


def _href(request: Request) -> str:
    return f"/e/{_ref(request)}"
