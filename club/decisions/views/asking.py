"""Ideas: bringing one, changing it, standing behind it, and taking it back."""

from starlette.requests import Request
from starlette.responses import Response

from club.decisions import queries, service
from club.decisions.forms.asking import ProposalForm, SupportForm
from club.decisions.views.pages import shown
from club.kit import clock
from club.kit.forms import Form, FormModel, blank, read
from club.kit.http import back_to, render
from club.kit.words import gettext as _


async def new(request: Request) -> Response:
    """Show the form for a new idea."""
    return await _proposing(request, None)


async def start(request: Request) -> Response:
    """Show the form for a new idea, filled with an example."""
    key, member = request.path_params["start"], request.state.member.id
    page = await queries.starting_page(key, member, now=clock.now())
    return render(request, "decisions/new.html", page, form=blank(**page.typed))


async def again(request: Request) -> Response:
    """Show the form for asking about something decided, whose day has come."""
    ref, what = request.path_params["ref"], request.path_params["what"]
    page = await queries.again_page(ref, what, request.state.member.id, now=clock.now())
    return render(request, "decisions/new.html", page, form=blank(**page.typed))


async def propose(request: Request) -> Response:
    """Put an idea before the club."""
    form = await read(request, ProposalForm)
    if not form.errors:
        with form.refusing():
            proposal = form.value.proposal(await queries.ids_by_ref())
            member, after = request.state.member.id, form.value.after
            row = await service.propose(member, proposal, after=after, now=clock.now())
            return back_to(row.path, _("Your idea is there for others to read."))
    return await _proposing(request, form)


async def edit(request: Request) -> Response:
    """Show the form for changing one's own draft."""
    return await _proposing(request, None, request.path_params["ref"])


async def reword(request: Request) -> Response:
    """Change one's own draft."""
    ref = request.path_params["ref"]
    form = await read(request, ProposalForm)
    if not form.errors:
        with form.refusing():
            kept = await queries.draft_does(ref, request.state.member.id)
            proposal = form.value.proposal(await queries.ids_by_ref(), kept)
            await service.reword(ref, request.state.member.id, proposal, now=clock.now())
            return back_to(f"/decisions/{ref}", _("The new words are saved."))
    return await _proposing(request, form, ref)


async def agree(request: Request) -> Response:
    """Say yes to being given a role."""
    ref = request.path_params["ref"]
    await service.agree(ref, request.state.member.id, now=clock.now())
    return back_to(f"/decisions/{ref}", _("Thank you. The others can read it now."))


async def support(request: Request) -> Response:
    """Stand behind the present words of a draft."""
    ref = request.path_params["ref"]
    form = await read(request, SupportForm)
    if not form.errors:
        with form.refusing():
            member = request.state.member.id
            await service.support(ref, member, form.value.text, now=clock.now())
            return back_to(f"/decisions/{ref}", _("You stand behind this idea."))
    return await shown(request, form)


async def notice(request: Request) -> Response:
    """Put a ready text to the club."""
    ref = request.path_params["ref"]
    form: Form[FormModel] = blank()
    with form.refusing():
        await service.put_on_notice(ref, request.state.member.id, now=clock.now())
        return back_to(f"/decisions/{ref}", _("The members can talk about it now. Then they vote."))
    return await shown(request, form)


async def withdraw(request: Request) -> Response:
    """Take one's own idea back."""
    ref = request.path_params["ref"]
    await service.withdraw(ref, request.state.member.id, now=clock.now())
    return back_to(f"/decisions/{ref}", _("You have taken your idea back."))


async def _proposing(
    request: Request, form: Form[FormModel] | None, ref: str | None = None
) -> Response:
    page = await queries.proposing_page(request.state.member.id, now=clock.now(), ref=ref)
    return render(request, "decisions/new.html", page, form=form or blank(**page.typed))
