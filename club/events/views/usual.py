"""What a member usually says to a series."""

from starlette.requests import Request
from starlette.responses import Response

from club.events.forms.usual import UsualForm
from club.events.messages.usual import usually
from club.events.service import usual
from club.events.views.frame import ref
from club.kit import clock
from club.kit.errors import Invalid
from club.kit.forms import read
from club.kit.http import back_to, local_path
from club.kit.words import gettext as _


async def say(request: Request) -> Response:
    """POST /series/{ref}/usual."""
    form = await read(request, UsualForm)
    if form.errors:
        raise Invalid(_("That could not be read. Please go back and choose a button."))
    said = form.value
    await usual.usually(ref(request), request.state.member.id, said.want, now=clock.now())
    return back_to(local_path(request, said.back, "/nights"), usually(said.want))
