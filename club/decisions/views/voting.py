"""Ballots, open and secret; looking one up; stepping aside."""

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from club.decisions import queries, service
from club.decisions.forms.voting import BallotForm, CheckForm, SecretBallotForm, SecretChangeForm
from club.decisions.queries.slips import ChangingPage, CheckPage, SlipPage
from club.decisions.views.pages import shown
from club.kit import clock
from club.kit.forms import Form, read
from club.kit.http import back_to, render
from club.kit.words import gettext as _


async def cast(request: Request) -> Response:
    """Cast or change an open ballot."""
    ref = request.path_params["ref"]
    form = await read(request, BallotForm)
    if not form.errors:
        with form.refusing():
            member, sent = request.state.member.id, form.value
            said = sent.said(await queries.ballot_of(ref))
            await service.cast(ref, member, said, reason=sent.reason, now=clock.now())
            return back_to(f"/decisions/{ref}", _("You have voted. Thank you."))
    return await shown(request, form)


async def cast_secret(request: Request) -> Response:
    """Cast a secret ballot; the answer is the slip, and says nothing of the choice."""
    ref = request.path_params["ref"]
    form = await read(request, SecretBallotForm)
    if not form.errors:
        with form.refusing():
            member, sent, why = request.state.member.id, form.value, form.value.reason
            said = sent.said(await queries.ballot_of(ref))
            await service.cast_secret(ref, member, said, sent.slip(), reason=why, now=clock.now())
            return _slip(request, ref, sent, said)
    return await shown(request, form)


async def change_secret(request: Request) -> Response:
    """Change a secret ballot by its slip, whoever holds it."""
    ref = request.path_params["ref"]
    form = await read(request, SecretChangeForm)
    if form.errors:
        page = await queries.changing_page(ref)
        return render(request, "decisions/change.html", page, form=form)
    sent = form.value
    page = await queries.changing_page(ref, *sent.old_slip())
    with form.refusing():
        if sent.look:
            return _looked(request, page, form)
        change = sent.change(await queries.ballot_of(ref))
        await service.change_secret(ref, change, now=clock.now())
        return _slip(request, ref, sent, change.choice)
    return render(request, "decisions/change.html", page, form=form)


def _looked(request: Request, page: ChangingPage, form: Form[SecretChangeForm]) -> Response:
    """Hand the ballot to whoever shows a slip."""
    if page.paper is None:
        form.refuse("mark", _("No vote has this mark and this change key."))
    return render(request, "decisions/change.html", page, form=form)


async def change_page(request: Request) -> Response:
    """Show where a slip changes a secret ballot."""
    page = await queries.changing_page(request.path_params["ref"])
    return render(request, "decisions/change.html", page)


async def check(request: Request) -> Response:
    """Say whether the ballot of a slip was counted."""
    ref = request.path_params["ref"]
    form = await read(request, CheckForm)
    if form.errors:
        return await shown(request, form)
    with form.refusing():
        said = form.value.said(await queries.ballot_of(ref))
        counted = await queries.was_counted(ref, form.value.typed(), said)
        page = CheckPage(f"/decisions/{ref}", counted=counted)
        return render(request, "decisions/check.html", page)
    return await shown(request, form)


async def ballots(request: Request) -> Response:
    """List the ballots of a secret vote."""
    page = await queries.ballots_page(request.path_params["ref"], request.state.member.id)
    return render(request, "decisions/ballots.html", page)


async def ballots_file(request: Request) -> Response:
    """Hand out the ballots of an election as other programs read them."""
    lines = await queries.ballots_file(request.path_params["ref"], request.state.member.id)
    named = {"Content-Disposition": 'attachment; filename="election.blt"'}
    return PlainTextResponse("".join(f"{line}\n" for line in lines), headers=named)


async def ask_for_secret(request: Request) -> Response:
    """Ask that a vote be held in secret."""
    ref = request.path_params["ref"]
    made = await service.ask_for_secret(ref, request.state.member.id, now=clock.now())
    said = (
        _("The vote will be secret.") if made else _("You have asked. Nobody sees that it was you.")
    )
    return back_to(f"/decisions/{ref}", said)


async def stand_down(request: Request) -> Response:
    """Stand no more in an election."""
    ref = request.path_params["ref"]
    await service.stand_down(ref, request.state.member.id, now=clock.now())
    return back_to(f"/decisions/{ref}", _("That is fine. Votes pass over your name now."))


async def step_aside(request: Request) -> Response:
    """Take oneself off a question."""
    ref = request.path_params["ref"]
    await service.step_aside(ref, request.state.member.id, now=clock.now())
    return back_to(f"/decisions/{ref}", _("You have stepped aside from this question."))


def _slip(request: Request, ref: str, sent: SecretBallotForm, said: str) -> Response:
    mark = sent.slip().mark(ref, said)
    return render(request, "decisions/slip.html", SlipPage(ref, mark, sent.number, sent.change_key))
