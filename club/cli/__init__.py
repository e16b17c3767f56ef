"""The operator's words: serve, worker, migrate, demo, verify, recount, count, check.

None has power over members: no command grants a role, reads a ballot or opens a session.
"""

import asyncio
import logging
import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
import uvicorn
from pydantic import ValidationError

from club import clockwork
from club.access.queries import is_founded
from club.access.service import founding_link
from club.cli.counting import count
from club.kit import clock, db, starting, zones
from club.kit.db import migrate as run_migrations
from club.kit.library import on_use
from club.schema import config_for, tortoise_config
from club.settings import Settings

if TYPE_CHECKING:
    from club.cli import checks, records
    from club.cli import demo as invented
    from club.kit.db import drift as drifting
else:
    checks, records = on_use("club.cli.checks"), on_use("club.cli.records")
    invented = on_use("club.cli.demo")
    drifting = on_use("club.kit.db.drift")

GRACE_SECONDS = 5


@click.group()
def main() -> None:
    """Club: a house for one peer-led club, run by its members."""
    starting.settle()
    zones.use_newest()
    os.umask(0o077)  # the database holds what members keep from others on this machine
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s: %(message)s")


@main.command()
def serve() -> None:
    """Bring the database up to date and answer the members."""
    settings = _settings()
    asyncio.run(_prepare(settings))
    _answer(settings)


def _answer(settings: Settings) -> None:
    uvicorn.run(
        "club.app:served",
        factory=True,
        host=settings.host,
        port=settings.port,
        loop="uvloop",
        http="httptools",
        access_log=False,  # an address may hold a token
        log_level="warning",
        server_header=False,
        date_header=True,
        proxy_headers=bool(settings.proxies),
        forwarded_allow_ips=settings.proxies or None,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )


@main.command()
def worker() -> None:
    """Do what runs by itself, beside web processes that have their own worker switched off."""
    asyncio.run(_work(_settings()))


@main.command()
def migrate() -> None:
    """Bring the database up to date."""
    asyncio.run(run_migrations(tortoise_config(_settings()), say=click.echo))


@main.command()
def demo() -> None:
    """Start an invented club to look at; it lives beside yours and is always labelled."""
    folder = Settings().data / "demo"
    os.environ |= {"CLUB_DATA": str(folder), "CLUB_DATABASE": "", "CLUB_DEMO": "true"}
    settings = _settings()
    asyncio.run(_invent(settings))
    _answer(settings)


@main.command()
@click.option("--head", default="", help="An entry that was noted: its number, ':' and its hash.")
def verify(head: str) -> None:
    """Check the club's record and say where it breaks."""
    asyncio.run(records.verified(_settings(), head, click.echo))


@main.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def recount(file: Path) -> None:
    """Count every vote again from a record that was taken away."""
    records.recounted(file, click.echo)


main.add_command(count)


@main.command(hidden=True)
def drift() -> None:
    """Say where the tables' models and the migrations differ."""
    changes = asyncio.run(drifting.pending_changes(config_for("sqlite:///nowhere/club.sqlite3")))
    if changes:
        raise click.ClickException("\n".join(["No migration does this yet:", *changes]))


@main.command()
def check() -> None:
    """Run every check of the house; stop at the first that does not hold."""
    sys.exit(checks.run(say=click.echo))


async def _prepare(settings: Settings) -> None:
    settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    config = tortoise_config(settings)
    await run_migrations(config, say=click.echo)
    async with db.opened(config):
        await _greet(settings)


async def _invent(settings: Settings) -> None:
    settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    config = tortoise_config(settings)
    await run_migrations(config, say=click.echo)
    async with db.opened(config):
        if not await is_founded():
            await invented.live(clock.now(), say=click.echo)
        click.echo(f"An invented club answers at {settings.address}")


async def _greet(settings: Settings) -> None:
    click.echo(f"Club answers at {settings.address}")
    token = await founding_link(clock.now())
    if token is not None:
        # Printed for whoever starts the program, and kept nowhere: the table holds its digest.
        click.echo(f"Nobody has founded it yet. Begin here: {settings.address}/found/{token}")


async def _work(settings: Settings) -> None:
    stop = asyncio.Event()
    for each in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(each, stop.set)
    async with db.opened(tortoise_config(settings)):
        await clockwork.run(stop, settings)


def _settings() -> Settings:
    try:
        return Settings()
    except ValidationError as error:
        wrong = "; ".join(f"{each['loc'][0]}: {each['msg']}" for each in error.errors())
        message = f"The settings cannot be used. {wrong}"
        raise click.ClickException(message) from None
