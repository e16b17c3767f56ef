"""What the doors of the room share: which night is asked for, and what a phone may keep."""

from starlette.requests import Request
from starlette.responses import Response

from club.events import queries
from club.kit import clock
from club.kit.forms import Form, FormModel
from club.kit.http import render


def kept(request: Request, page: Response) -> Response:
    """Let the member's own phone keep a page for when it is offline; a shared one keeps none."""
    if page.status_code == 200 and not request.state.session.shared:  # noqa: PLR2004
        page.headers["X-Offline"] = "keep"
    return page


def ref(request: Request) -> str:
    """Return the public name in the address."""
    return str(request.path_params["ref"])


def href(request: Request) -> str:
    """Return the address of the night that is asked for."""
    return f"/e/{ref(request)}"


def before(request: Request) -> int | None:
    """Return the key before which a list goes on, if the address has one."""
    said = request.query_params.get("before", "")
    usable = said.isascii() and said.isdigit() and len(said) < 18  # noqa: PLR2004  # digits of 2**63
    return int(said) if usable else None


async def night_again(request: Request, form: Form[FormModel]) -> Response:
    """Show the night that is asked for, with a form as it was sent."""
    page = await queries.night_page(ref(request), request.state.member.id, now=clock.now())
    return render(request, "events/night.html", page, form=form)
