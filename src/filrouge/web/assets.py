"""Static files under an address that changes with their content, so that browsers keep them for a year."""

import hashlib
import mimetypes
from pathlib import Path

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

FOLDER = Path(__file__).parent / "static"
FOREVER = "public, max-age=31536000, immutable"


def digest(folder: Path = FOLDER) -> str:
    """One digest for the whole folder: modules and style sheets name each other by relative address."""
    sums = hashlib.sha256()
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        sums.update(file.relative_to(folder).as_posix().encode() + b"\0" + file.read_bytes())
    return sums.hexdigest()[:12]


class Assets(StaticFiles):
    """Serves `/DIGEST/css/site.css`. A page kept from before an upgrade gets today's file, not to be kept."""

    def __init__(self, folder: Path = FOLDER) -> None:
        super().__init__(directory=folder)
        self.digest = digest(folder)

    async def get_response(self, path: str, scope: Scope) -> Response:
        given, _, name = path.replace("\\", "/").partition("/")
        response = await super().get_response(name, scope)
        response.headers["Cache-Control"] = FOREVER if given == self.digest else "no-cache"
        return response


class LibraryFiles(StaticFiles):
    """Imported files. They come from outside: none may run anything, and only known types are shown in place."""

    def __init__(self, folder: Path) -> None:
        super().__init__(directory=folder, check_dir=False)

    async def check_config(self) -> None:
        """The folder is made by the first import that brings a file: until then, nothing is found there."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        kind = SHOWN.get(Path(path).suffix.lower())
        response.headers["Content-Security-Policy"] = PDF_POLICY if kind == "application/pdf" else FILE_POLICY
        response.headers["Cache-Control"] = "no-cache"
        if response.status_code in {200, 206}:
            response.headers["Content-Type"] = kind or "application/octet-stream"
            if not kind:
                response.headers["Content-Disposition"] = "attachment"
        return response


FILE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; media-src 'self'; sandbox"
"""Drawings hold inline styles; nothing else of a file opened by itself is let through."""
PDF_POLICY = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'"
"""Browsers refuse to open their PDF reader in a sandbox."""

SHOWN = {
    ".avif": "image/avif",
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".m4a": "audio/mp4",
    ".m4v": "video/mp4",
    ".mp3": "audio/mpeg",
    ".mp4": "video/mp4",
    ".oga": "audio/ogg",
    ".ogg": "audio/ogg",
    ".ogv": "video/ogg",
    ".opus": "audio/ogg",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".srt": "text/plain; charset=utf-8",
    ".svg": "image/svg+xml",
    ".vtt": "text/vtt; charset=utf-8",
    ".wav": "audio/wav",
    ".webm": "video/webm",
    ".webp": "image/webp",
}

mimetypes.add_type("font/woff2", ".woff2")
mimetypes.add_type("text/javascript", ".js")
