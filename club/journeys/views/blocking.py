"""Members whom the reader does not want to meet here."""

from starlette.requests import Request
from starlette.responses import Response

from club.journeys.forms.blocking import BlockForm
from club.journeys.service import blocking
from club.kit import clock
from club.kit.forms import Form, FormModel, blank, read
from club.kit.http import back_to, render
from club.kit.words import gettext as _
from club.members import queries


async def show(request: Request) -> Response:
    """GET /me/blocks."""
    return await _page(request, blank())


async def block(request: Request) -> Response:
    """POST /me/blocks."""
    form = await read(request, BlockForm)
    if form.errors:
        return await _page(request, form)
    with form.refusing():
        await blocking.block(request.state.member.id, form.value.member, now=clock.now())
        return back_to("/me/blocks", _("You do not see each other here any more."))
    return await _page(request, form)


async def unblock(request: Request) -> Response:
    """POST /me/blocks/{member}/removal."""
    await blocking.unblock(request.state.member.id, request.path_params["member"])
    return back_to("/me/blocks", _("You no longer hide from each other at your wish."))


async def _page(request: Request, form: Form[FormModel]) -> Response:
    page = await queries.blocks_page(request.state.member.id)
    return render(request, "journeys/blocks.html", page, form=form)
