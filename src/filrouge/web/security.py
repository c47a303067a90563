"""What browsers are told not to do with our pages."""

from collections.abc import Iterable

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), browsing-topics=()",
}

_POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "media-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}


def content_policy(*, frames: Iterable[str] = (), media: Iterable[str] = ()) -> str:
    """Nothing but ourselves, and the players that this very page may open once they are asked for."""
    policy = dict(_POLICY)
    policy["frame-src"] = " ".join(sorted(frames)) or "'none'"
    policy["media-src"] = " ".join(("'self'", *sorted(media)))
    return "; ".join(f"{name} {value}" for name, value in policy.items())


DEFAULT_POLICY = content_policy()


def protect(headers: MutableHeaders) -> None:
    """Adds what the answer has not set itself."""
    for name, value in HEADERS.items():
        headers.setdefault(name, value)
    headers.setdefault("Content-Security-Policy", DEFAULT_POLICY)


class Protection:
    """ASGI middleware rather than Starlette's `BaseHTTPMiddleware`, which would buffer and copy every stream."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_protected(message: Message) -> None:
            if message["type"] == "http.response.start":
                protect(MutableHeaders(scope=message))
            await send(message)

        await self.app(scope, receive, send_protected)
