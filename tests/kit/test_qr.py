"""What a picture says to a camera is the link, whatever that is."""

from hypothesis import given
from hypothesis import strategies as st

from club.kit.qr import drawn
from tests.qr_reading import read

PATHS = st.text("abcdefghijklmnopqrstuvwxyz234567-_./?=&", min_size=0, max_size=150)


@given(st.sampled_from(["https://club.example/", "http://[::1]:8000/", "h:"]), PATHS)
def test_a_picture_says_its_link(address: str, path: str) -> None:
    assert read(drawn(address + path)) == address + path


def test_capitals_alone_are_read_as_well() -> None:
    assert read(drawn("HTTPS://CLUB.EXAMPLE/E/1")) == "HTTPS://CLUB.EXAMPLE/E/1"
