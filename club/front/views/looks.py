"""How pages look on this phone: a choice of the device, not of the member."""

from starlette.requests import Request
from starlette.responses import Response

from club.kit.forms import FormModel, read
from club.kit.http import back_to
from club.kit.words import gettext as _

LOOK = "look"
_YEAR_SECONDS = 365 * 24 * 3600


class LookForm(FormModel):
    """Whether pages are calm: fewer colours, no pictures, nothing moves."""

    calm: bool = False


async def choose(request: Request) -> Response:
    """Keep the choice in a cookie that says nothing of who chose it."""
    form = await read(request, LookForm)
    calm = not form.errors and form.value.calm
    on, off = _("Pages are calm on this phone now."), _("Pages look as before.")
    answer = back_to("/me" if request.state.member else "/", on if calm else off)
    if calm:
        answer.set_cookie(
            LOOK, "calm", max_age=_YEAR_SECONDS, path="/", httponly=True, samesite="lax"
        )
    else:
        answer.delete_cookie(LOOK, path="/")
    return answer
