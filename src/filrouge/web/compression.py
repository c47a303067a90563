"""Pages, styles and JSON go out compressed; imported files do not: players ask for parts of them, by their bytes."""

from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

from filrouge.flow.files import PREFIX

LEVEL = 5
"""Beyond it, a page of results takes more time to make than it saves to send."""


class Compression:
    def __init__(self, app: ASGIApp) -> None:
        self.plain = app
        self.compressed = GZipMiddleware(app, compresslevel=LEVEL)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        whole = scope["type"] == "http" and not scope["path"].startswith(f"/{PREFIX}")
        await (self.compressed if whole else self.plain)(scope, receive, send)
