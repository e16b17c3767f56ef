"""The shelf: reads a request, does one act or asks one question, answers."""

from starlette.requests import Request
from starlette.responses import Response

from club.kit import clock
from club.kit.errors import Invalid
from club.kit.forms import Form, FormModel, blank, read
from club.kit.http import back_to, render
from club.kit.words import gettext as _
from club.stories import queries, service
from club.stories.forms import LevelForm, ObjectForm, TellingForm
from club.stories.rules import Level


async def shelf(request: Request) -> Response:
    """Show the objects this member can see."""
    return render(request, "stories/shelf.html", await queries.shelf(request.state.member.id))


async def new(request: Request) -> Response:
    """Show the form for a new object."""
    return render(request, "stories/new.html", form=blank())


async def put(request: Request) -> Response:
    """Put an object on the shelf."""
    form = await read(request, ObjectForm)
    if form.errors:
        return render(request, "stories/new.html", form=form)
    sent, member = form.value, request.state.member
    ref = await service.put_on_shelf(member.id, sent.name, sent.about, sent.told(), now=clock.now())
    return back_to(f"/shelf/{ref}", _("It is on the shelf. Only you see it so far."))


async def show(request: Request) -> Response:
    """Show one object and what is told about it."""
    return await _page(request, None)


async def tell(request: Request) -> Response:
    """Add a telling to an object."""
    ref = request.path_params["ref"]
    form = await read(request, TellingForm)
    if form.errors:
        return await _page(request, form)
    with form.refusing():
        await service.tell(ref, request.state.member.id, form.value.told(), now=clock.now())
    if form.errors:
        return await _page(request, form)
    return back_to(f"/shelf/{ref}", _("Your story is kept. Only you see it so far."))


async def show_to(request: Request) -> Response:
    """Let all members see a telling, or only its teller."""
    form = await read(request, LevelForm)
    if form.errors:
        raise Invalid(_("Please choose who may see it."))
    level = form.value.level
    telling, member = request.path_params["ref"], request.state.member
    ref = await service.show_to(telling, member.id, level, now=clock.now())
    shown = _("All members can see it now.")
    return back_to(f"/shelf/{ref}", shown if level >= Level.MEMBERS else _("Only you see it now."))


async def _page(request: Request, form: Form[FormModel] | None) -> Response:
    page = await queries.object_page(request.path_params["ref"], request.state.member.id)
    return render(request, "stories/object.html", page, form=form)
