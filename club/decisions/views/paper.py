"""Votes on paper: how they go, who enters them, and the desk of the two who do."""

from starlette.requests import Request
from starlette.responses import Response

from club.decisions import queries
from club.decisions.forms.paper import RemovalForm, SheetForm, UnreadableForm, VotersForm
from club.decisions.service import paper
from club.kit import clock
from club.kit.forms import Form, FormModel, blank, read
from club.kit.http import back_to, render
from club.kit.words import gettext as _


async def show(request: Request) -> Response:
    """Show how a vote on paper goes."""
    return await _page(request, None)


async def ballot(request: Request) -> Response:
    """Show the ballot to print, on one sheet."""
    ref, member = request.path_params["ref"], request.state.member.id
    page = await queries.sheet_page(ref, member, now=clock.now())
    return render(request, "decisions/paper_ballot.html", page)


async def offer(request: Request) -> Response:
    """Offer to enter papers."""
    await paper.offer(*_who(request), now=clock.now())
    return _back(request, _("Thank you. The lot draws two of all who offer."))


async def step_back(request: Request) -> Response:
    """Take one's offer to enter papers back."""
    await paper.step_back(*_who(request), now=clock.now())
    return _back(request, _("You have stepped back. Nobody asks why."))


async def suggest_openly(request: Request) -> Response:
    """Suggest to vote openly by phone after all."""
    await paper.suggest_openly(*_who(request), now=clock.now())
    return _back(request, _("The others are asked. If nobody minds, the vote will be open."))


async def mind(request: Request) -> Response:
    """Say that one would rather vote on paper."""
    await paper.mind(*_who(request), now=clock.now())
    return _back(request, _("The vote stays on paper. Nobody sees that it was you."))


async def name_voters(request: Request) -> Response:
    """Say who handed in a secret paper."""
    form = await read(request, VotersForm)
    if not form.errors:
        with form.refusing():
            ids, told = form.value.ids(await queries.ids_by_ref()), form.value.told
            both = await paper.name_voters(*_who(request), ids, told=told, now=clock.now())
            return _back(request, _("You both say the same.") if both else _("Your list is kept."))
    return await _page(request, form)


async def add(request: Request) -> Response:
    """Enter one paper."""
    form = await read(request, SheetForm)
    if not form.errors:
        with form.refusing():
            ref, member = _who(request)
            people, secret = await queries.ids_by_ref(), await queries.is_secret(ref)
            sheet = form.value.sheet(await queries.ballot_of(ref), people, secret=secret)
            await paper.add(ref, member, sheet, now=clock.now())
            return _back(request, _("The paper is entered."))
    return await _page(request, form)


async def add_unreadable(request: Request) -> Response:
    """Enter one paper that nobody can read."""
    form = await read(request, UnreadableForm)
    if not form.errors:
        with form.refusing():
            ref, member = _who(request)
            people, secret = await queries.ids_by_ref(), await queries.is_secret(ref)
            sheet = form.value.sheet(people, secret=secret)
            await paper.add(ref, member, sheet, now=clock.now())
            return _back(request, _("The paper is entered."))
    return await _page(request, form)


async def take_out(request: Request) -> Response:
    """Take one paper out of one's own entry."""
    form = await read(request, RemovalForm)
    if not form.errors:
        with form.refusing():
            sheet = form.value.sheet(await queries.ids_by_ref())
            await paper.take_out(*_who(request), sheet, now=clock.now())
            return _back(request, _("It is taken out."))
    return await _page(request, form)


async def end(request: Request) -> Response:
    """Say that these are all."""
    form: Form[FormModel] = blank()
    with form.refusing():
        await paper.end(*_who(request), now=clock.now())
        return _back(request, _("Now wait for the other, and compare."))
    return await _page(request, form)


async def confirm(request: Request) -> Response:
    """Confirm that the papers say what both entered."""
    form: Form[FormModel] = blank()
    with form.refusing():
        counted = await paper.confirm(*_who(request), now=clock.now())
        said = _("The papers count now.") if counted else _("Now the other confirms too.")
        return _back(request, said)
    return await _page(request, form)


def _who(request: Request) -> tuple[str, int]:
    return request.path_params["ref"], request.state.member.id


def _back(request: Request, said: str) -> Response:
    return back_to(f"/decisions/{request.path_params['ref']}/paper", said)


async def _page(request: Request, form: Form[FormModel] | None) -> Response:
    page = await queries.paper_page(*_who(request), now=clock.now())
    return render(request, "decisions/paper.html", page, form=form)
