"""The texts of the club, and the ideas to write, change or end one."""

from starlette.requests import Request
from starlette.responses import Response

from club.decisions import service
from club.front.forms import changes
from club.front.queries import papers
from club.kit import clock
from club.kit.forms import Form, FormModel, read
from club.kit.http import back_to, render
from club.kit.tokens import new_ref
from club.kit.words import gettext as _


async def index(request: Request) -> Response:
    """Show which texts are in force."""
    return render(request, "front/papers.html", await papers.papers_page(now=clock.now()))


async def show(request: Request) -> Response:
    """Show one text, and how it came to what it says."""
    page = await papers.paper_page(request.path_params["ref"], now=clock.now())
    return render(request, "front/paper.html", page)


async def new(request: Request) -> Response:
    """Show the form for a new text."""
    return await _writing(request, "", None)


async def propose(request: Request) -> Response:
    """Bring a new text to the club."""
    return await _bring(request, "")


async def edit(request: Request) -> Response:
    """Show the form that changes a text."""
    return await _writing(request, request.path_params["ref"], None)


async def change(request: Request) -> Response:
    """Bring a change of a text to the club."""
    return await _bring(request, request.path_params["ref"])


async def end(request: Request) -> Response:
    """Bring the idea that a text ends."""
    ref, now = request.path_params["ref"], clock.now()
    page, form = await papers.paper_page(ref, now=now), await read(request, changes.PaperEnding)
    if not form.errors:
        with form.refusing():
            idea = form.value.proposal(ref, page.title)
            row = await service.propose(request.state.member.id, idea, now=now)
            return back_to(row.path, _("Your idea is there for others to read."))
    return render(request, "front/paper.html", page, form=form)


async def _bring(request: Request, ref: str) -> Response:
    await papers.paper_page(ref, now=clock.now())  # an unknown text is an unknown page
    form = await read(request, changes.Paper)
    if not form.errors:
        with form.refusing():
            idea = form.value.proposal(ref or new_ref())
            row = await service.propose(request.state.member.id, idea, now=clock.now())
            return back_to(row.path, _("Your idea is there for others to read."))
    return await _writing(request, ref, form)


async def _writing(request: Request, ref: str, form: Form[FormModel] | None) -> Response:
    page = await papers.paper_page(ref, now=clock.now())
    return render(request, "front/paper_form.html", page, form=form)
