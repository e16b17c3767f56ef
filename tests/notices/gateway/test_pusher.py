"""One push on its way out."""

import asyncio
import logging
import sys
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import httpx2
import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import load_pem_public_key
from webpush import WebPush

from club.kit import vault
from club.kit.vault import Vault
from club.notices.gateway import Pusher, Target, pusher
from club.notices.gateway.pusher import MESSAGE_BYTES, REPLY_BYTES, application_server_key, topic
from club.notices.rules.notice import Urgency
from club.notices.rules.sending import NO_ANSWER, Answer
from tests.notices.browsers import Browser, b64, unb64

Handler = Callable[[httpx2.Request], httpx2.Response]
URL = "https://fcm.googleapis.com/fcm/send/abc"
PORTED = "https://push.local:8443"


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Vault:
    return vault.opened(Path(tmp_path_factory.mktemp("vault")))


def reply(status: int, headers: dict[str, str] | None = None) -> httpx2.Response:
    return httpx2.Response(status, headers=headers, content=wordless())


async def wordless() -> AsyncIterator[bytes]:
    yield b""


def target(browser: Browser, url: str = URL) -> Target:
    return Target(url, browser.p256dh, browser.auth, "m:e", timedelta(hours=3), Urgency.HIGH)


def sender(keys: Vault, handler: Handler, extras: frozenset[str] = frozenset()) -> Pusher:
    return Pusher(keys, "mailto:us@club.example", extras, httpx2.MockTransport(handler))


async def sent(
    keys: Vault, to: Target, payload: bytes = b"{}", extras: frozenset[str] = frozenset()
) -> list[httpx2.Request]:
    requests: list[httpx2.Request] = []

    def handler(request: httpx2.Request) -> httpx2.Response:
        requests.append(request)
        return reply(201)

    async with sender(keys, handler, extras) as push:
        assert await push.push(to, payload) == Answer(201)
    return requests


@pytest.mark.parametrize("size", [2, 1024, 2048, MESSAGE_BYTES])
async def test_another_library_reads_what_was_sent(keys: Vault, size: int) -> None:
    browser = Browser()
    [request] = await sent(keys, target(browser), b"x" * size)
    assert browser.opens(request.content) == b"x" * size
    assert len(request.content) <= 4096


async def test_no_log_names_the_browser_that_was_pushed_to(
    keys: Vault, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)  # as the program itself logs
    await sent(keys, target(Browser()))
    assert URL not in caplog.text


async def test_one_changed_bit_is_noticed(keys: Vault) -> None:
    browser = Browser()
    [request] = await sent(keys, target(browser), b"hello")
    broken = request.content[:-1] + bytes([request.content[-1] ^ 1])
    with pytest.raises(Exception, match=r".*"):
        browser.opens(broken)


async def test_the_example_of_the_standard_comes_out_byte_for_byte(
    keys: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    # RFC 8291, section 5.
    private = int.from_bytes(unb64("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"))
    ours = ec.derive_private_key(private, ec.SECP256R1())
    salt = unb64("DGv6ra1nlYgDCS1FRnbzlw")
    library = sys.modules[WebPush.__module__]
    monkeypatch.setattr(library.ec, "generate_private_key", lambda *_: ours)
    monkeypatch.setattr(library.os, "urandom", lambda _: salt)
    to = Target(
        URL,
        "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
        "BTBZMqHH6r4Tts7J_aSIgg",
        "tag",
        timedelta(0),
    )
    [request] = await sent(keys, to, b"When I grow up, I want to be a watermelon")
    assert b64(request.content) == (
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLoc"
        "InmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLV"
        "WGNWQexSgSxsj_Qulcy4a-fN"
    )


async def test_the_service_is_told_how_soon_how_long_and_what_it_replaces(keys: Vault) -> None:
    [request] = await sent(keys, target(Browser()))
    assert str(request.url) == URL
    assert request.headers["ttl"] == "10800"
    assert request.headers["urgency"] == "high"
    assert request.headers["topic"] == topic("m:e")
    assert len(request.headers["topic"]) == 24
    assert request.headers["content-encoding"] == "aes128gcm"
    assert request.headers["content-type"] == "application/octet-stream"


async def test_one_messages_life_does_not_become_the_next_ones(keys: Vault) -> None:
    browser, requests = Browser(), []

    def handler(request: httpx2.Request) -> httpx2.Response:
        requests.append(request)
        return reply(201)

    async with sender(keys, handler) as push:
        await push.push(replace(target(browser), ttl=timedelta(seconds=9999)), b"{}")
        await push.push(replace(target(browser), ttl=timedelta(0)), b"{}")
        await push.push(replace(target(browser), ttl=timedelta(seconds=-5)), b"{}")
    assert [each.headers["ttl"] for each in requests] == ["9999", "0", "0"]
    assert len({each.headers["authorization"] for each in requests}) == 1


@pytest.mark.parametrize(
    ("url", "audience"),
    [
        (URL, "https://fcm.googleapis.com"),
        ("https://fcm.googleapis.com:443/fcm/send/x", "https://fcm.googleapis.com"),
        (f"{PORTED}/x", PORTED),
    ],
)
async def test_our_signature_names_the_service_with_its_port(
    keys: Vault, url: str, audience: str
) -> None:
    [request] = await sent(keys, target(Browser(), url), extras=frozenset({PORTED}))
    scheme, token, key = request.headers["authorization"].replace(",", "").split()
    assert scheme == "vapid"
    assert key == "k=" + application_server_key(keys)
    public = load_pem_public_key(keys.vapid_public.encode())
    assert isinstance(public, ec.EllipticCurvePublicKey)
    claims = jwt.decode(token.removeprefix("t="), public, ["ES256"], audience=audience)
    assert claims["sub"] == "mailto:us@club.example"


async def test_a_redirect_is_not_followed(keys: Vault) -> None:
    asked: list[str] = []

    def handler(request: httpx2.Request) -> httpx2.Response:
        asked.append(str(request.url))
        return reply(302, {"Location": "http://127.0.0.1/"})

    async with sender(keys, handler) as push:
        assert (await push.push(target(Browser()), b"{}")).status == 302
    assert asked == [URL]


async def test_an_endpoint_that_is_no_longer_allowed_is_not_knocked_at(keys: Vault) -> None:
    async with sender(keys, lambda _: pytest.fail("a request went out")) as push:
        answer = await push.push(target(Browser(), f"{PORTED}/x"), b"{}")
    assert answer == Answer(NO_ANSWER)


@pytest.mark.parametrize("fault", [httpx2.ConnectError, httpx2.ReadTimeout, httpx2.ProtocolError])
async def test_a_service_that_cannot_be_reached_gives_no_answer(
    keys: Vault, fault: type[httpx2.TransportError]
) -> None:
    def handler(_: httpx2.Request) -> httpx2.Response:
        raise fault("no")

    async with sender(keys, handler) as push:
        assert await push.push(target(Browser()), b"{}") == Answer(NO_ANSWER)


async def test_a_service_that_never_ends_is_left(
    keys: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pusher, "TOTAL_SECONDS", 0.05)

    async def handler(_: httpx2.Request) -> httpx2.Response:
        await asyncio.sleep(5)
        return reply(201)

    push = Pusher(keys, "us@club.example", transport=httpx2.MockTransport(handler))
    async with push:
        assert await push.push(target(Browser()), b"{}") == Answer(NO_ANSWER)


async def test_a_long_reply_is_not_read_to_its_end(keys: Vault) -> None:
    given = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal given
        while True:
            given += 16 * 1024
            yield b"x" * 16 * 1024

    async with sender(keys, lambda _: httpx2.Response(201, content=endless())) as push:
        assert await push.push(target(Browser()), b"{}") == Answer(201)
    assert given <= REPLY_BYTES + 2 * 16 * 1024


@pytest.mark.parametrize(
    ("asked", "rest"),
    [
        ("120", timedelta(seconds=120)),
        ("Thu, 03 Dec 2026 18:05:00 GMT", timedelta(minutes=5)),
        ("Thu, 03 Dec 2026 17:00:00 GMT", timedelta(0)),
        ("soon", None),
        ("-3", None),
        ("9" * 400, None),
        ("", None),
    ],
)
async def test_how_long_a_busy_service_wants_to_rest_is_read(
    keys: Vault, asked: str, rest: timedelta | None
) -> None:
    headers = {"Retry-After": asked, "Date": "Thu, 03 Dec 2026 18:00:00 GMT"}
    async with sender(keys, lambda _: reply(429, headers)) as push:
        assert await push.push(target(Browser()), b"{}") == Answer(429, rest)


async def test_too_long_a_message_is_a_fault_of_ours(keys: Vault) -> None:
    async with sender(keys, lambda _: reply(201)) as push:
        with pytest.raises(ValueError, match="bytes"):
            await push.push(target(Browser()), b"x" * (MESSAGE_BYTES + 1))
