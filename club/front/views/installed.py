"""What makes the site an app: manifest, service worker, offline pages, how to install it."""

import json
import re
from functools import cache

from starlette.requests import Request
from starlette.responses import Response

from club.kit.assets import Assets
from club.kit.http import house, render
from club.kit.words import gettext as _

OFFLINE = "/offline"
SAVED = "/offline/saved"
_PAPER = "#f7f4ee"
_TAKES_NO_LINE_END = re.compile(r"(?<=[;{,(])\n")
_TAKES_NO_SPACE = re.compile(r" ?(=>|[=,]) ")


async def everybody(request: Request) -> None:
    """Let everybody pass and ask nobody who they are: what is shown is the same for all."""
    request.state.person = None


async def manifest(request: Request) -> Response:
    """Describe the app under the club's neutral name."""
    assets: Assets = request.app.state.assets
    alias = house(request).alias
    body = {
        "id": "/",
        "name": alias,
        "short_name": alias,
        "description": _("Nights, questions and messages."),
        "lang": "en",
        "dir": "ltr",
        "start_url": "/?s=pwa",
        "scope": "/",
        "display": "standalone",
        "theme_color": _PAPER,
        "background_color": _PAPER,
        "icons": [
            _icon(assets, "app-192", 192, "any"),
            _icon(assets, "app-512", 512, "any"),
            _icon(assets, "mask-512", 512, "maskable"),
        ],
        "shortcuts": [
            {"name": _("Next evening"), "url": "/nights"},
            {"name": _("Messages"), "url": "/messages"},
        ],
    }
    return _plain(json.dumps(body, ensure_ascii=False), "application/manifest+json")


async def worker(request: Request) -> Response:
    """Give the browser the service worker of this start of the program."""
    assets: Assets = request.app.state.assets
    about = {
        "stamp": assets.stamp,
        "files": [OFFLINE, SAVED, *assets.precache()],
        "name": house(request).alias,
        "icon": assets.url("icons/app-192.png"),
    }
    config = json.dumps(about, separators=(",", ":"))
    script = _spare(request.app.state.pages.env.get_template("front/sw.js").render())
    return _plain(f"const CLUB={config};\n{script}", "text/javascript")


async def offline(request: Request) -> Response:
    """Say that there is no net; kept on the phone beforehand."""
    return render(request, "front/offline.html")


async def saved(request: Request) -> Response:
    """Say that an answer is kept on the phone; kept there beforehand."""
    return render(request, "front/saved.html")


async def install(request: Request) -> Response:
    """Show how to put the app on a phone."""
    return render(request, "front/install.html")


def _icon(assets: Assets, name: str, pixels: int, purpose: str) -> dict[str, str]:
    src = assets.url(f"icons/{name}.png")
    size = f"{pixels}x{pixels}"
    return {"src": src, "sizes": size, "type": "image/png", "purpose": purpose}


def _plain(body: str, media_type: str) -> Response:
    # Asked for anew each time, so that a phone learns of a new version when it next comes.
    return Response(body, media_type=media_type, headers={"Cache-Control": "no-cache"})


@cache
def _spare(script: str) -> str:
    """Leave out comment lines, indentation, and needless spaces and line ends."""
    lines = (line.strip() for line in script.splitlines())
    kept = "\n".join(line for line in lines if line and not line.startswith("//"))
    return _TAKES_NO_SPACE.sub(r"\1", _TAKES_NO_LINE_END.sub("", kept))
