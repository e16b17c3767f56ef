"""Ada and Bo, and their phones."""

import pytest

from tests.people import Cast, cast


@pytest.fixture
async def people(db: None) -> Cast:  # noqa: ARG001  # open before anybody joins
    return await cast()
