"""Pushes go to push services; every trick to send them elsewhere is seen through."""

import pytest

from club.notices.rules.endpoint import MAX_LENGTH, endpoint, extra_origins, may_carry

GOOD = [
    "https://fcm.googleapis.com/fcm/send/abc:DEF_-123",
    "https://fcm.googleapis.com/wp/abc",
    "https://fcm.googleapis.com:443/fcm/send/abc",
    "https://jmt17.google.com/fcm/send/abc",
    "https://updates.push.services.mozilla.com/wpush/v2/gAAAAA",
    "https://push.services.mozilla.com/wpush/v1/x",
    "https://web.push.apple.com/QAbc",
    "https://api.push.apple.com/3/device/x",
    "https://wns2-par02p.notify.windows.com/w/?token=BQYAAAD%2f",
    "https://db5p.notify.windows.com/w/?token=x",
]
BAD = [
    # not https, or not there
    "http://fcm.googleapis.com/fcm/send/abc",
    "ftp://fcm.googleapis.com/x",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "//fcm.googleapis.com/x",
    "fcm.googleapis.com/x",
    "https:/fcm.googleapis.com/x",
    "https:fcm.googleapis.com/x",
    "https:///fcm.googleapis.com/x",
    "https://",
    "https:///",
    "",
    " ",
    # other ports
    "https://fcm.googleapis.com:80/x",
    "https://fcm.googleapis.com:8443/x",
    "https://fcm.googleapis.com:0/x",
    "https://fcm.googleapis.com:22/x",
    "https://fcm.googleapis.com:65536/x",
    "https://fcm.googleapis.com:443abc/x",
    "https://fcm.googleapis.com:/x",
    "https://fcm.googleapis.com:-443/x",
    "https://fcm.googleapis.com:0443/x",
    # user information
    "https://user@fcm.googleapis.com/x",
    "https://user:pass@fcm.googleapis.com/x",
    "https://fcm.googleapis.com@127.0.0.1/x",
    "https://fcm.googleapis.com:443@evil.example/x",
    "https://@fcm.googleapis.com/x",
    # names that only look like it
    "https://evilfcm.googleapis.com/x",
    "https://fcm.googleapis.com.evil.example/x",
    "https://fcm.googleapis.com.",
    "https://fcm.googleapis.com./x",
    "https://xfcm.googleapis.com/x",
    "https://a.fcm.googleapis.com/x",
    "https://googleapis.com/x",
    "https://evilpush.apple.com/x",
    "https://web-push.apple.com/x",
    "https://push.apple.com.evil.example/x",
    "https://notify.windows.com.evil.example/x",
    "https://evilnotify.windows.com/x",
    "https://.notify.windows.com/x",
    "https://a..notify.windows.com/x",
    "https://-a.notify.windows.com/x",
    "https://a_b.notify.windows.com/x",
    "https://fcm.googleapis.com%2eevil.example/x",
    "https://fcm.googleapis.com%00.evil.example/x",
    "https://fcm%2egoogleapis.com/x",
    "https://FCM.googleapis.com.evil.example/x",
    "https://fcm.googleapis.com\\@evil.example/x",
    "https://fcm.googleapis.com\\.evil.example/x",
    "https://evil.example#@fcm.googleapis.com/x",
    "https://evil.example?@fcm.googleapis.com/x",
    "https://evil.example/fcm.googleapis.com/x",
    "https://fcm.googleapis.com#x",
    "https://fcm.googleapis.com?x",
    "https://fcm.googleapis.com",
    "https://fcm.googleapis.com/x#fragment",
    "https://ｆcm.googleapis.com/x",  # noqa: RUF001
    "https://fcm。googleapis.com/x",
    "https://xn--fcm-abc.googleapis.com/x",
    "https://fcm.googleapis.com/\r\nX: y",
    "https://fcm.googleapis.com/a b",
    "https://fcm.googleapis.com\t/x",
    " https://fcm.googleapis.com/x",
    # numbers
    "https://127.0.0.1/x",
    "https://127.1/x",
    "https://2130706433/x",
    "https://0x7f000001/x",
    "https://0x7f.0.0.1/x",
    "https://0177.0.0.1/x",
    "https://017700000001/x",
    "https://0/x",
    "https://169.254.169.254/latest/meta-data/",
    "https://10.0.0.1/x",
    "https://192.168.1.1/x",
    "https://[::1]/x",
    "https://[::ffff:127.0.0.1]/x",
    "https://[::ffff:7f00:1]/x",
    "https://[fe80::1%25eth0]/x",
    "https://[fd00::1]/x",
    "https://[::/x",
    "https://localhost/x",
    "https://localhost.localdomain/x",
    "https://metadata.google.internal/x",
    "https://127.0.0.1.nip.io/x",
    "https://8.8.8.8/x",
    "https://fcm.googleapis.com/" + "x" * MAX_LENGTH,
]


@pytest.mark.parametrize("url", GOOD)
def test_the_browsers_own_services_are_known(url: str) -> None:
    found = endpoint(url)
    assert found is not None
    assert found.url == url
    assert found.origin == "https://" + found.host


@pytest.mark.parametrize("url", BAD)
def test_no_other_address_is_pushed_to(url: str) -> None:
    assert endpoint(url) is None


def test_the_table_is_long_enough_to_mean_something() -> None:
    assert len(set(BAD)) >= 60


def test_a_service_the_operator_added_is_known_by_its_whole_origin() -> None:
    extras = extra_origins("https://push.local:8443, http://127.0.0.1:9000/")
    assert endpoint("https://push.local:8443/x", extras) is not None
    assert endpoint("http://127.0.0.1:9000/x", extras) is not None
    for url in (
        "https://push.local/x",
        "http://push.local:8443/x",
        "https://push.local:84433/x",
        "http://127.0.0.1:9001/x",
        "http://127.0.0.1:9000@evil.example/x",
    ):
        assert endpoint(url, extras) is None


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.9.9.9", "0.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.0.1",
        "169.254.169.254", "100.64.0.1", "198.18.0.1", "192.0.2.1", "224.0.0.1", "255.255.255.255",
        "240.0.0.1", "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "ff02::1",
        "2001:db8::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "2002:7f00:1::", "64:ff9b::7f00:1",
        "64:ff9b::a00:1", "nonsense", "",
    ],
)  # fmt: skip
def test_no_push_service_lives_inside_a_network(address: str) -> None:
    assert not may_carry(address)


@pytest.mark.parametrize(
    "address", ["142.250.74.10", "2a00:1450:4001:80b::200a", "64:ff9b::8efa:4a0a"]
)
def test_push_services_live_on_the_public_net(address: str) -> None:
    assert may_carry(address)
