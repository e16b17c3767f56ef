"""Runs the operator's commands: ``python -m club``."""

from club.cli import main

main()
