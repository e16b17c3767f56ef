"""The template environment: strict and escaped, and pages drawn in it.

What is common to all pages (the club's name, who is looking) is passed by ``kit.http``; how days
and times read is ``kit.reading``'s, and what is drawn only once ``kit.parts``'.
"""

import json
from collections.abc import Callable, Hashable, MutableMapping
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup  # noqa: TID251  # only to mark our own import map

from club.kit import reading as how
from club.kit.assets import Assets
from club.kit.parts import Drawn, Shelf, form_key, kept
from club.kit.reading import reading, reads
from club.kit.text import markdown
from club.kit.words import gettext, ngettext

PALETTES = ("clay", "honey", "leaf", "pine", "sea", "sky", "plum", "rose")
"""The checked palettes; members' colours have the same names (``static/css/tokens.css``)."""


@dataclass(frozen=True, slots=True)
class House:
    """What every page says about the club, before and after it is founded."""

    name: str = "Club"
    alias: str = "Club"
    """The neutral word shown where strangers may look: titles, icon, lock screen."""
    zone: str = "UTC"
    palette: str = "clay"
    demo: bool = False


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a page; nothing here tells one member from another.

    Args:
        club: what pages say about it.
        path: the page's address, which says where in the club one is.
        calm: the reader chose the calm look.
        signed_in: a member reads.
    """

    club: House
    path: str
    calm: bool = False
    signed_in: bool = False


class _Environment(Environment):
    """Gives all templates the same globals as one plain dictionary, and each template at once.

    Jinja chains two for each template, and looks through the chain at every import of a page; and
    a page imports a dozen, each of which it looks up under a lock.
    """

    def __init__(self, **options: Any) -> None:  # noqa: ANN401  # as they are
        super().__init__(**options)
        self._known: dict[object, Template] = {}

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002  # Jinja's own word
    ) -> Template:
        """Return a template; none changes while the house stands."""
        found = self._known.get(name) if globals is None else None
        if found is None:
            found = super().get_template(name, parent, globals)
            if globals is None:
                self._known[name] = found
        return found

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return the globals of a template."""
        return super().make_globals(d) if d else self.globals


class Pages:
    """Renders templates; made once at start."""

    def __init__(self, folder: Path, assets: Assets, url: Callable[..., str]) -> None:
        self.shelf: Shelf[Drawn] = Shelf()
        parts: Shelf[Markup] = Shelf()
        self.env = _Environment(
            loader=FileSystemLoader(folder),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            extensions=["jinja2.ext.i18n"],
        )
        self.env.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
        self.env.globals.update(
            _=_sentence, key=form_key, kept=partial(kept, shelf=parts, reader=reads)
        )
        import_map = Markup(assets.import_map)  # noqa: S704  # made of our own file names
        self.env.globals.update(asset=assets.url, url=url, import_map=import_map)
        self.env.filters.update(
            when=how.when, day=how.day, date=how.date_of, hour=how.hour, weekday=how.weekday,
            iso=how.iso, month=how.month, month_name=how.month_name, markdown=markdown, json=_json,
        )  # fmt: skip

    def render(self, template: str, around: Around, **shown: object) -> bytes:
        """Return the page, ready to be sent; a missing value is an error, never an empty place."""
        with reading(around.club.zone):
            return self._drawn(template, around, **shown).sent()

    def alike(self, template: str, around: Around, page: Hashable, form: object) -> bytes:
        """Return a page that shows ``page`` and nothing else, drawn once for equal ones.

        It has neither ``me`` nor a flash, and ``form`` is blank: a template that asks who reads
        fails, so what one member reads alone cannot stand in it unless ``page`` says it.
        """
        with reading(around.club.zone) as reader:
            what = (template, page, around, reader)
            draw = partial(self._drawn, template, around, page=page, form=form, said=None)
            return self.shelf.take(what, draw).sent()

    def _drawn(self, template: str, around: Around, **shown: object) -> Drawn:
        page = self.env.get_template(template).render(
            club=around.club,
            path=around.path,
            calm=around.calm,
            signed_in=around.signed_in,
            **shown,
        )
        return Drawn.of(page)


def _sentence(sentence: str) -> Markup:
    """Say one of our own sentences; what a template puts into it is escaped."""
    return _ours(gettext(sentence))


@lru_cache(maxsize=4096)
def _ours(sentence: str) -> Markup:
    return Markup(sentence)  # noqa: S704  # from our own templates and catalogues


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
