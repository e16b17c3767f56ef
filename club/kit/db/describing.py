"""Tables are described by their docstrings alone.

Stock Tortoise looks for comments that describe columns (``#:``): it reads and parses the source of
every table again. We write none, and looking for them took a tenth of every start.
"""

from tortoise import models as stock
from tortoise.models import Model


def _no_comments(_table: type[Model]) -> dict[str, str]:
    return {}


stock._get_comments = _no_comments  # type: ignore[assignment]  # noqa: SLF001  # no other place says so once
