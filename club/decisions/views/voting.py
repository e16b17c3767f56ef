"""Ballots, open and secret; looking one up; stepping aside."""

from starlette.requests import Request
from starlette.responses import Response

from club.decisions import queries, service
from club.decisions.forms.voting import BallotForm, CheckForm, SecretBallotForm, SecretChangeForm
from club.decisions.queries.slips import CheckPage, SlipPage
from club.decisions.views.pages import shown
from club.kit import clock
from club.kit.forms import read
from club.kit.http import back_to, render
from club.kit.words import gettext as _


async def cast(request: Request) -> Response:
    """Cast or change an open ballot."""
    ref = request.path_params["ref"]
    form = await read(request, BallotForm)
    if not form.errors:
        with form.refusing():
            await service.cast(ref, request.state.member.id, form.value.choice, now=clock.now())
            return back_to(f"/decisions/{ref}", _("You have voted. Thank you."))
    return await shown(request, form)


async def cast_secret(request: Request) -> Response:
    """Cast a secret ballot; the answer is the slip, and says nothing of the choice."""
    ref = request.path_params["ref"]
    form = await read(request, SecretBallotForm)
    if not form.errors:
        with form.refusing():
            said, slip, member = form.value.choice, form.value.slip(), request.state.member.id
            await service.cast_secret(ref, member, said, slip, now=clock.now())
            return _slip(request, ref, form.value)
    return await shown(request, form)


async def change_secret(request: Request) -> Response:
    """Change a secret ballot by its slip, whoever holds it."""
    ref = request.path_params["ref"]
    form = await read(request, SecretChangeForm)
    if not form.errors:
        with form.refusing():
            await service.change_secret(ref, form.value.change(), now=clock.now())
            return _slip(request, ref, form.value)
    return render(request, "decisions/change.html", ref, form=form)


async def change_page(request: Request) -> Response:
    """Show where a slip changes a secret ballot."""
    return render(request, "decisions/change.html", request.path_params["ref"])


async def check(request: Request) -> Response:
    """Say whether the ballot of a slip was counted."""
    ref = request.path_params["ref"]
    form = await read(request, CheckForm)
    if form.errors:
        return await shown(request, form)
    counted = await queries.was_counted(ref, form.value.typed(), form.value.choice)
    return render(request, "decisions/check.html", CheckPage(f"/decisions/{ref}", counted=counted))


async def ballots(request: Request) -> Response:
    """List the ballots of a secret vote."""
    page = await queries.ballots_page(request.path_params["ref"], request.state.member.id)
    return render(request, "decisions/ballots.html", page)


async def ask_for_secret(request: Request) -> Response:
    """Ask that a vote be held in secret."""
    ref = request.path_params["ref"]
    made = await service.ask_for_secret(ref, request.state.member.id, now=clock.now())
    said = (
        _("The vote will be secret.") if made else _("You have asked. Nobody sees that it was you.")
    )
    return back_to(f"/decisions/{ref}", said)


async def step_aside(request: Request) -> Response:
    """Take oneself off a question."""
    ref = request.path_params["ref"]
    await service.step_aside(ref, request.state.member.id, now=clock.now())
    return back_to(f"/decisions/{ref}", _("You have stepped aside from this question."))


def _slip(request: Request, ref: str, sent: SecretBallotForm) -> Response:
    mark = sent.slip().mark(ref, sent.choice)
    return render(request, "decisions/slip.html", SlipPage(ref, mark, sent.number, sent.change_key))
