"""Answering for another who asked for it, and the queue as hosts see it."""

from starlette.requests import Request
from starlette.responses import Response

from club.events.forms.trust import ForForm, MoveForm, TrustForm
from club.events.messages import queue as words
from club.events.queries import queue as waits
from club.events.queries import trust as queries
from club.events.service import line, proxies
from club.events.views.frame import href, night_again, ref
from club.kit import clock
from club.kit.again import saying
from club.kit.forms import Form, FormModel, blank, read
from club.kit.http import Onward, back_to, render
from club.kit.words import gettext as _


async def show(request: Request) -> Response:
    """GET /me/proxies."""
    return await _trust(request, blank())


async def trust(request: Request) -> Response:
    """POST /me/proxies."""
    form = await read(request, TrustForm)
    if form.errors:
        return await _trust(request, form)
    with form.refusing():
        await proxies.trust(request.state.member.id, form.value.member, now=clock.now())
        return back_to("/me/proxies", _("They may answer for you now. You can end it here."))
    return await _trust(request, form)


async def end(request: Request) -> Response:
    """POST /me/proxies/{member}/removal."""
    await proxies.end_trust(request.state.member.id, request.path_params["member"])
    return back_to("/me/proxies", _("They cannot answer for you any more."))


async def stands(request: Request) -> Onward:
    """POST /e/{ref}/rsvp/{member}, sent again: say what their answer is now."""
    now = clock.now()
    said = await proxies.said_for(
        ref(request), request.state.member.id, request.path_params["member"], now=now
    )
    return back_to(href(request), words.answered_by(said) if said else None, came_to=said)


@saying(stands)
async def answer(request: Request) -> Response:
    """POST /e/{ref}/rsvp/{member}."""
    form = await read(request, ForForm)
    if form.errors:
        return await night_again(request, form)
    member, want = request.path_params["member"], form.value.want
    said = await proxies.answer_for(
        ref(request), request.state.member.id, member, want, now=clock.now()
    )
    return back_to(href(request), words.answered_by(said), came_to=said)


async def queue(request: Request) -> Response:
    """GET /e/{ref}/queue."""
    return await _queue(request, blank())


async def move(request: Request) -> Response:
    """POST /e/{ref}/queue."""
    form = await read(request, MoveForm)
    if form.errors:
        return await _queue(request, form)
    moved, who = form.value, request.state.member.id
    await line.move_up(ref(request), who, moved.member, moved.why, now=clock.now())
    return back_to(f"{href(request)}/queue", _("They are next now. All who wait can read why."))


async def _trust(request: Request, form: Form[FormModel]) -> Response:
    page = await queries.trust_page(request.state.member.id)
    return render(request, "events/proxies.html", page, form=form)


async def _queue(request: Request, form: Form[FormModel]) -> Response:
    since = waits.after(request.query_params.get("after", ""))
    page = await waits.queue_page(ref(request), request.state.member.id, since)
    return render(request, "events/queue.html", page, form=form)
