"""The commands. `filrouge --help` answers at once: what a command needs is imported when it runs."""

from filrouge.cli.app import app, main

__all__ = ["app", "main"]
