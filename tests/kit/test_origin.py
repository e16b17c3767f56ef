"""Another site cannot make a member's browser act."""

import itertools

import pytest
from starlette.datastructures import Headers

from club.kit.origin import is_ours

OURS = "https://club.example"
SITES = ["same-origin", "same-site", "cross-site", "none"]
ORIGINS = [None, OURS, "https://evil.example", "null"]


@pytest.mark.parametrize(("site", "origin"), list(itertools.product(SITES, ORIGINS)))
def test_a_browser_that_says_where_it_is_acts_only_from_our_pages(
    site: str, origin: str | None
) -> None:
    headers = Headers({"sec-fetch-site": site} | ({"origin": origin} if origin else {}))
    assert is_ours("POST", headers, OURS) is (site == "same-origin")


@pytest.mark.parametrize(
    ("origin", "acts"),
    [(OURS, True), (None, False), ("null", False), ("https://club.example.evil.example", False)],
)
def test_an_old_browser_acts_only_with_our_own_origin(origin: str | None, *, acts: bool) -> None:
    headers = Headers({"origin": origin} if origin else {})
    assert is_ours("POST", headers, OURS) is acts


def test_anyone_may_read_from_anywhere() -> None:
    assert is_ours("GET", Headers({"sec-fetch-site": "cross-site"}), OURS)
