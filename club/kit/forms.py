"""Browser strings to typed values, or one plain sentence per field; nothing typed is lost."""

import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from enum import Enum
from functools import cache
from typing import ClassVar, Generic, Literal, TypeVar, get_args, get_origin

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator
from starlette.requests import Request

from club.kit.errors import Invalid, TooLate
from club.kit.mending import sentence
from club.kit.sent import fields

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
    chosen: ClassVar[frozenset[str]] = frozenset()
    """Fields that are chosen from a list of words; those of an enum or a yes or no always are."""

    @model_validator(mode="before")
    @classmethod
    def _clean(cls, values: Mapping[str, object]) -> dict[str, object]:
        return {name: cleaned for name, value in values.items() if (cleaned := _clean(value)) != ""}


M_co = TypeVar("M_co", bound=FormModel, covariant=True)


class Form(Generic[M_co]):
    """What was sent: the value if it can be used, else the errors; and always what was typed."""

    # What one member typed must never be kept for the next: no part that shows it can be.
    __hash__ = None  # type: ignore[assignment]

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
            name = str(detail["loc"][0]) if detail["loc"] else WHOLE
            errors.setdefault(name, sentence(detail, chosen=_is_chosen(model, name)))
        return Form(None, errors, typed)


@cache
def _lists(model: type[FormModel]) -> frozenset[str]:
    """Return the fields of a form that take several values."""
    fields = model.model_fields.items()
    return frozenset(name for name, field in fields if _is_list(field.annotation))


def _is_chosen(model: type[FormModel], name: str) -> bool:
    """Tell whether a field is a choice, so that there is nothing to fill in."""
    field = model.model_fields.get(name)
    if field is None or name in model.chosen:
        return field is not None
    kinds = (field.annotation, *get_args(field.annotation))
    return get_origin(field.annotation) is Literal or any(
        isinstance(kind, type) and issubclass(kind, Enum | bool) for kind in kinds
    )


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
