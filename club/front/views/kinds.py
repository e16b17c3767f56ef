"""Ideas to define a role, to change one, or to give one out no longer."""

from starlette.requests import Request
from starlette.responses import Response

from club.decisions import service
from club.front.forms import changes
from club.front.queries import kinds, offices
from club.kit import clock
from club.kit.forms import Form, FormModel, read
from club.kit.http import back_to, render
from club.kit.words import gettext as _


async def new(request: Request) -> Response:
    """Show the form for a new role."""
    return await _writing(request, "", None)


async def propose(request: Request) -> Response:
    """Bring a new role to the club."""
    form = await read(request, changes.RoleForm)
    if not form.errors:
        with form.refusing():
            idea = form.value.proposal(await kinds.new_key(form.value.name), None)
            row = await service.propose(request.state.member.id, idea, now=clock.now())
            return back_to(row.path, _("Your idea is there for others to read."))
    return await _writing(request, "", form)


async def edit(request: Request) -> Response:
    """Show the form that changes a role."""
    return await _writing(request, request.path_params["key"], None)


async def change(request: Request) -> Response:
    """Bring a change of a role to the club."""
    key, now = request.path_params["key"], clock.now()
    before, form = await kinds.known(key, now=now), await read(request, changes.RoleForm)
    if not form.errors:
        with form.refusing():
            row = await service.propose(
                request.state.member.id, form.value.proposal(key, before), now=now
            )
            return back_to(row.path, _("Your idea is there for others to read."))
    return await _writing(request, key, form)


async def end(request: Request) -> Response:
    """Bring the idea that a role is given out no longer."""
    key, now = request.path_params["key"], clock.now()
    kind, form = await kinds.known(key, now=now), await read(request, changes.RoleEnding)
    if not form.errors:
        with form.refusing():
            idea = form.value.proposal(key, _(kind.name))
            row = await service.propose(request.state.member.id, idea, now=now)
            return back_to(row.path, _("Your idea is there for others to read."))
    page = await offices.role_page(key, request.state.member.id, now=now)
    return render(request, "front/role.html", page, form=form)


async def _writing(request: Request, key: str, form: Form[FormModel] | None) -> Response:
    page = await kinds.role_form(key, now=clock.now())
    return render(request, "front/role_form.html", page, form=form)
