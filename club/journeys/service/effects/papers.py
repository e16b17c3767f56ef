"""A text of the club is agreed, or ended, as the members decided."""

from club.charter import queries as charters
from club.charter import service as charter
from club.charter.service import NewText
from club.decisions.rules.effects import AdoptText, EndText
from club.decisions.rules.effects.text import fingerprint
from club.decisions.rules.states import Carried
from club.journeys.service.effects.carrying import By, carry_out


@carry_out.register
async def _adopt(effect: AdoptText, by: By) -> Carried:
    sha256 = fingerprint(effect.title, effect.words)
    text = NewText(effect.document, effect.from_version, effect.title, effect.words, sha256)
    await charter.adopt_text(text, by.ref, now=by.now, effective_at=by.from_at)
    return Carried.DONE


@carry_out.register
async def _end(effect: EndText, by: By) -> Carried:
    steps = await charters.text_steps(effect.document)
    title = steps[0].title if steps else ""
    text = NewText(effect.document, effect.from_version, title, "", "", over=True)
    await charter.adopt_text(text, by.ref, now=by.now, effective_at=by.from_at)
    return Carried.DONE
