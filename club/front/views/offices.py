"""All roles, one role, its notebook, and its holder's word about the time after."""

from starlette.requests import Request
from starlette.responses import Response

from club.front.forms.oneself import Caretaking, NoteForm, Willing
from club.front.queries import notebooks, offices, roster
from club.kit import clock
from club.kit.errors import NotFound
from club.kit.forms import Form, FormModel, blank, read
from club.kit.http import back_to, render
from club.kit.words import gettext as _
from club.roles import service


async def roles(request: Request) -> Response:
    """Show who may do what for the club."""
    return render(request, "front/roles.html", await roster.roles_page(now=clock.now()))


async def role(request: Request) -> Response:
    """Show one role."""
    key = request.path_params["key"]
    page = await offices.role_page(key, request.state.member.id, now=clock.now())
    return render(request, "front/role.html", page)


async def look_on(request: Request) -> Response:
    """Keep whether a holder would look after the role a little longer."""
    key, form = request.path_params["key"], await read(request, Caretaking)
    if form.errors:
        raise NotFound
    willing = form.value.want is Willing.YES
    await service.be_willing(key, request.state.member.id, willing=willing, now=clock.now())
    yes, no = _("Thank you. It is only if nobody is chosen."), _("The role ends with your term.")
    return back_to(f"/roles/{key}", yes if willing else no)


async def notes(request: Request) -> Response:
    """Show a role's notebook to those it is for."""
    return await _notes(request, blank())


async def write(request: Request) -> Response:
    """Write in a role's notebook."""
    key, form = request.path_params["key"], await read(request, NoteForm)
    if not form.errors:
        with form.refusing():
            note = form.value
            await service.write_note(
                key, request.state.member.id, note.words, after=note.after, now=clock.now()
            )
    if form.errors:
        return await _notes(request, form)
    return back_to(f"/roles/{key}/notes", _("It is written down."))


async def have_read(request: Request) -> Response:
    """Keep that whoever is next has read the notebook."""
    key = request.path_params["key"]
    await service.have_read(key, request.state.member.id, now=clock.now())
    return back_to(f"/roles/{key}/notes", _("Thank you. They know now that you have read it."))


async def _notes(request: Request, form: Form[FormModel]) -> Response:
    key = request.path_params["key"]
    page = await notebooks.notes_page(key, request.state.member.id, now=clock.now())
    return render(request, "front/notes.html", page, form=form)
