"""Names are looked up once, and what was checked is what is connected to."""

import socket

import httpx2
import pytest

from club.notices.gateway.pinned import Forbidden, Pinned, resolve

PUBLIC, OTHER, INSIDE = "142.250.74.10", "2a00:1450:4001:80b::200a", "127.0.0.1"
URL = "https://fcm.googleapis.com/fcm/send/abc"


class Wire:
    """Stands where the connections would be made, and remembers what came through."""

    def __init__(self) -> None:
        self.seen: list[httpx2.Request] = []
        self.pools = 0

    def pool(self) -> httpx2.AsyncBaseTransport:
        self.pools += 1
        return httpx2.MockTransport(self.answer)

    def answer(self, request: httpx2.Request) -> httpx2.Response:
        self.seen.append(request)
        return httpx2.Response(201)


class Names:
    """A name server whose answers change."""

    def __init__(self, *answers: list[str]) -> None:
        self.answers = iter(answers)

    async def resolve(self, _host: str, _port: int) -> list[str]:
        return next(self.answers)


async def post(pinned: Pinned, url: str = URL) -> httpx2.Response:
    async with httpx2.AsyncClient(transport=pinned) as client:
        return await client.post(url, content=b"x")


async def test_the_checked_address_is_connected_to_under_the_services_name() -> None:
    wire = Wire()
    await post(Pinned(inner=wire.pool, resolver=Names([PUBLIC]).resolve))
    [request] = wire.seen
    assert request.url.host == PUBLIC
    assert request.headers["host"] == "fcm.googleapis.com"
    assert request.extensions["sni_hostname"] == "fcm.googleapis.com"
    assert request.url.path == "/fcm/send/abc"


@pytest.mark.parametrize(
    "addresses", [[INSIDE], [PUBLIC, INSIDE], [INSIDE, PUBLIC], [OTHER, "fd00::1"], []]
)
async def test_a_name_that_leads_inside_is_not_connected_to(addresses: list[str]) -> None:
    wire = Wire()
    with pytest.raises(Forbidden):
        await post(Pinned(inner=wire.pool, resolver=Names(addresses).resolve))
    assert wire.seen == []


async def test_a_name_that_changes_its_answer_gains_nothing() -> None:
    wire = Wire()
    pinned = Pinned(inner=wire.pool, resolver=Names([PUBLIC], [INSIDE]).resolve)
    async with httpx2.AsyncClient(transport=pinned) as client:
        await client.post(URL, content=b"x")
        with pytest.raises(Forbidden):
            await client.post(URL, content=b"x")
    assert [each.url.host for each in wire.seen] == [PUBLIC]


async def test_a_name_nobody_knows_is_an_ordinary_failure() -> None:
    async def nobody(_host: str, _port: int) -> list[str]:
        raise socket.gaierror

    with pytest.raises(httpx2.ConnectError):
        await post(Pinned(inner=Wire().pool, resolver=nobody))


async def test_only_the_operators_own_origins_are_taken_as_they_are() -> None:
    wire = Wire()
    pinned = Pinned({"http://127.0.0.1:9000"}, inner=wire.pool, resolver=Names([INSIDE]).resolve)
    async with httpx2.AsyncClient(transport=pinned) as client:
        await client.post("http://127.0.0.1:9000/x", content=b"x")
        with pytest.raises(Forbidden):
            await client.post("http://127.0.0.1:9001/x", content=b"x")
    assert len(wire.seen) == 1


async def test_two_services_behind_one_address_keep_their_own_connections() -> None:
    wire = Wire()
    pinned = Pinned(inner=wire.pool, resolver=Names([PUBLIC], [PUBLIC], [PUBLIC]).resolve)
    async with httpx2.AsyncClient(transport=pinned) as client:
        await client.post(URL, content=b"x")
        await client.post("https://jmt17.google.com/x", content=b"x")
        await client.post(URL, content=b"x")
    assert wire.pools == 2


async def test_the_system_is_asked_for_names() -> None:
    assert set(await resolve("localhost", 443)) <= {"127.0.0.1", "::1"}
