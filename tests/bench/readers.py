"""Readers for the benchmarks: a few lines of HTTP on bare asyncio, so that they cost little."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from time import perf_counter
from typing import cast
from urllib.parse import urlencode

Said = tuple[int, int]
"""An answer's status and the bytes of its body."""


class Line(asyncio.Protocol):
    """One kept-open connection; one request at a time."""

    def __init__(self) -> None:
        self._heard = b""
        self._answer: asyncio.Future[Said] | None = None
        self._wire: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._wire = cast("asyncio.Transport", transport)  # uvloop's is none by name

    def connection_lost(self, exc: Exception | None) -> None:
        if self._answer and not self._answer.done():
            self._answer.set_exception(exc or ConnectionError("the server hung up"))

    def data_received(self, data: bytes) -> None:
        self._heard += data
        head, found, body = self._heard.partition(b"\r\n\r\n")
        if not found or self._answer is None:
            return
        length = int(head.lower().partition(b"\r\ncontent-length: ")[2].split(b"\r\n", 1)[0])
        if len(body) >= length:
            self._heard = b""
            self._answer.set_result((int(head[9:12]), length))

    def ask(self, request: bytes) -> "asyncio.Future[Said]":
        """Send a request; its answer comes."""
        assert self._wire is not None
        self._answer = asyncio.get_running_loop().create_future()
        self._wire.write(request)
        return self._answer

    def close(self) -> None:
        if self._wire is not None:
            self._wire.close()


@asynccontextmanager
async def lines(port: int, n: int) -> AsyncIterator[list[Line]]:
    """Open so many connections."""
    loop = asyncio.get_running_loop()
    opened = [(await loop.create_connection(Line, "127.0.0.1", port))[1] for _ in range(n)]
    try:
        yield opened
    finally:
        for each in opened:
            each.close()


def get(path: str, token: str, *more: str) -> bytes:
    """Write a browser's question for a page."""
    return _request("GET", path, token, more)


def post(path: str, token: str, **fields: object) -> bytes:
    """Write a form as a browser sends it."""
    body = urlencode(fields)
    more = ("Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}")
    return _request("POST", path, token, more) + body.encode()


def _request(method: str, path: str, token: str, more: Sequence[str]) -> bytes:
    head = (
        f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", f"Cookie: s={token}",
        "Accept: text/html,application/xhtml+xml", "Sec-Fetch-Site: same-origin",
        "User-Agent: Mozilla/5.0 (Linux; Android 15) Firefox/148.0", *more,
    )  # fmt: skip
    return ("\r\n".join(head) + "\r\n\r\n").encode()


async def at_once(
    port: int, requests: Sequence[bytes], readers: int, ok: int
) -> tuple[float, list[float]]:
    """Let readers ask without a pause; return answers a second, and milliseconds of each."""
    queue, spent = iter(requests), []

    async def reader(line: Line) -> None:
        for request in queue:
            began = perf_counter()
            _expect(await line.ask(request), ok)
            spent.append((perf_counter() - began) * 1e3)

    async with lines(port, readers) as opened:
        began = perf_counter()
        await asyncio.gather(*(reader(line) for line in opened))
        return len(requests) / (perf_counter() - began), spent


async def at_leisure(
    port: int, requests: Sequence[bytes], readers: int, each_second: float, ok: int
) -> list[float]:
    """Let readers ask at a set pace; return milliseconds from when each was due to its answer."""
    loop, spent = asyncio.get_running_loop(), []
    step = 1 / (each_second * readers)

    async def reader(line: Line, first: int, start: float) -> None:
        for n in range(first, len(requests), readers):
            due = start + n * step
            await asyncio.sleep(due - loop.time())
            began = max(due, loop.time() - 0.002)  # a timer that fires late is not the server's
            _expect(await line.ask(requests[n]), ok)
            spent.append((loop.time() - began) * 1e3)

    async with lines(port, readers) as opened:
        start = loop.time() + 0.01
        await asyncio.gather(*(reader(line, n, start) for n, line in enumerate(opened)))
    return spent


def _expect(said: Said, ok: int) -> None:
    if said[0] != ok:
        message = f"the server said {said[0]}, not {ok}"
        raise RuntimeError(message)
