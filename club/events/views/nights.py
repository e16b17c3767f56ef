"""The list of nights, a night, answering it, helping with it."""

from starlette.requests import Request
from starlette.responses import Response

from club.events import messages, queries
from club.events.forms.answers import AnswerForm, HelpForm
from club.events.messages.queue import passed_on
from club.events.queries import seats
from club.events.service import answers, hosting
from club.events.service import offers as offering
from club.events.views.frame import href, kept, ref
from club.kit import clock
from club.kit.again import saying
from club.kit.forms import Form, FormModel, blank, read
from club.kit.http import Onward, back_to, local_path, render


async def index(request: Request) -> Response:
    """GET /nights."""
    page = await queries.nights_page(request.state.member.id, now=clock.now())
    return kept(request, render(request, "events/nights.html", page, alike=True))


async def night(request: Request) -> Response:
    """GET /e/{ref}."""
    return await _night(request, blank())


async def stands(request: Request) -> Onward:
    """POST /e/{ref}/rsvp, sent again: say what the member's answer is now."""
    said = await seats.stands(ref(request), request.state.member.id, now=clock.now())
    return back_to(href(request), messages.answered(said) if said else None, came_to=said)


@saying(stands)
async def answer(request: Request) -> Response:
    """POST /e/{ref}/rsvp."""
    form = await read(request, AnswerForm)
    if form.errors:
        return await _night(request, form)
    said = form.value
    with form.refusing():
        answered = await answers.answer(
            ref(request),
            request.state.member.id,
            said.want,
            said.details(),
            now=clock.now(),
        )
        words = messages.answered(answered)
        return back_to(local_path(request, said.back, href(request)), words, came_to=answered)
    return await _night(request, form)


async def pass_on(request: Request) -> Response:
    """POST /e/{ref}/offer/passing."""
    others = await offering.pass_on(ref(request), request.state.member.id, now=clock.now())
    return back_to(href(request), passed_on(others=others))


async def helper(request: Request) -> Response:
    """POST /e/{ref}/helper."""
    form = await read(request, HelpForm)
    if form.errors:
        return await _night(request, form)
    offers = form.value.offers
    member_id = request.state.member.id
    with form.refusing():
        part = form.value.part
        await hosting.offer_help(ref(request), member_id, part, offers=offers, now=clock.now())
        return back_to(href(request), messages.helps(part, offers=offers))
    return await _night(request, form)


async def _night(request: Request, form: Form[FormModel]) -> Response:
    page = await queries.night_page(ref(request), request.state.member.id, now=clock.now())
    return kept(request, render(request, "events/night.html", page, form=form, alike=True))
