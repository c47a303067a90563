"""Serves a library with uvicorn until it is interrupted."""

from contextlib import suppress
from pathlib import Path

import typer
import uvicorn

from filrouge.cli import progress
from filrouge.web.app import create_app
from filrouge.wiring import open_parts


def serve_library(folder: Path, host: str, port: int) -> None:
    """Prints the address once it answers there. Port 0 is one that is free."""
    with progress.counting("Updating the index") as indexed, open_parts(folder, indexed) as parts:
        parts.warm()
        config = uvicorn.Config(create_app(parts), host=host, port=port, log_level="warning")
        listening = config.bind_socket()
        listening.listen(config.backlog)  # from here on nobody is refused, even before the first answer is ready
        shown = f"[{host}]" if ":" in host else host
        address = f"http://{shown}:{listening.getsockname()[1]}/"
        typer.echo(f"{parts.settings.site.name}: {address} (Ctrl+C stops it)")
        with suppress(KeyboardInterrupt):
            uvicorn.Server(config).run(sockets=[listening])
