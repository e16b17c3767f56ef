"""A browser without JavaScript, asking the real application."""

from httpx2 import ASGITransport, AsyncClient, Response
from starlette.applications import Starlette

from club.kit.tokens import new_ref


class Client(AsyncClient):
    """Reads pages and sends forms as a browser does: same origin, one fresh key for each form."""

    def __init__(self, app: Starlette, *, raises: bool = True) -> None:
        super().__init__(
            transport=ASGITransport(app, raise_app_exceptions=raises),
            base_url=app.state.settings.address,
            headers={"Sec-Fetch-Site": "same-origin", "Accept": "text/html"},
        )

    async def send_form(self, path: str, *, key: str | None = None, **fields: object) -> Response:
        """Send a form with these fields, under a fresh key unless one is given."""
        return await self.post(path, data={"key": key or new_ref(), **fields})
