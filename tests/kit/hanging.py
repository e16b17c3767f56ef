"""Where a migrator stands still, to be killed."""

import os
import time


def here() -> None:
    if os.environ.get("HANG"):
        print("inside", flush=True)  # noqa: T201
        time.sleep(60)
