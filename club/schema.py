"""The list of model modules, and Tortoise's configuration made from the settings."""

from importlib.util import find_spec
from typing import Any

from club.kit.db import connection
from club.settings import Settings

_ROOMS = (
    "journal", "charter", "members", "roles", "access", "notices", "events", "decisions",
    "stories", "board", "care", "actions", "journeys", "front",
)  # fmt: skip

MODELS: list[str] = [
    "club.kit.once",
    "club.kit.heartbeat",
    *(name for name in ("club.kit.jobs",) if find_spec(name)),
    *(f"club.{room}.models" for room in _ROOMS if find_spec(f"club.{room}.models")),
]


def tortoise_config(settings: Settings) -> dict[str, Any]:
    """Return Tortoise's configuration for these settings."""
    return config_for(settings.database or f"sqlite://{settings.data / 'club.sqlite3'}")


def config_for(url: str) -> dict[str, Any]:
    """Return Tortoise's configuration for the database at ``url``."""
    return {
        "connections": {"default": connection(url)},
        "apps": {
            "club": {
                "models": MODELS,
                "default_connection": "default",
                "migrations": "club.migrations",
            }
        },
        "use_tz": True,
        "timezone": "UTC",
    }
