"""Frozen settings from the environment; an unknown or malformed value is refused at start."""

from pathlib import Path

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Everything the operator may set; each name has the prefix ``CLUB_``.

    With nothing set, one process serves one club from ``var/`` on this machine.
    """

    model_config = SettingsConfigDict(env_prefix="CLUB_", frozen=True, extra="forbid")

    data: Path = Path("var")
    """Folder of the SQLite file, the secrets and the pictures."""
    database: str = ""
    """``postgres://...``; empty means SQLite in the data folder."""
    address: str = "http://127.0.0.1:8000"
    """The address members type: scheme, host and port; https anywhere but on this machine."""
    host: str = "127.0.0.1"
    """Where the server listens."""
    port: int = Field(default=8000, ge=0, le=65535)
    """Port the server listens on."""
    worker: bool = True
    """Run the worker inside the web process (SQLite wants this; PostgreSQL may use its own)."""
    contact: str = "mailto:operator@club.example"
    """Mailbox the push services may write to when something is wrong with our messages."""
    push_hosts: str = ""
    """Further push services, as ``https://host:port`` separated by commas; tests use this."""
    proxies: str = ""
    """Addresses of reverse proxies whose forwarded headers are believed, separated by commas."""
    demo: bool = False
    """Say on every page that the club is invented; ``club demo`` sets it."""
    parts: bool = False
    """Serve ``/-/parts``, the page that shows every part of the interface."""

    @field_validator("address")
    @classmethod
    def _plain_origin(cls, value: str) -> str:
        """Refuse an address with a path: links and cookies are built from the origin."""
        if not value.startswith(("http://", "https://")) or value.rstrip("/").count("/") != 2:  # noqa: PLR2004
            message = "CLUB_ADDRESS must look like https://club.example"
            raise ValueError(message)
        return value.rstrip("/")

    @property
    def secure(self) -> bool:
        """Whether members reach the club over https."""
        return self.address.startswith("https://")
