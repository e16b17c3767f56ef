"""Runs the real program as a member's phone meets it: its own process, port and database.

Used by the journeys in a browser and by the tests that kill it.
"""

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from datetime import timedelta
from pathlib import Path
from types import TracebackType
from typing import Self

ROOT = Path(__file__).parent.parent
START_SECONDS = 60
STOP_SECONDS = 15
_LINK = re.compile(r"https?://\S+/found/\S+")


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Running:
    """``club serve`` on a fresh data folder; a context manager that leaves nothing running.

    Args:
        data: the folder for its database and secrets.
        database: ``postgres://...``, or empty for SQLite in the folder.
        env: further settings.
    """

    def __init__(self, data: Path, database: str = "", **env: str) -> None:
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.said = ""
        self._env = {
            **os.environ,
            "CLUB_DATA": str(data),
            "CLUB_DATABASE": database,
            "CLUB_PORT": str(self.port),
            "CLUB_ADDRESS": self.address,
            "PYTHONUNBUFFERED": "1",
            **env,
        }
        self._clock = data.parent / "clock"
        self._process: subprocess.Popen[str] | None = None
        self._reader: threading.Thread | None = None

    def with_movable_clock(self) -> Self:
        """Start under libfaketime, so that ``let_pass`` works; say so before ``start``."""
        self.let_pass(timedelta())
        (library,) = Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1")
        self._env |= {
            "LD_PRELOAD": str(library),
            "FAKETIME_TIMESTAMP_FILE": str(self._clock),
            "FAKETIME_NO_CACHE": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        }
        return self

    def start(self) -> Self:
        """Start the program and wait until it answers."""
        self._process = subprocess.Popen(
            [sys.executable, "-m", "club", "serve"],
            cwd=ROOT,
            env=self._env,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self._reader = threading.Thread(target=self._listen, args=(self._process,), daemon=True)
        self._reader.start()
        deadline = time.monotonic() + START_SECONDS
        while not self.answers():
            if self._process.poll() is not None or time.monotonic() > deadline:
                ended = self._process.poll()
                self.kill()
                message = f"the program did not start (exit code {ended}):\n{self.said}"
                raise RuntimeError(message)
            time.sleep(0.05)
        return self

    def stop(self) -> None:
        """Ask the program to stop, as an operator does, and wait."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """Stop the program as a power cut does."""
        self._end(signal.SIGKILL)

    def answers(self) -> bool:
        """Tell whether the program answers requests."""
        try:
            with urllib.request.urlopen(f"{self.address}/sign-in", timeout=2):  # noqa: S310
                return True
        except urllib.error.HTTPError as answer:
            answer.close()
            return True
        except OSError:
            return False

    def let_pass(self, time_passed: timedelta) -> None:
        """Move the program's clock on from the real one by this much, as a week of waiting does."""
        self._clock.write_text(f"+{time_passed.total_seconds():.0f}s\n")

    @property
    def founding_link(self) -> str:
        """The one-time link the program printed when it started."""
        found = _LINK.search(self.said)
        assert found, f"no founding link in:\n{self.said}"
        return found.group()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.stop()

    def _end(self, how: signal.Signals) -> None:
        if self._process is None:
            return
        if self._process.poll() is None:
            self._process.send_signal(how)
        self._process.wait(STOP_SECONDS)
        if self._reader:
            self._reader.join(STOP_SECONDS)
        self._process = None

    def _listen(self, process: subprocess.Popen[str]) -> None:
        assert process.stdout
        with process.stdout as lines:
            for line in lines:
                self.said += line
