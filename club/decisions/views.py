"""Reads a request, does one act or asks one question, answers."""

from starlette.requests import Request
from starlette.responses import Response

from club.decisions import queries, service
from club.decisions.forms import (
    BallotForm,
    CheckForm,
    ProposalForm,
    SecretBallotForm,
    SecretChangeForm,
    SupportForm,
    TalkForm,
)
from club.decisions.queries.shown import CheckPage, SlipPage
from club.kit import clock
from club.kit.forms import Form, FormModel, blank, read
from club.kit.http import back_to, render
from club.kit.words import gettext as _


async def index(request: Request) -> Response:
    """Show every decision by where it stands."""
    page = await queries.index(request.state.member.id, now=clock.now())
    return render(request, "decisions/index.html", page)


async def show(request: Request) -> Response:
    """Show one decision from idea to result."""
    return await _page(request, None)


async def new(request: Request) -> Response:
    """Show the form for a new idea."""
    return await _proposing(request, blank(does="record"))


async def propose(request: Request) -> Response:
    """Put an idea before the club."""
    form = await read(request, ProposalForm)
    if not form.errors:
        with form.refusing():
            proposal = form.value.proposal(await queries.ids_by_ref())
            row = await service.propose(request.state.member.id, proposal, now=clock.now())
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
            proposal = form.value.proposal(await queries.ids_by_ref())
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
    return await _page(request, form)


async def notice(request: Request) -> Response:
    """Put a ready text to the club."""
    ref = request.path_params["ref"]
    form: Form[FormModel] = blank()
    with form.refusing():
        await service.put_on_notice(ref, request.state.member.id, now=clock.now())
        return back_to(f"/decisions/{ref}", _("The members can talk about it now. Then they vote."))
    return await _page(request, form)


async def withdraw(request: Request) -> Response:
    """Take one's own idea back."""
    ref = request.path_params["ref"]
    await service.withdraw(ref, request.state.member.id, now=clock.now())
    return back_to(f"/decisions/{ref}", _("You have taken your idea back."))


async def say(request: Request) -> Response:
    """Add to the talk."""
    ref = request.path_params["ref"]
    form = await read(request, TalkForm)
    if not form.errors:
        with form.refusing():
            await service.say(ref, request.state.member.id, form.value.words, now=clock.now())
            return back_to(f"/decisions/{ref}#talk")
    return await _page(request, form)


async def cast(request: Request) -> Response:
    """Cast or change an open ballot."""
    ref = request.path_params["ref"]
    form = await read(request, BallotForm)
    if not form.errors:
        with form.refusing():
            await service.cast(ref, request.state.member.id, form.value.choice, now=clock.now())
            return back_to(f"/decisions/{ref}", _("You have voted. Thank you."))
    return await _page(request, form)


async def cast_secret(request: Request) -> Response:
    """Cast a secret ballot; the answer is the slip, and says nothing of the choice."""
    ref = request.path_params["ref"]
    form = await read(request, SecretBallotForm)
    if not form.errors:
        with form.refusing():
            said, slip, member = form.value.choice, form.value.slip(), request.state.member.id
            await service.cast_secret(ref, member, said, slip, now=clock.now())
            return _slip(request, ref, form.value)
    return await _page(request, form)


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
        return await _page(request, form)
    counted = await queries.was_counted(ref, form.value.typed(), form.value.choice)
    return render(request, "decisions/check.html", CheckPage(f"/decisions/{ref}", counted=counted))


async def ballots(request: Request) -> Response:
    """List the ballots of a secret vote."""
    page = await queries.ballots_page(request.path_params["ref"], request.state.member.id)
    return render(request, "decisions/ballots.html", page)


async def step_aside(request: Request) -> Response:
    """Take oneself off a question."""
    ref = request.path_params["ref"]
    await service.step_aside(ref, request.state.member.id, now=clock.now())
    return back_to(f"/decisions/{ref}", _("You have stepped aside from this question."))


async def _page(request: Request, form: Form[FormModel] | None) -> Response:
    ref, member = request.path_params["ref"], request.state.member.id
    page = await queries.decision_page(ref, member, now=clock.now())
    return render(request, "decisions/show.html", page, form=form)


def _slip(request: Request, ref: str, sent: SecretBallotForm) -> Response:
    mark = sent.slip().mark(ref, sent.choice)
    return render(request, "decisions/slip.html", SlipPage(ref, mark, sent.number, sent.change_key))


async def _proposing(
    request: Request, form: Form[FormModel] | None, ref: str | None = None
) -> Response:
    page = await queries.proposing_page(request.state.member.id, now=clock.now(), ref=ref)
    return render(request, "decisions/new.html", page, form=form or blank(**page.typed))
