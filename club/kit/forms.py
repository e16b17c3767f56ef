"""Browser strings to typed values, or one plain sentence per field; nothing typed is lost."""

import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import Any, ClassVar, Generic, TypeVar, get_origin

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator
from pydantic_core import ErrorDetails
from starlette.requests import Request

from club.kit.errors import Invalid, TooLate
from club.kit.sent import fields
from club.kit.words import gettext as _

WHOLE = ""
"""The field name under which an error about the whole form stands."""

Typed = dict[str, str | list[str]]
_KEEP = frozenset("\n\t")


class FormModel(BaseModel):
    """A form's fields; strings arrive trimmed, in NFC, with Unix line ends and no controls."""

    model_config = ConfigDict(
        extra="ignore", frozen=True, str_strip_whitespace=True, defer_build=True
    )

    secrets: ClassVar[frozenset[str]] = frozenset()
    """Fields never sent back to the page, such as a passphrase."""

    @model_validator(mode="before")
    @classmethod
    def _clean(cls, values: Mapping[str, object]) -> dict[str, object]:
        return {name: cleaned for name, value in values.items() if (cleaned := _clean(value)) != ""}


M_co = TypeVar("M_co", bound=FormModel, covariant=True)


class Form(Generic[M_co]):
    """What was sent: the value if it can be used, else the errors; and always what was typed."""

    def __init__(self, value: M_co | None, errors: dict[str, str], typed: Typed) -> None:
        self._value = value
        self.errors = errors
        self.typed = typed
        self.status = 422 if errors else 200

    @property
    def value(self) -> M_co:
        """The typed value; ask ``errors`` first."""
        if self._value is None:
            message = "this form has errors; render it again"
            raise RuntimeError(message)
        return self._value

    def refuse(self, field: str, sentence: str, *, status: int = 422) -> None:
        """Put a sentence at a field, or at the whole form (``WHOLE``)."""
        self.errors.setdefault(field, sentence)
        self.status = status

    @contextmanager
    def refusing(self) -> Iterator[None]:
        """Turn ``Invalid`` and ``TooLate`` raised inside into errors of this form."""
        try:
            yield
        except Invalid as refusal:
            self.refuse(refusal.field or WHOLE, refusal.sentence)
        except TooLate as refusal:
            self.refuse(WHOLE, refusal.sentence, status=409)


def blank(**typed: str) -> Form[FormModel]:
    """Return an empty form, or one that starts with these values."""
    return Form(None, {}, dict(typed))


async def read(request: Request, model: type[M_co]) -> Form[M_co]:
    """Read a form (or a JSON object) into ``model``."""
    lists = _lists(model)
    sent = {
        name: values
        for name, values in (await fields(request)).items()
        if values or name in lists  # JSON can send no value at all where one is asked for
    }
    typed: Typed = {
        name: values if name in lists else values[-1]
        for name, values in sent.items()
        if name not in model.secrets
    }
    raw = {name: values if name in lists else values[-1] for name, values in sent.items()}
    try:
        return Form(model.model_validate(raw), {}, typed)
    except ValidationError as error:
        errors: dict[str, str] = {}
        for detail in error.errors():
            errors.setdefault(str(detail["loc"][0]) if detail["loc"] else WHOLE, _sentence(detail))
        return Form(None, errors, typed)


@cache
def _lists(model: type[FormModel]) -> frozenset[str]:
    """Return the fields of a form that take several values."""
    fields = model.model_fields.items()
    return frozenset(name for name, field in fields if _is_list(field.annotation))


def _is_list(annotation: object) -> bool:
    return get_origin(annotation) in {list, tuple, frozenset, set}


def _clean(value: object) -> object:
    if isinstance(value, list):
        return [cleaned for each in value if (cleaned := _clean(each)) != ""]
    if not isinstance(value, str):
        return value
    text = unicodedata.normalize("NFC", value.replace("\r\n", "\n").replace("\r", "\n"))
    # Controls and lone surrogates: PostgreSQL cannot store the first, UTF-8 cannot carry the other.
    kept = (c for c in text if c in _KEEP or unicodedata.category(c) not in {"Cc", "Cs"})
    return "".join(kept).strip()


def _sentence(detail: ErrorDetails) -> str:
    context: dict[str, Any] = detail.get("ctx", {})
    kind = detail["type"]
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
