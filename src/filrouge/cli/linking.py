"""`filrouge links …`: what was linked, and what editors decide of it. A decision stays whatever is computed."""

from typing import Annotated

import typer

from filrouge.cli.options import Format, FormatOption, Library, folder_of

links = typer.Typer(
    invoke_without_command=True, help="The links between publications, and what editors decide of them."
)
One = Annotated[str, typer.Argument(metavar="ID|SLUG")]
Other = Annotated[str, typer.Argument(metavar="ID|SLUG")]
Words = Annotated[str | None, typer.Option("--reason", metavar="WORDS", help="Why, in your words: shown to visitors.")]


@links.callback()
def state(
    context: typer.Context,
    *,
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Make all of them again from the library.")] = False,
    output: FormatOption = Format.TEXT,
) -> None:
    """How many publications are linked, and how far editors agree. Decisions outlive a rebuild."""
    if context.invoked_subcommand:
        return
    from filrouge.cli import printing, progress
    from filrouge.flow.links.shapes import agreement
    from filrouge.wiring import open_parts

    with open_parts(folder_of(context, None)) as parts:
        if rebuild:
            with progress.counting("Linking") as counted:
                parts.linker.rebuild(counted)
            parts.map.again()
        told = agreement(parts.linker.links.count(), parts.library.links.all())
        if output is Format.JSON:
            printing.json(told)
        else:
            printing.links_agreement(told)


@links.command()
def accept(context: typer.Context, one: One, other: Other, *, words: Words = None, library: Library = None) -> None:
    """Keep a link that is right: it stays, after those that are pinned or made by hand."""
    _decide(context, library, one, other, "accepted", words)


@links.command()
def reject(context: typer.Context, one: One, other: Other, *, library: Library = None) -> None:
    """Refuse a link that is wrong: it never comes back."""
    _decide(context, library, one, other, "rejected", None)


@links.command()
def pin(context: typer.Context, one: One, other: Other, *, words: Words = None, library: Library = None) -> None:
    """Put a link first, on both pages."""
    _decide(context, library, one, other, "pinned", words)


@links.command()
def add(context: typer.Context, one: One, other: Other, *, words: Words = None, library: Library = None) -> None:
    """Link two publications by hand, whatever their texts have in common."""
    _decide(context, library, one, other, "by-hand", words)


@links.command()
def reason(
    context: typer.Context,
    one: One,
    other: Other,
    words: Annotated[str, typer.Argument(metavar="WORDS", help="Shown first among the reasons.")],
    *,
    library: Library = None,
) -> None:
    """Say why, in your words. A link that nobody had decided on is accepted by that."""
    _decide(context, library, one, other, None, words)


@links.command()
def undo(context: typer.Context, one: One, other: Other, *, library: Library = None) -> None:
    """Take back what was decided of this link, and its reason."""
    _decide(context, library, one, other, "found", None)


def _decide(
    context: typer.Context, library: Library, one: str, other: str, standing: str | None, words: str | None
) -> None:
    from filrouge.errors import LibraryError
    from filrouge.model import Standing
    from filrouge.wiring import open_parts

    with open_parts(folder_of(context, library)) as parts:
        ends = [parts.library.get(key) for key in (one, other)]
        if ends[0].id == ends[1].id:
            raise LibraryError(f"“{one}” and “{other}” are the same publication: a link has two ends.")
        decided = parts.library.links.of(ends[0].id).get(ends[1].id)
        chosen = Standing(standing) if standing else (decided.standing if decided else Standing.ACCEPTED)
        parts.library.links.decide(ends[0].id, ends[1].id, chosen, words)
        parts.map.refresh()
    typer.echo(f"{ends[0].slug} ↔ {ends[1].slug}: {chosen.value}")
