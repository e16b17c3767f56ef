"""Who may pass the doors that belong to one night's own people."""

from starlette.requests import Request

from club.access.guards import member
from club.events.queries.meeting import meets_at
from club.events.queries.presence import helps_at
from club.kit.errors import NotFound


async def at_door(request: Request) -> None:
    """Let members pass who look after this night or open its door; to others there is no page."""
    await member(request)
    if not await helps_at(str(request.path_params["ref"]), request.state.member.id):
        raise NotFound


async def welcomes(request: Request) -> None:
    """Let those pass, too, who have said yes to somebody new and then left the door to others."""
    await member(request)
    ref, asking = str(request.path_params["ref"]), request.state.member.id
    if not await helps_at(ref, asking) and not await meets_at(ref, asking):
        raise NotFound
