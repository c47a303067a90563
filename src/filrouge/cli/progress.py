"""What long work shows on standard error: a moving line on a terminal, a line now and then elsewhere."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from filrouge.flow.report import SourceReport

EVERY = 500
"""Between two lines where nothing moves, such as a log."""


@contextmanager
def counting(what: str, things: str = "publications") -> Iterator[Callable[[int], None]]:
    """Yields what to call with the number done so far. Nothing is shown before the first call."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda done: None if done % EVERY else console.print(f"{what}: {done} {things}")
        return
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TextColumn("{task.completed}"), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(what, total=None, visible=False)
        yield lambda done: bar.update(task, completed=done, visible=True)


def told(counted: Callable[[int], None]) -> Callable[[SourceReport], None]:
    """Counts sources as they are reported."""
    done = 0

    def count(_report: SourceReport) -> None:
        nonlocal done
        done += 1
        counted(done)

    return count
