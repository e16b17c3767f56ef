"""One rule of the club, and the idea to change it."""

from starlette.requests import Request
from starlette.responses import Response

from club.charter.rules import CLAUSES
from club.decisions import service
from club.front.forms import changes
from club.front.queries import clauses
from club.kit import clock
from club.kit.errors import NotFound
from club.kit.forms import Form, FormModel, read
from club.kit.http import back_to, render
from club.kit.words import gettext as _


async def clause(request: Request) -> Response:
    """Show one rule, and how to change it."""
    return await _page(request, None)


async def change(request: Request) -> Response:
    """Bring the idea to change a rule."""
    clause = CLAUSES.get(request.path_params["key"])
    if clause is None:
        raise NotFound(_("The club has no such rule."))
    form = await read(request, changes.ClauseChange)
    if not form.errors:
        with form.refusing():
            proposal = form.value.proposal(clause)
            row = await service.propose(request.state.member.id, proposal, now=clock.now())
            return back_to(row.path, _("Your idea is there for others to read."))
    return await _page(request, form)


async def _page(request: Request, form: Form[FormModel] | None) -> Response:
    key, member = request.path_params["key"], request.state.member.id
    page = await clauses.clause_page(key, member, now=clock.now())
    return render(request, "front/clause.html", page, form=form)
