"""What may follow a result."""

from starlette.requests import Request
from starlette.responses import Response

from club.decisions import service
from club.decisions.forms.asking import ViewForm
from club.decisions.views.pages import shown
from club.kit import clock
from club.kit.forms import read
from club.kit.http import back_to
from club.kit.words import gettext as _


async def add_view(request: Request) -> Response:
    """Put one's view under a result."""
    ref = request.path_params["ref"]
    form = await read(request, ViewForm)
    if not form.errors:
        with form.refusing():
            member, said = request.state.member.id, form.value
            await service.add_view(ref, member, said.view, sign=said.sign, now=clock.now())
            return back_to(f"/decisions/{ref}#views", _("Your view stands under the result."))
    return await shown(request, form)
