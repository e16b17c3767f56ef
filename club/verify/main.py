"""What is said on the command line."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from club.verify.chain import Break, is_noted, lost
from club.verify.counts import counts, left_out
from club.verify.draws import draws
from club.verify.files import Record, read
from club.verify.panels import panels


def checked(content: bytes, head: str = "") -> Record | Break:
    """Check a file wholly; return what it holds, or the first place where it does not hold.

    Args:
        content: the file.
        head: an entry that somebody noted, ``number:hash``; empty if nobody did.
    """
    record = read(content)
    if isinstance(record, Break):
        return record
    if broken := counts(record) or draws(record) or panels(record):
        return broken
    if head and not any(is_noted(head, entry.seq, seal) for entry, seal in record.entries):
        return lost(head, len(record.entries))
    return record


def main(arguments: Sequence[str] | None = None) -> int:
    """Check the file that is named, say what was found, and return the exit code."""
    asks = argparse.ArgumentParser(description="Check a club's record.")
    asks.add_argument("file", help="the record as it was taken away")
    asks.add_argument("--head", default="", help="an entry you noted: its number, ':', its hash")
    asked = asks.parse_args(arguments)
    try:
        found = checked(Path(asked.file).read_bytes(), asked.head)
    except OSError as error:
        asks.error(f"{asked.file} cannot be read: {error.strerror}")
    if isinstance(found, Break):
        sys.stdout.write(f"{found}\n")
        return 1
    sys.stdout.write(f"The record holds: {len(found.entries)} entries, head {found.head}.\n")
    for each in left_out(found):
        sys.stdout.write(f"{each}\n")
    sys.stdout.write("Compare this head with one that you or another member noted.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
