"""The cast with their phones in hand, for tests of what members do around a night."""

import pytest

from tests.conftest import SignedIn
from tests.people import Cast
from tests.web import Client


@pytest.fixture
async def ada(cast: Cast, signed_in: SignedIn) -> Client:
    """Ada, who chairs where a test gives her that."""
    return await signed_in(cast.ada)


@pytest.fixture
async def bo(cast: Cast, signed_in: SignedIn) -> Client:
    """Bo, who hosts where a test says so."""
    return await signed_in(cast.bo)


@pytest.fixture
async def cy(cast: Cast, signed_in: SignedIn) -> Client:
    return await signed_in(cast.cy)


@pytest.fixture
async def dee(cast: Cast, signed_in: SignedIn) -> Client:
    return await signed_in(cast.dee)
