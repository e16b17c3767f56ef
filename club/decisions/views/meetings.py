"""Meetings of all members: asking for one, its points, the count of those who are there."""

from starlette.requests import Request
from starlette.responses import Response

from club.decisions import queries
from club.decisions.forms.meetings import AskForm, CountForm, PointForm, QuestionForm
from club.decisions.queries.meetings import meeting_page, meetings_page
from club.decisions.service import meetings
from club.kit import clock
from club.kit.forms import Form, FormModel, blank, read
from club.kit.http import back_to, render
from club.kit.words import gettext as _


async def index(request: Request) -> Response:
    """Show every meeting by where it stands."""
    page = await meetings_page(request.state.member.id, now=clock.now())
    return render(request, "decisions/meetings.html", page)


async def new(request: Request) -> Response:
    """Show the form for asking for a meeting."""
    return render(request, "decisions/meeting_new.html", form=blank())


async def ask(request: Request) -> Response:
    """Ask for a meeting."""
    form = await read(request, AskForm)
    if not form.errors:
        with form.refusing():
            member, asked = request.state.member.id, form.value.asked()
            ref = await meetings.ask(member, asked, now=clock.now())
            return back_to(f"/meetings/{ref}", _("The others can read it now, and join in."))
    return render(request, "decisions/meeting_new.html", form=form)


async def show(request: Request) -> Response:
    """Show one meeting."""
    return await _page(request, blank())


async def poster(request: Request) -> Response:
    """Show the notice of a meeting to print and hang up."""
    page = await meeting_page(*_who(request), now=clock.now())
    return render(request, "decisions/meeting_notice.html", page)


async def join_in(request: Request) -> Response:
    """Ask for a meeting that another has asked for."""
    enough = await meetings.join_in(*_who(request), now=clock.now())
    return _back(request, _("Enough ask for it now.") if enough else _("You ask for it too."))


async def leave_out(request: Request) -> Response:
    """No longer ask for a meeting."""
    await meetings.leave_out(*_who(request), now=clock.now())
    return _back(request, _("You no longer ask for it."))


async def add_point(request: Request) -> Response:
    """Bring a point."""
    form = await read(request, PointForm)
    if not form.errors:
        with form.refusing():
            ref, member = _who(request)
            words, about = " ".join(form.value.words.split()), form.value.about
            await meetings.add_point(ref, member, words, about, now=clock.now())
            return _back(request, _("Your point stands on the agenda."))
    return await _page(request, form)


async def add_decision(request: Request) -> Response:
    """Put a question on the agenda."""
    form = await read(request, QuestionForm)
    if not form.errors:
        with form.refusing():
            ref, member = _who(request)
            await meetings.add_decision(ref, member, form.value.decision, now=clock.now())
            return _back(request, _("The question stands on the agenda."))
    return await _page(request, form)


async def drop_point(request: Request) -> Response:
    """Take one's own point back."""
    ref, member = _who(request)
    await meetings.drop_point(ref, request.path_params["point"], member, now=clock.now())
    return _back(request, _("You have taken your point back."))


async def say_count(request: Request) -> Response:
    """Say how many are there, and who writes."""
    form = await read(request, CountForm)
    if not form.errors:
        with form.refusing():
            ref, member = _who(request)
            writes = (await queries.ids_by_ref()).get(form.value.recorder, 0)
            await meetings.say_count(ref, member, form.value.present, writes, now=clock.now())
            return _back(request, _("Now another member confirms the number."))
    return await _page(request, form)


def _who(request: Request) -> tuple[str, int]:
    return request.path_params["ref"], request.state.member.id


def _back(request: Request, said: str) -> Response:
    return back_to(f"/meetings/{request.path_params['ref']}", said)


async def _page(request: Request, form: Form[FormModel]) -> Response:
    page = await meeting_page(*_who(request), now=clock.now())
    return render(request, "decisions/meeting.html", page, form=form)
