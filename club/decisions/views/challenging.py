"""Challenging a result, and looking at one as one of its panel."""

from starlette.requests import Request
from starlette.responses import Response

from club.decisions import queries, service
from club.decisions.forms.challenging import ChallengeForm, VerdictForm
from club.kit import clock
from club.kit.forms import Form, FormModel, read
from club.kit.http import back_to, render
from club.kit.words import gettext as _


async def show(request: Request) -> Response:
    """Show what members say went wrong, and what was found."""
    return await _shown(request, None)


async def challenge(request: Request) -> Response:
    """Say that something went wrong in a vote."""
    ref, member = request.path_params["ref"], request.state.member.id
    form = await read(request, ChallengeForm)
    if not form.errors:
        with form.refusing():
            said = service.Said(form.value.ground, form.value.words)
            held = await service.challenge(ref, member, said, now=clock.now())
            now = _("The result is held. Three members look at it.") if held else ""
            return back_to(f"/decisions/{ref}/challenge", now or _("The others can read it now."))
    return await _shown(request, form)


async def judge(request: Request) -> Response:
    """Say what one found, as one of the panel."""
    ref, member = request.path_params["ref"], request.state.member.id
    form = await read(request, VerdictForm)
    if not form.errors:
        with form.refusing():
            found = form.value
            await service.judge(ref, member, found.verdict, found.words, now=clock.now())
            return back_to(f"/decisions/{ref}/challenge", _("Thank you. You have said it."))
    return await _shown(request, form)


async def decline(request: Request) -> Response:
    """Leave the panel."""
    ref = request.path_params["ref"]
    await service.decline(ref, request.state.member.id, now=clock.now())
    return back_to(f"/decisions/{ref}/challenge", _("Somebody else is asked. Thank you."))


async def _shown(request: Request, form: Form[FormModel] | None) -> Response:
    ref, member = request.path_params["ref"], request.state.member.id
    page = await queries.challenge_page(ref, member, now=clock.now())
    return render(request, "decisions/challenge.html", page, form=form)
