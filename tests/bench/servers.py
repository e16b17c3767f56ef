"""The servers that are measured, as processes of their own on loopback; none is left running."""

import http.client
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, perf_counter, sleep

from tests.running import ROOT, free_port

START_SECONDS = 20
# Python keeps what it has compiled, wherever a club is run. Where tests are told not to, each start
# would compile the whole program, and that would be what is measured.
_KEPT = {"PYTHONDONTWRITEBYTECODE": ""}


def start_of_club(folder: Path) -> float:
    began = perf_counter()
    with club(folder):
        return perf_counter() - began


@contextmanager
def club(folder: Path) -> Iterator[tuple[int, int]]:
    port = free_port()
    env = {"CLUB_DATA": str(folder), "CLUB_PORT": str(port), "CLUB_WORKER": "true"}
    env |= {"CLUB_DATABASE": "", "CLUB_ADDRESS": f"http://127.0.0.1:{port}"}
    with _running(["club", "serve"], env, port) as process:
        yield port, process


@contextmanager
def baseline(folder: Path, sizes: dict[str, int]) -> Iterator[int]:
    port = free_port()
    told = {"path": str(folder / "baseline.sqlite3"), "bytes": sizes, "port": port}
    with _running(["tests.bench.baseline"], {"BENCH": json.dumps(told)}, port):
        yield port


@contextmanager
def _running(module: list[str], env: dict[str, str], port: int) -> Iterator[int]:
    """Run a server until its first answer and through what is inside; nothing is left running."""
    process = subprocess.Popen(
        [sys.executable, "-m", *module], cwd=ROOT, env={**os.environ, **env, **_KEPT},
        stdout=sys.stderr,
    )  # fmt: skip
    try:
        deadline = monotonic() + START_SECONDS
        while not _answers_at(port):
            if process.poll() is not None or monotonic() > deadline:
                message = f"{module} did not start"
                raise RuntimeError(message)
            sleep(0.01)
        yield process.pid
    finally:
        process.terminate()
        process.wait(START_SECONDS)


def _answers_at(port: int) -> bool:
    asking = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
    try:
        asking.request("GET", "/")
        asking.getresponse().read()
    except OSError:
        return False
    else:
        return True
    finally:
        asking.close()


def resident(process: int) -> float:
    status = Path(f"/proc/{process}/status").read_text()
    kilobytes = next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]
    return round(int(kilobytes) / 1024, 1)
