"""The list of members, and what members change about themselves."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from club.front.forms import oneself
from club.front.forms.oneself import Rest
from club.kit import clock
from club.kit.forms import Form, FormModel, blank, read
from club.kit.http import back_to, render
from club.kit.words import gettext as _
from club.members import queries, service
from club.members.rules import Person


@dataclass(frozen=True, slots=True)
class MembersPage:
    """Everybody who is not resting, by name."""

    people: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class RestPage:
    """Whether the reader rests now."""

    resting: bool


async def members(request: Request) -> Response:
    """Show members who else belongs."""
    page = MembersPage(tuple(await queries.everybody(request.state.member.id)))
    return render(request, "front/members.html", page)


async def name(request: Request) -> Response:
    """Ask a member for the name others shall see."""
    return _name(request, blank(name=request.state.member.name))


async def rename(request: Request) -> Response:
    """Call a member by another name."""
    form = await read(request, oneself.Name)
    if not form.errors:
        with form.refusing():
            await service.rename(request.state.member.id, form.value.name)
    return _name(request, form) if form.errors else back_to("/me", _("This is your name now."))


async def rest(request: Request) -> Response:
    """Show what resting means."""
    page = RestPage(request.state.member.paused_at is not None)
    return render(request, "front/rest.html", page)


async def pause(request: Request) -> Response:
    """Let a member rest, or come back."""
    form = await read(request, oneself.Resting)
    if form.errors:
        page = RestPage(request.state.member.paused_at is not None)
        return render(request, "front/rest.html", page, form=form)
    if form.value.want is Rest.PAUSE:
        await service.pause(request.state.member.id, now=clock.now())
        return back_to("/me/pause", _("Rest well. Your place and your vote are kept."))
    await service.resume(request.state.member.id)
    return back_to("/me/pause", _("Welcome back."))


def _name(request: Request, form: Form[FormModel]) -> Response:
    return render(request, "front/name.html", form=form)
