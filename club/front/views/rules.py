"""The club's rules, and the club's record."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse

from club.front.queries import charter as charters
from club.front.queries import record as records
from club.front.queries import taken
from club.kit import clock
from club.kit.http import render
from club.verify.single import single


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


async def record_file(request: Request) -> Response:
    """Hand out the record as a file; what checks it lies beside it."""
    lines = taken.lines(request.state.member.id)
    return StreamingResponse(lines, media_type="application/jsonl", headers=_file("record.jsonl"))


async def verifier(request: Request) -> Response:  # noqa: ARG001  # the same for all
    """Hand out the program that checks such a file, for a machine of one's own."""
    return Response(single(), media_type="text/x-python", headers=_file("verify.py"))


def _file(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}"'}


def _number(typed: str) -> int | None:
    small = typed.isascii() and typed.isdigit() and len(typed) < 16  # noqa: PLR2004  # fits any row
    return int(typed) if small else None
