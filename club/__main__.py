"""Runs the operator's commands: ``python -m club``."""

from club.kit import starting

starting.begin()

from club.cli import main  # noqa: E402  # what is read from here on is most of the program

if __name__ == "__main__":
    main()
