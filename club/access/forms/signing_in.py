"""The forms of the sign-in page."""

from typing import ClassVar

from pydantic import Field

from club.kit.forms import FormModel

TYPED_AT_MOST = 1000
ANSWER_AT_MOST = 20_000


class SignIn(FormModel):
    """Private name, passphrase, and whether others use this phone too."""

    secrets: ClassVar[frozenset[str]] = frozenset({"passphrase"})

    name: str = Field(max_length=TYPED_AT_MOST)
    passphrase: str = Field(max_length=TYPED_AT_MOST)
    shared: bool = False
    next: str = Field(default="", max_length=TYPED_AT_MOST)


class SignInByPasskey(FormModel):
    """A passkey's answer, and whether others use this phone too."""

    secrets: ClassVar[frozenset[str]] = frozenset({"answer"})

    answer: str = Field(max_length=ANSWER_AT_MOST)
    shared: bool = False
    next: str = Field(default="", max_length=TYPED_AT_MOST)


class Proof(FormModel):
    """The passphrase once more, before something that matters."""

    secrets: ClassVar[frozenset[str]] = frozenset({"passphrase"})

    passphrase: str = Field(max_length=TYPED_AT_MOST)
    next: str = Field(default="", max_length=TYPED_AT_MOST)
