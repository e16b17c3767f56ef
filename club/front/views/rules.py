"""The club's rules, and the club's record."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from club.front.queries import charter as charters
from club.front.queries import record as records
from club.kit import clock
from club.kit.http import render


async def charter(request: Request) -> Response:
    """Show every rule in force."""
    return render(request, "front/charter.html", await charters.charter_page(now=clock.now()))


async def record(request: Request) -> Response:
    """Show what was decided and done, newest first."""
    page = await records.record_page(
        _number(request.query_params.get("before", "")), now=clock.now()
    )
    return render(request, "front/record.html", page)


async def record_since(request: Request) -> Response:
    """Hand a phone what it needs to check that the record it knew was only added to."""
    page = await records.since(request.path_params["seq"])
    entries = [
        {
            "seq": row.seq,
            "at": row.at.isoformat(),
            "kind": row.kind,
            "thing": row.thing,
            "actor": row.actor,
            "data": row.body,
            "prev": row.prev,
            "hash": row.hash,
        }
        for row in page.entries
    ]
    head = {"seq": page.head.seq, "hash": page.head.hash}
    return JSONResponse({"entries": entries, "head": head})


def _number(typed: str) -> int | None:
    small = typed.isascii() and typed.isdigit() and len(typed) < 16  # noqa: PLR2004  # fits any row
    return int(typed) if small else None
