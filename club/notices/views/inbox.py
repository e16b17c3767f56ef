"""The inbox, and the list of what everybody was told."""

from starlette.requests import Request
from starlette.responses import Response

from club.kit import clock
from club.kit.http import back_to, render
from club.notices.queries.inbox import inbox_page, words_page
from club.notices.service import reading
from club.roles import queries as roles
from club.roles.rules import Right


async def inbox(request: Request) -> Response:
    """Show a member their letters; the ones they had not seen are marked this once."""
    member, now = request.state.member, clock.now()
    mandate = await roles.holds(member.id, Right.BROADCAST, now=now)
    before = request.query_params.get("before", "")
    older_than = int(before) if before.isascii() and before.isdigit() and len(before) < 18 else None  # noqa: PLR2004  # digits of 2**63
    page = await inbox_page(member.id, may_tell=mandate is not None, before=older_than)
    return render(request, "notices/inbox.html", page)


async def seen(request: Request) -> Response:
    """Take every letter as read."""
    await reading.open_all(request.state.member.id, now=clock.now())
    return back_to("/messages")


async def follow(request: Request) -> Response:
    """Lead from a letter to the page it is about."""
    ref = request.path_params["ref"]
    return back_to(await reading.open_letter(ref, request.state.member.id, now=clock.now()))


async def words(request: Request) -> Response:
    """Show every member what the whole club was told, by whom, and how many phones it reached."""
    return render(request, "notices/words.html", await words_page())
