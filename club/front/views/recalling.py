"""Asking the members to take a role back."""

from starlette.requests import Request
from starlette.responses import Response

from club.decisions import service
from club.front.forms import changes
from club.front.queries import recalls
from club.kit import clock
from club.kit.forms import Form, FormModel, read
from club.kit.http import back_to, render
from club.kit.words import gettext as _


async def role(request: Request) -> Response:
    """Show what it takes to take a role back."""
    return await _role(request, None)


async def ask_role(request: Request) -> Response:
    """Bring the idea to take a role back."""
    form, now = await read(request, changes.MandateReasons), clock.now()
    if not form.errors:
        with form.refusing():
            sent = form.value
            idea = await recalls.one(request.path_params["key"], sent.mandate, sent.body, now=now)
            row = await service.propose(request.state.member.id, idea, now=now)
            return back_to(row.path, _("Your idea is there for others to read."))
    return await _role(request, form)


async def committee(request: Request) -> Response:
    """Show what it takes to end the whole committee."""
    return await _committee(request, None)


async def ask_committee(request: Request) -> Response:
    """Bring the idea that the whole committee stops."""
    form, now = await read(request, changes.Reasons), clock.now()
    if not form.errors:
        with form.refusing():
            idea = await recalls.committee(form.value.body, now=now)
            row = await service.propose(request.state.member.id, idea, now=now)
            return back_to(row.path, _("Your idea is there for others to read."))
    return await _committee(request, form)


async def _role(request: Request, form: Form[FormModel] | None) -> Response:
    page = await recalls.recall_page(request.path_params["key"], now=clock.now())
    return render(request, "front/recall.html", page, form=form)


async def _committee(request: Request, form: Form[FormModel] | None) -> Response:
    page = await recalls.committee_page(now=clock.now())
    return render(request, "front/recall.html", page, form=form)
