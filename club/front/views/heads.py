"""Was this line of the record ever ours?"""

from starlette.requests import Request
from starlette.responses import Response

from club.front.forms import oneself
from club.front.queries import heads
from club.kit.forms import read
from club.kit.http import render


async def show(request: Request) -> Response:
    """Show where the record ends, and ask for a line that was noted."""
    return render(request, "front/head.html", await heads.head_page())


async def look(request: Request) -> Response:
    """Say whether the record still has a line that was noted."""
    form = await read(request, oneself.Noted)
    if form.errors:
        return render(request, "front/head.html", await heads.head_page(), form=form)
    page = await heads.looked_up(form.value.line, form.value.letters)
    return render(request, "front/head.html", page)
