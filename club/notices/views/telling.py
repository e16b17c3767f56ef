"""Telling the whole club something: write, look at the lock screens, send."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from club.kit import clock
from club.kit.errors import TooMany
from club.kit.forms import Form, FormModel, blank, read
from club.kit.http import back_to, render
from club.kit.words import ngettext
from club.members import queries as members
from club.notices.forms.word import Word
from club.notices.messages.lockscreen import Screen
from club.notices.messages.notices import broadcast
from club.notices.queries.devices import examples
from club.notices.queries.house import house
from club.notices.service.telling import tell_all


@dataclass(frozen=True, slots=True)
class TellingPage:
    """What will be sent, as lock screens show it, to how many, by which role."""

    screens: list[Screen]
    audience: int
    power: str
    look: bool


async def write(request: Request) -> Response:
    """Show an empty sheet."""
    return await _sheet(request, blank(), look=False)


async def send(request: Request) -> Response:
    """Show what a lock screen will say, and send it when its sender has seen that."""
    form = await read(request, Word)
    if form.errors or not form.value.sure:
        return await _sheet(request, form, look=not form.errors)
    word = form.value
    try:
        told = await tell_all(word.title, word.body, by=request.state.mandate, now=clock.now())
    except TooMany as refusal:
        form.refuse("", refusal.sentence, status=429)
        return await _sheet(request, form, look=False)
    said = ngettext("{n} member was told.", "{n} members were told.", told).format(n=told)
    return back_to("/messages/all", said)


async def _sheet(request: Request, form: Form[Word] | Form[FormModel], *, look: bool) -> Response:
    now = clock.now()
    typed = [str(form.typed.get(name, "")) for name in ("title", "body")]
    screens = examples(await house(now), now, broadcast(typed[0], typed[1], "draft"))
    page = TellingPage(
        # A word has no hour, so two levels look alike; each look is drawn once.
        screens=list(dict.fromkeys(screens)),
        audience=await members.count(),
        power=request.state.mandate.role_name,
        look=look,
    )
    return render(request, "notices/tell.html", page, form=form)
