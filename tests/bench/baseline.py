"""The smallest honest server that does what Club does: what Club's speed is measured against.

Starlette under uvicorn with uvloop and httptools, the standard ``sqlite3``, one Jinja2 page of as
many bytes as ours. It checks the session by the hash of its token and nothing else: no form key,
no origin, no rights, no security headers. Reads and writes a copy of the club's own tables.
"""

import hashlib
import json
import os
import sqlite3
from datetime import datetime

import jinja2
import uvicorn
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from club.kit.clock import now

_SESSION = (
    "SELECT s.member_id, s.ends_at, m.name FROM session s JOIN member m ON m.id = s.member_id"
    " WHERE s.digest = ? AND m.left_at IS NULL"
)
_CARD = (
    "SELECT n.id, n.ref, n.title, n.starts_at, n.places, n.coming, n.waiting, p.name, a.want,"
    " a.seats, a.turn, n.text FROM night n LEFT JOIN place p ON p.id = n.place_id"
    " LEFT JOIN answer a ON a.night_id = n.id AND a.member_id = ?"
)
_NEXT = f"{_CARD} WHERE n.ends_at > ? ORDER BY n.starts_at, n.id LIMIT ?"
_ONE = f"{_CARD} WHERE n.ref = ?"
_NAMED = (
    "SELECT m.name, m.colour, m.word FROM answer a JOIN member m ON m.id = a.member_id WHERE"
    " a.night_id = ? AND a.want = 'coming' AND a.seats > 0 AND a.named ORDER BY a.turn LIMIT 60"
)
_NUMBER = (
    "SELECT count(*) FROM answer WHERE night_id = ? AND want = 'coming' AND seats = 0 AND turn <= ?"
)
_LOCK = "UPDATE night SET revision = revision + 1, coming = coming + 1 WHERE ref = ? RETURNING id"
_SAY = (
    "INSERT INTO answer (night_id, member_id, want, turn, named, party, seats, held, fewer, asks,"
    " lapses, passed, wishes, note, via, said_at)"
    " VALUES (?, ?, ?, 1, 0, 1, 1, 1, 0, 0, 0, 0, 0, '', 'web', ?)"
    " ON CONFLICT (night_id, member_id) DO UPDATE SET want = excluded.want, said_at ="
    " excluded.said_at"
)
_PAGE = """<!doctype html><html lang="en"><title>Club</title><p>{{ name }}</p>
{% for night in nights %}<article><h2><a href="/e/{{ night[1] }}">{{ night[3] }}</a></h2>
<p>{{ night[2] }} {{ night[7] }}</p><p>{{ night[5] }} of {{ night[4] }}, {{ night[6] }} wait</p>
{% if night[8] %}<p>{{ night[8] }}</p>{% endif %}{% if number %}<p>{{ number }}</p>{% endif %}
<form method="post" action="/e/{{ night[1] }}/rsvp"><button name="want">Yes</button></form>
</article>{% endfor %}
{% for one in named %}<li data-colour="{{ one[1] }}">{{ one[0] }} {{ one[2] }}</li>{% endfor %}
"""


class Server:
    """Its one connection, and a template for each page, filled up to the bytes of ours."""

    def __init__(self, path: str, wanted: dict[str, int]) -> None:
        self._db = sqlite3.connect(path, isolation_level=None)
        self._db.executescript("PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;")
        self._env = jinja2.Environment(autoescape=True)
        self._wanted = wanted
        self._pages: dict[str, jinja2.Template] = {}

    async def home(self, request: Request) -> Response:
        """The next four nights."""
        return self._list(request, "home", 4)

    async def nights(self, request: Request) -> Response:
        """The next sixty."""
        return self._list(request, "nights", 60)

    async def night(self, request: Request) -> Response:
        """One night, with the names of who comes and the reader's number in the queue."""
        member, name = self._session(request)
        ref = request.path_params["ref"]
        row = self._db.execute(_ONE, (member, ref)).fetchone()
        named = self._db.execute(_NAMED, (row[0],)).fetchall()
        number = None
        if row[8] == "coming" and not row[9]:
            number = self._db.execute(_NUMBER, (row[0], row[10])).fetchone()[0]
        return self._page(f"/e/{ref}", name=name, nights=[row], named=named, number=number)

    async def answer(self, request: Request) -> Response:
        """Store an answer and the night's numbers, durably."""
        member, _ = self._session(request)
        form = await request.form()
        ref = request.path_params["ref"]
        self._db.execute("BEGIN IMMEDIATE")
        (night,) = self._db.execute(_LOCK, (ref,)).fetchone()
        self._db.execute(_SAY, (night, member, form["want"], now().isoformat()))
        self._db.execute("COMMIT")
        return RedirectResponse(f"/e/{ref}", 303)

    def _session(self, request: Request) -> tuple[int, str]:
        token = hashlib.sha256(request.cookies.get("s", "").encode()).hexdigest()
        row = self._db.execute(_SESSION, (token,)).fetchone()
        if row is None or datetime.fromisoformat(row[1]) < now():
            raise HTTPException(401)
        return row[0], row[2]

    def _list(self, request: Request, page: str, most: int) -> Response:
        member, name = self._session(request)
        since = now().isoformat(sep=" ")
        rows = self._db.execute(_NEXT, (member, since, most)).fetchall()
        return self._page("/" if page == "home" else "/nights", name=name, nights=rows)

    def _page(self, path: str, **shown: object) -> Response:
        if path not in self._pages:
            plain = self._env.from_string(_PAGE).render(**shown)
            missing = max(0, self._wanted.get(path, 0) - len(plain.encode()))
            words = "<p>Nobody watches this app all the time.</p>\n"
            filler = (words * (missing // len(words) + 1))[:missing]
            self._pages[path] = self._env.from_string(_PAGE + filler)
        return HTMLResponse(self._pages[path].render(**shown))


def served() -> Starlette:
    """Build the application from ``BENCH``: the database's path, and bytes by address."""
    told = json.loads(os.environ["BENCH"])
    server = Server(told["path"], told["bytes"])
    return Starlette(
        routes=[
            Route("/", server.home),
            Route("/nights", server.nights),
            Route("/e/{ref}", server.night),
            Route("/e/{ref}/rsvp", server.answer, methods=["POST"]),
        ],
        middleware=[Middleware(GZipMiddleware, minimum_size=500, compresslevel=5)],
    )


if __name__ == "__main__":
    uvicorn.run(
        "tests.bench.baseline:served", factory=True, port=json.loads(os.environ["BENCH"])["port"],
        loop="uvloop", http="httptools", access_log=False, log_level="warning",
    )  # fmt: skip
