"""A phone's passkey store in software: makes keys and answers challenges as browsers do."""

import base64
import hashlib
import json
import struct
from dataclasses import dataclass, field

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

_PRESENT, _VERIFIED, _WITH_KEY = 0x01, 0x04, 0x40


def b64(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).decode().rstrip("=")


def unb64(value: str) -> bytes:
    return base64.urlsafe_b64decode(value + "=" * (-len(value) % 4))


@dataclass
class Phone:
    """Holds one passkey; ``verified=False`` is a phone that was not unlocked for it."""

    origin: str = "http://localhost:8000"
    host: str = "localhost"
    verified: bool = True
    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    id: bytes = b"a-passkey-of-ada"
    uses: int = 0
    user: bytes = b""

    def make(self, options: str) -> str:
        """Answer a request to make a passkey."""
        asked = json.loads(options)
        self.user = unb64(asked["user"]["id"])
        client = self._client("webauthn.create", asked["challenge"])
        attestation = {"fmt": "none", "attStmt": {}, "authData": self._about(with_key=True)}
        return self._answer(
            clientDataJSON=b64(client), attestationObject=b64(cbor2.dumps(attestation))
        )

    def sign(self, options: str) -> str:
        """Answer a challenge with the passkey."""
        self.uses += 1
        client = self._client("webauthn.get", json.loads(options)["challenge"])
        about = self._about()
        signed = self.key.sign(about + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        return self._answer(
            clientDataJSON=b64(client),
            authenticatorData=b64(about),
            signature=b64(signed),
            userHandle=b64(self.user),
        )

    def _answer(self, **response: str) -> str:
        shown = {"id": b64(self.id), "rawId": b64(self.id), "type": "public-key"}
        return json.dumps({**shown, "response": response})

    def _client(self, kind: str, challenge: str) -> bytes:
        told = {"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": False}
        return json.dumps(told).encode()

    def _about(self, *, with_key: bool = False) -> bytes:
        flags = _PRESENT | (_VERIFIED if self.verified else 0) | (_WITH_KEY if with_key else 0)
        head = hashlib.sha256(self.host.encode()).digest() + struct.pack(">BI", flags, self.uses)
        return head + self._public() if with_key else head

    def _public(self) -> bytes:
        point = self.key.public_key().public_numbers()
        key = {1: 2, 3: -7, -1: 1, -2: point.x.to_bytes(32, "big"), -3: point.y.to_bytes(32, "big")}
        return bytes(16) + struct.pack(">H", len(self.id)) + self.id + cbor2.dumps(key)
