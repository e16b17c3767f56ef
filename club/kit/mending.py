"""What a form says at a field that cannot be used: how to mend it, in one plain sentence."""

from collections.abc import Mapping
from typing import Any

from pydantic_core import ErrorDetails

from club.kit.words import gettext as _


def sentence(detail: ErrorDetails, *, chosen: bool) -> str:
    """Say what to do about an error; ``chosen``: there is nothing to write in this field."""
    context: dict[str, Any] = detail.get("ctx", {})
    kind = detail["type"]
    if kind == "missing" and chosen:
        return _("Please choose one of these.")
    if kind == "value_error":
        return str(context["error"])
    if kind in {"string_too_long", "bytes_too_long"}:
        return _("This is too long. Please keep it to {n} letters.").format(n=context["max_length"])
    if kind == "string_too_short":
        return _("This is too short. It needs {n} letters or more.").format(n=context["min_length"])
    return _range(kind, context) or _by_kind(kind)


def _range(kind: str, context: Mapping[str, Any]) -> str:
    if kind in {"greater_than_equal", "greater_than"}:
        least = context.get("ge", context.get("gt"))
        return _("This number is too small. The least is {n}.").format(n=least)
    if kind in {"less_than_equal", "less_than"}:
        most = context.get("le", context.get("lt"))
        return _("This number is too big. The most is {n}.").format(n=most)
    return ""


def _by_kind(kind: str) -> str:
    sentences = (
        (("missing", "none_required"), _("Please fill this in.")),
        (("int", "float", "decimal"), _("Please write a number, like 12.")),
        (("datetime",), _("Please write a date and time, like 2027-03-18 19:30.")),
        (("date",), _("Please write a date, like 2027-03-18.")),
        (("time",), _("Please write a time, like 19:30.")),
        (("enum", "literal_error", "bool"), _("Please choose one of these.")),
    )
    fitting = (sentence for starts, sentence in sentences if kind.startswith(starts))
    return next(fitting, _("Please look at this again."))
