"""A transport that looks a name up once, checks every address, and connects to what it checked.

Otherwise a name could answer with a public address when it is checked and with one inside our
network when it is used (security.md P2). TLS still asks for the name.
"""

import asyncio
import socket
from collections.abc import Awaitable, Callable, Collection
from types import TracebackType

import httpx2

from club.notices.rules.endpoint import may_carry

Resolve = Callable[[str, int], Awaitable[list[str]]]


async def resolve(host: str, port: int) -> list[str]:
    """Ask the system for a name's addresses."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(address[0]) for *_, address in found]


class Forbidden(httpx2.ConnectError):
    """A push service's name led to an address where no push service can be."""


class Pinned(httpx2.AsyncBaseTransport):
    """Sends to checked addresses only; the operator's own origins are taken as they are."""

    def __init__(
        self,
        extras: Collection[str] = (),
        *,
        inner: Callable[[], httpx2.AsyncBaseTransport] = httpx2.AsyncHTTPTransport,
        resolver: Resolve = resolve,
    ) -> None:
        self._extras = extras
        self._make_inner = inner
        self._resolve = resolver
        # A pool for each name: two services behind one address must not share a TLS session.
        self._inner: dict[str, httpx2.AsyncBaseTransport] = {}

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send the request to a checked address of its host."""
        url = request.url
        origin = f"{url.scheme}://{url.netloc.decode('ascii')}"
        if origin not in self._extras:
            address = await self._address(url.host, url.port or 443)
            request = httpx2.Request(
                request.method,
                url.copy_with(host=address),
                headers=request.headers,  # the Host header keeps the name
                stream=request.stream,
                extensions={**request.extensions, "sni_hostname": url.host},
            )
        if origin not in self._inner:
            self._inner[origin] = self._make_inner()
        return await self._inner[origin].handle_async_request(request)

    async def _address(self, host: str, port: int) -> str:
        try:
            found = await self._resolve(host, port)
        except OSError as error:
            message = "a push service's name could not be looked up"
            raise httpx2.ConnectError(message) from error
        if not found or not all(may_carry(each) for each in found):
            message = "a push service's name led inside"
            raise Forbidden(message)
        return found[0]

    async def __aexit__(
        self,
        kind: type[BaseException] | None = None,
        fault: BaseException | None = None,
        trace: TracebackType | None = None,
    ) -> None:
        """Close all pools."""
        for each in self._inner.values():
            await each.aclose()
        self._inner.clear()

    async def aclose(self) -> None:
        """Close all pools."""
        await self.__aexit__()
