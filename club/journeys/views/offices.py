"""Laying a role down, asking for leave from it, acting for somebody, and coming back."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from club.journeys.forms.offices import AnswerForm, LeaveForm, Said, SteppingBack
from club.journeys.service import offices
from club.kit import clock
from club.kit.errors import NotFound
from club.kit.forms import Form, FormModel, blank, read
from club.kit.http import back_to, render
from club.kit.words import gettext as _
from club.roles import queries as roles
from club.roles import service
from club.roles.queries.offices import possible_deputies, tenure_of, weeks_of_leave


@dataclass(frozen=True, slots=True)
class LeavePage:
    """Who may be asked to act in a role, and for how many weeks its holder may be away."""

    key: str
    name: str
    weeks: int
    deputies: tuple[tuple[str, str], ...]


async def step_back(request: Request) -> Response:
    """POST /roles/{key}/stepping-back."""
    form = await read(request, SteppingBack)
    if form.errors:
        raise NotFound
    key = await offices.step_back(form.value.mandate, request.state.member.id, now=clock.now())
    return back_to(f"/roles/{key}", _("You have laid this role down. Thank you for what you did."))


async def leave(request: Request) -> Response:
    """GET /roles/{key}/leave."""
    return await _page(request, blank())


async def ask(request: Request) -> Response:
    """POST /roles/{key}/leave."""
    key, form = request.path_params["key"], await read(request, LeaveForm)
    if not form.errors:
        with form.refusing():
            await offices.ask_for_leave(
                key,
                request.state.member.id,
                deputy_ref=form.value.deputy,
                weeks=form.value.weeks,
                now=clock.now(),
            )
    if form.errors:
        return await _page(request, form)
    return back_to(f"/roles/{key}", _("They have been asked. Nothing changes until they say yes."))


async def withdraw(request: Request) -> Response:
    """POST /roles/{key}/leave/withdrawal."""
    key = request.path_params["key"]
    await service.withdraw_leave(key, request.state.member.id)
    return back_to(f"/roles/{key}", _("Nobody is asked any more. All stays as it is."))


async def answer(request: Request) -> Response:
    """POST /roles/{key}/leave/answer."""
    form = await read(request, AnswerForm)
    if form.errors:
        raise NotFound
    yes = form.value.choice is Said.YES
    asked = await offices.answer(
        form.value.request, request.state.member.id, yes=yes, now=clock.now()
    )
    words = _("You act in this role now. Thank you.") if yes else _("You said no. That is fine.")
    return back_to(f"/roles/{asked.role}", words)


async def come_back(request: Request) -> Response:
    """POST /roles/{key}/leave/return."""
    key = request.path_params["key"]
    await offices.come_back(key, request.state.member.id, now=clock.now())
    return back_to(f"/roles/{key}", _("Welcome back. The role is in your hands again."))


async def _page(request: Request, form: Form[FormModel]) -> Response:
    key, member_id, now = request.path_params["key"], request.state.member.id, clock.now()
    tenure = await tenure_of(key, member_id, now=now)
    kind = await roles.kind(key, now=now)
    if tenure is None or kind is None:
        raise NotFound(_("You do not hold this role."))
    able = await possible_deputies(key, member_id, now=now)
    page = LeavePage(
        key=key,
        name=_(kind.name),
        weeks=await weeks_of_leave(tenure, now=now),
        deputies=tuple((each.ref, each.name) for each in able),
    )
    return render(request, "journeys/leave.html", page, form=form)
