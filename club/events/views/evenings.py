"""A member's own evenings, and the club's numbers by the month."""

from starlette.requests import Request
from starlette.responses import Response

from club.events.forms.evenings import DiaryForm, TickForm
from club.events.queries import evenings as queries
from club.events.service import diary
from club.events.views.frame import ref
from club.kit.forms import Form, FormModel, blank, read
from club.kit.http import back_to, render
from club.kit.words import gettext as _

EVENINGS = "/me/evenings"


async def page(request: Request) -> Response:
    """GET /me/evenings."""
    return await _page(request, blank())


async def choose_diary(request: Request) -> Response:
    """POST /me/evenings/diary."""
    form = await read(request, DiaryForm)
    if form.errors:
        return await _page(request, form)
    wanted = form.value.diary
    await diary.choose_diary(request.state.member.id, wanted=wanted)
    kept = _("Your evenings are kept for you from now on.")
    return back_to(EVENINGS, kept if wanted else _("No diary is kept. What it held is deleted."))


async def choose_tick(request: Request) -> Response:
    """POST /me/evenings/tick."""
    form = await read(request, TickForm)
    if form.errors:
        return await _page(request, form)
    alone = form.value.only_self
    await diary.choose_tick(request.state.member.id, only_self=alone)
    again = _("The door may tick you again.")
    return back_to(EVENINGS, _("Only you say that you are here.") if alone else again)


async def tear_out(request: Request) -> Response:
    """POST /me/evenings/{ref}/removal."""
    await diary.tear_out(ref(request), request.state.member.id)
    return back_to(EVENINGS, _("Deleted."))


async def tear_out_all(request: Request) -> Response:
    """POST /me/evenings/removal."""
    await diary.tear_out_all(request.state.member.id)
    return back_to(EVENINGS, _("All deleted."))


async def months(request: Request) -> Response:
    """GET /club/months."""
    return render(request, "events/months.html", await queries.months_page())


async def _page(request: Request, form: Form[FormModel]) -> Response:
    shown = await queries.evenings_page(request.state.member.id)
    return render(request, "events/evenings.html", shown, form=form)
