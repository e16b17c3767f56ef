"""What every test may ask for."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from club.kit.db import migrate, opened
from club.schema import tortoise_config
from club.settings import Settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path, worker=False)


@pytest.fixture
async def db(settings: Settings) -> AsyncIterator[None]:
    """A fresh database, open for the test and for the requests it makes."""
    config = tortoise_config(settings)
    await migrate(config, say=lambda _: None)
    async with opened(config):
        yield
