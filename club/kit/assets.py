"""Static files under addresses that carry their content's hash, served from memory for ever.

One list feeds the pages, the import map and the service worker's precache. The stylesheets are
joined into one file at start, because a first visit on a cheap phone pays for every request.
"""

import base64
import gzip
import hashlib
import json
import mimetypes
from dataclasses import dataclass
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

SHEETS = ("layers", "tokens", "base", "layout", "parts", "rooms", "utilities")
BUNDLE = "css/club.css"
_TEXT = frozenset({".css", ".js", ".svg", ".json", ".webmanifest"})
_MODULE_FOLDER = "js/elements/"


@dataclass(frozen=True, slots=True)
class Asset:
    """One file as it is served: bytes, the same compressed, media type and address."""

    body: bytes
    packed: bytes | None
    media_type: str
    url: str


class Assets:
    """All static files of one start of the program."""

    def __init__(self, folder: Path) -> None:
        self._files = {path: _asset(path, body) for path, body in sorted(_read(folder).items())}
        self.import_map = json.dumps(
            {
                "imports": {
                    "club/" + path.removeprefix(_MODULE_FOLDER).removesuffix(".js"): file.url
                    for path, file in self._files.items()
                    if path.startswith(_MODULE_FOLDER)
                }
            },
            separators=(",", ":"),
        )

    def url(self, path: str) -> str:
        """Return the hashed address of a file under ``static/``; KeyError if there is none."""
        return self._files[path].url

    @property
    def script_hash(self) -> str:
        """The import map's hash as the content policy wants it."""
        sha = hashlib.sha256(self.import_map.encode()).digest()
        return f"'sha256-{base64.b64encode(sha).decode()}'"

    @property
    def stamp(self) -> str:
        """A short hash of everything; changes when any file does."""
        joined = "".join(file.url for file in self._files.values())
        return hashlib.sha256(joined.encode()).hexdigest()[:12]

    def precache(self) -> list[str]:
        """Addresses the service worker fetches when it is installed."""
        wanted = (".css", ".js", ".svg")
        return [file.url for path, file in self._files.items() if path.endswith(wanted)]

    async def serve(self, request: Request) -> Response:
        """Answer ``/s/{stamp}/{path}``; an address with an old stamp is not found."""
        file = self._files.get(request.path_params["path"])
        if file is None or file.url != request.url.path:
            raise HTTPException(404)
        headers = {
            "Cache-Control": "public, max-age=31536000, immutable",
            "Vary": "Accept-Encoding",
        }
        body = file.body
        if file.packed is not None and "gzip" in request.headers.get("accept-encoding", ""):
            headers["Content-Encoding"] = "gzip"
            body = file.packed
        return Response(body, media_type=file.media_type, headers=headers)


def _read(folder: Path) -> dict[str, bytes]:
    files = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    }
    sheets = [f"css/{name}.css" for name in SHEETS if name != "rooms"]
    sheets[-1:-1] = sorted(path for path in files if path.startswith("css/rooms/"))
    bundle = b"\n".join(files[path] for path in sheets if path in files)
    files = {path: body for path, body in files.items() if not path.startswith("css/")}
    return {**files, BUNDLE: bundle}


def _asset(path: str, body: bytes) -> Asset:
    stamp = hashlib.sha256(body).hexdigest()[:12]
    media_type = mimetypes.guess_type(path)[0] or "application/octet-stream"
    packed = gzip.compress(body, 9, mtime=0) if Path(path).suffix in _TEXT else None
    return Asset(body, packed, media_type, f"/s/{stamp}/{path}")
