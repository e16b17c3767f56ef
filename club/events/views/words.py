"""A host's word to those who answered: write, look at the lock screens, send."""

from starlette.requests import Request
from starlette.responses import Response

from club.events.forms.talk import WordForm
from club.events.queries.words import word_page
from club.events.service import words
from club.events.views.frame import href, ref
from club.kit import clock
from club.kit.errors import TooMany
from club.kit.forms import Form, FormModel, blank, read
from club.kit.http import back_to, render
from club.kit.words import ngettext


async def write(request: Request) -> Response:
    """GET /e/{ref}/message."""
    return await _sheet(request, blank(), look=False)


async def send(request: Request) -> Response:
    """POST /e/{ref}/message."""
    form = await read(request, WordForm)
    if form.errors or not form.value.sure:
        return await _sheet(request, form, look=not form.errors)
    word, by = form.value, request.state.member.id
    try:
        with form.refusing():
            told = await words.tell(ref(request), word.audience(), word.body, by, now=clock.now())
            said = ngettext("{n} member was told.", "{n} members were told.", told)
            return back_to(href(request), said.format(n=told))
    except TooMany as refusal:
        form.refuse("", refusal.sentence, status=429)
    return await _sheet(request, form, look=False)


async def _sheet(request: Request, form: Form[FormModel], *, look: bool) -> Response:
    body = str(form.typed.get("body", ""))
    member_id = request.state.member.id
    page = await word_page(ref(request), member_id, body, look=look, now=clock.now())
    return render(request, "events/word.html", page, form=form)
