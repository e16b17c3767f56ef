"""Who may pass the doors that belong to one night's own people."""

from starlette.requests import Request

from club.access.guards import member
from club.events.queries.presence import helps_at
from club.kit.errors import NotFound


async def at_door(request: Request) -> None:
    """Let members pass who look after this night or open its door; to others there is no page."""
    await member(request)
    if not await helps_at(str(request.path_params["ref"]), request.state.member.id):
        raise NotFound
