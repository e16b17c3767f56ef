"""What is said at a night: comments, hosts' words, and asking others to look at a text."""

from starlette.requests import Request
from starlette.responses import Response

from club.events.forms.talk import CommentForm, ReasonForm
from club.events.queries import reports as asked
from club.events.queries.earlier import comments_page
from club.events.service import reports, talk
from club.events.views.frame import before, href, night_again, ref
from club.kit import clock
from club.kit.forms import Form, FormModel, blank, read
from club.kit.http import back_to, render
from club.kit.limits import hit
from club.kit.words import gettext as _

COMMENTS = "20/10 minutes"


async def earlier(request: Request) -> Response:
    """GET /e/{ref}/comments."""
    member_id = request.state.member.id
    page = await comments_page(ref(request), member_id, before(request), now=clock.now())
    return render(request, "events/comments.html", page)


async def comment(request: Request) -> Response:
    """POST /e/{ref}/comment."""
    form = await read(request, CommentForm)
    if form.errors:
        return await night_again(request, form)
    said, member_id = form.value, request.state.member.id
    await hit(COMMENTS, "comment", str(member_id))
    with form.refusing():
        await talk.comment(ref(request), member_id, said.words, said.content_note, now=clock.now())
        return back_to(href(request), _("It stands on the page. You can take it back there."))
    return await night_again(request, form)


async def take_back(request: Request) -> Response:
    """POST /comments/{ref}/removal."""
    night = await talk.take_back(ref(request), request.state.member.id)
    return back_to(f"/e/{night}", _("You took it back. It is deleted."))


async def hide(request: Request) -> Response:
    """POST /comments/{ref}/hiding."""
    night = await talk.hide(ref(request), request.state.member.id, now=clock.now())
    return back_to(f"/e/{night}", _("It is hidden for three days. That is on the record."))


async def ask_about_comment(request: Request) -> Response:
    """GET /comments/{ref}/report."""
    return await _about_comment(request, blank())


async def report_comment(request: Request) -> Response:
    """POST /comments/{ref}/report."""
    form = await read(request, ReasonForm)
    if form.errors:
        return await _about_comment(request, form)
    reason, member_id = form.value.reason, request.state.member.id
    with form.refusing():
        night = await reports.report_comment(ref(request), member_id, reason, now=clock.now())
        return back_to(f"/e/{night}", _thanks())
    return await _about_comment(request, form)


async def ask_about_night(request: Request) -> Response:
    """GET /e/{ref}/report."""
    return await _about_night(request, blank())


async def report_night(request: Request) -> Response:
    """POST /e/{ref}/report."""
    form = await read(request, ReasonForm)
    if form.errors:
        return await _about_night(request, form)
    reason, member_id = form.value.reason, request.state.member.id
    await reports.report_night(ref(request), member_id, reason, now=clock.now())
    return back_to(href(request), _thanks())


async def to_look_at(request: Request) -> Response:
    """GET /e/reports."""
    page = await asked.reports_page(request.state.member.id, now=clock.now())
    return render(request, "events/reports.html", page)


async def close(request: Request) -> Response:
    """POST /e/reports/{ref}/closing."""
    await reports.close(ref(request), request.state.member.id, now=clock.now())
    return back_to("/e/reports", _("It is off the list."))


def _thanks() -> str:
    return _("Thank you. Those who look after such things are told.")


async def _about_comment(request: Request, form: Form[FormModel]) -> Response:
    page = await asked.ask_about_comment(ref(request), request.state.member.id, now=clock.now())
    return render(request, "events/report.html", page, form=form)


async def _about_night(request: Request, form: Form[FormModel]) -> Response:
    page = await asked.ask_about_night(ref(request))
    return render(request, "events/report.html", page, form=form)
