"""What a night needs: asking for it, taking it, giving it back; lifts."""

from starlette.requests import Request
from starlette.responses import Response

from club.events.forms.around import LiftForm, NeedForm, TakeForm
from club.events.queries import slots as queries
from club.events.queries.lifts import lift_page
from club.events.service import needs, slots
from club.events.views.frame import href, night_again, ref
from club.kit import clock
from club.kit.forms import Form, FormModel, blank, read
from club.kit.http import back_to, render
from club.kit.words import gettext as _
from club.kit.words import ngettext


async def index(request: Request) -> Response:
    """GET /e/{ref}/slots."""
    return await _list(request, blank())


async def need(request: Request) -> Response:
    """POST /e/{ref}/slots."""
    form = await read(request, NeedForm)
    if form.errors:
        return await _list(request, form)
    with form.refusing():
        wanted = (form.value.kind, form.value.title, form.value.need)
        await needs.need(ref(request), wanted, request.state.member.id, now=clock.now())
        return back_to(f"{href(request)}/slots", _("It is on the list."))
    return await _list(request, form)


async def same_again(request: Request) -> Response:
    """POST /e/{ref}/slots/copy."""
    form = await read(request, FormModel)
    with form.refusing():
        new = await needs.same_again(ref(request), request.state.member.id, now=clock.now())
        said = ngettext("{n} thing is new on the list.", "{n} things are new on the list.", new)
        return back_to(f"{href(request)}/slots", said.format(n=new))
    return await _list(request, form)


async def take(request: Request) -> Response:
    """POST /e/{ref}/slot/{slot}."""
    form = await read(request, TakeForm)
    if form.errors:
        return await night_again(request, form)
    slot, n = str(request.path_params["slot"]), form.value.n
    with form.refusing():
        await slots.take(ref(request), slot, request.state.member.id, n, now=clock.now())
        given_back = _("You gave it back. Those who look after it are told.")
        return back_to(href(request), _("Thank you. It is noted.") if n else given_back)
    return await night_again(request, form)


async def take_off(request: Request) -> Response:
    """POST /e/{ref}/slot/{slot}/removal."""
    slot, member_id = str(request.path_params["slot"]), request.state.member.id
    await needs.take_off(ref(request), slot, member_id, now=clock.now())
    return back_to(href(request), _("It is off the list. Whoever had taken it is told."))


async def lift(request: Request) -> Response:
    """GET /e/{ref}/lift."""
    return await _lift(request, blank())


async def offer_lift(request: Request) -> Response:
    """POST /e/{ref}/lift."""
    form = await read(request, LiftForm)
    if form.errors:
        return await _lift(request, form)
    offer, member_id = form.value, request.state.member.id
    with form.refusing():
        await needs.offer_lift(ref(request), member_id, offer.area, offer.seats, now=clock.now())
        return back_to(href(request), _("Thank you. Your lift is on the page of the night."))
    return await _lift(request, form)


async def _list(request: Request, form: Form[FormModel]) -> Response:
    page = await queries.needs_page(ref(request), request.state.member.id, now=clock.now())
    return render(request, "events/slots.html", page, form=form)


async def _lift(request: Request, form: Form[FormModel]) -> Response:
    page = await lift_page(ref(request), now=clock.now())
    return render(request, "events/lift.html", page, form=form)
