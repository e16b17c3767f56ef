"""Security headers and content policy on every response, errors included.

Values follow security.md W2 and W3. The import map is the only inline script; its hash stands in
the policy, so that pages need no nonce and stay cacheable.
"""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

_PERMISSIONS = (
    "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), hid=(), "
    "magnetometer=(), microphone=(), midi=(), payment=(), serial=(), usb=()"
)
_YEAR = 365 * 24 * 3600


def policy(script_hash: str) -> str:
    """Return the content policy; ``script_hash`` is the import map's ``'sha256-...'``."""
    return (
        f"default-src 'self'; script-src 'self' {script_hash}; style-src 'self'; "
        "img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; "
        "form-action 'self'; require-trusted-types-for 'script'; trusted-types club"
    )


class SecurityHeaders:
    """Puts the headers on whatever the application inside answers."""

    def __init__(self, app: ASGIApp, *, content_policy: str, secure: bool) -> None:
        self.app = app
        self.fixed = {
            "Content-Security-Policy": content_policy,
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "no-referrer",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Permissions-Policy": _PERMISSIONS,
            "Cache-Control": "no-store",
        }
        if secure:
            self.fixed["Strict-Transport-Security"] = f"max-age={_YEAR}; includeSubDomains"
        self._raw = [(name.lower().encode(), said.encode()) for name, said in self.fixed.items()]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the inner application does, with the headers added."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_secured(message: Message) -> None:
            if message["type"] == "http.response.start":
                said = {name for name, _ in message["headers"]}
                fixed = [each for each in self._raw if each[0] not in said]
                message["headers"] = [*message["headers"], *fixed]
            await send(message)

        await self.app(scope, receive, send_secured)
