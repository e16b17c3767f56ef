"""The secrets of one deployment: made at first start, kept in one file that only its owner reads.

They live beside the database, never in it, so that a copy of the database signs nothing
(security.md K2).
"""

import json
import os
import secrets
import stat
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING

from club.kit.library import on_use

if TYPE_CHECKING:
    from cryptography.hazmat.primitives import serialization as written
    from cryptography.hazmat.primitives.asymmetric import ec
else:
    ec = on_use("cryptography.hazmat.primitives.asymmetric.ec")
    written = on_use("cryptography.hazmat.primitives.serialization")

NAME = "secrets.json"
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


@dataclass(frozen=True, slots=True, repr=False)
class Vault:
    """What the deployment must keep to itself."""

    vapid_private: str
    """P-256 private key that signs pushes (RFC 8292), PEM (PKCS 8)."""
    vapid_public: str
    """Its public half, PEM; browsers subscribe to it."""
    seal: str
    """64 hexadecimal digits; keys every keyed hash of the application."""


def opened(folder: Path) -> Vault:
    """Read the secrets in ``folder``, making them first if there are none.

    Raises:
        PermissionError: someone other than the owner may read the file.
        ValueError: the file is not one of ours.
    """
    path = folder / NAME
    if not path.exists():
        _keep(path, _made())
    if path.stat().st_mode & _OTHERS:
        message = f"{path} can be read by others; run: chmod 600 {path}"
        raise PermissionError(message)
    found = json.loads(path.read_text())
    if not isinstance(found, dict) or set(found) != {field.name for field in fields(Vault)}:
        message = f"{path} does not hold the secrets of a club"
        raise ValueError(message)
    return Vault(**found)


def _made() -> Vault:
    key = ec.generate_private_key(ec.SECP256R1())
    private = key.private_bytes(
        written.Encoding.PEM, written.PrivateFormat.PKCS8, written.NoEncryption()
    )
    public = key.public_key().public_bytes(
        written.Encoding.PEM, written.PublicFormat.SubjectPublicKeyInfo
    )
    return Vault(private.decode(), public.decode(), secrets.token_hex(32))


def _keep(path: Path, vault: Vault) -> None:
    """Write the file whole under another name, then link it: the first wins, none is torn."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_suffix(f".{secrets.token_hex(4)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump(asdict(vault), file)
        file.flush()
        os.fsync(file.fileno())
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        pass  # another process was first; its secrets are the club's
    finally:
        draft.unlink()
