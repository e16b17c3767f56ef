"""The list of model modules, and Tortoise's configuration made from the settings."""

from typing import Any

from club.settings import Settings

MODELS: list[str] = [
    "club.kit.once",
    # then the rooms, lowest first
    "club.journal.models",
    "club.charter.models",
    "club.members.models",
    "club.roles.models",
    "club.access.models",
    "club.notices.models",
    "club.events.models",
]


def tortoise_config(settings: Settings) -> dict[str, Any]:
    """Return Tortoise's configuration for these settings."""
    url = settings.database or f"sqlite://{settings.data / 'club.sqlite3'}"
    return {
        "connections": {"default": url},
        "apps": {"club": {"models": MODELS, "default_connection": "default"}},
        "use_tz": True,
        "timezone": "UTC",
    }
