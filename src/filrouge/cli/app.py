"""One function a command: options in, the work of the parts, something printed, an exit status."""

from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from filrouge.cli import linking, questioning, theming
from filrouge.cli.options import (
    DEFAULT_LIBRARY,
    Format,
    FormatOption,
    Host,
    Library,
    MainLibrary,
    Order,
    Port,
    Shown,
    Task,
    folder_of,
)
from filrouge.errors import FilrougeError

REFUSED = 3
"""Exit status of an import in which something was refused."""


class Commands(TyperGroup):
    """The edge where what is expected to go wrong becomes one line and the exit status 1."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except FilrougeError as error:
            typer.echo(f"filrouge: {error}", err=True)
            raise typer.Exit(1) from error


app = typer.Typer(
    cls=Commands,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="A search engine and reading room for libraries of webinars and publications.",
)


app.add_typer(theming.themes, name="themes")
app.add_typer(questioning.questions, name="questions")
app.command(context_settings={"ignore_unknown_options": True})(questioning.question)
app.add_typer(linking.links, name="links")


def main() -> None:
    app()


def _print_version(asked: bool) -> None:
    if asked:
        from filrouge import __version__

        typer.echo(f"filrouge {__version__}")
        raise typer.Exit


@app.callback()
def common(
    context: typer.Context,
    *,
    library: MainLibrary = DEFAULT_LIBRARY,
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    del version
    context.obj = library


@app.command()
def init(context: typer.Context, *, library: Library = None) -> None:
    """Make an empty library. One that is there is left as it is."""
    from filrouge.wiring import init_library

    folder = folder_of(context, library)
    init_library(folder)
    typer.echo(f"The library in {folder} is ready: `filrouge --library {folder} import FILES` fills it.")


@app.command("import")
def import_(
    context: typer.Context,
    locations: Annotated[list[str], typer.Argument(metavar="FILE|DIR|URL...", help="What to read.")],
    *,
    library: Library = None,
    output: FormatOption = Format.TEXT,
) -> None:
    """Read files, folders and addresses into the library. Exit status: 0 all was read, 3 something was refused."""
    from filrouge.cli import printing, progress
    from filrouge.wiring import has_library, init_library, open_parts

    folder = folder_of(context, library)
    if not has_library(folder):
        init_library(folder)
        typer.echo(f"Made a new library in {folder}.", err=True)
    with progress.counting("Updating the index") as indexed, open_parts(folder, indexed) as parts:
        with progress.counting("Importing") as counted, progress.counting("Linking") as linked:
            report = parts.ingest(parts.read(locations), progress.told(counted), linked)
        if parts.model and parts.model.fault:
            typer.echo(f"filrouge: {parts.model.fault} Until then, only words are searched.", err=True)
        if output is Format.JSON:
            printing.json(report)
        else:
            printing.report(report)
    if report.refused:
        raise typer.Exit(REFUSED)


@app.command(context_settings={"ignore_unknown_options": True})  # -without is of the query, not of the command
def search(  # noqa: PLR0913 (one argument an option)
    context: typer.Context,
    words: Annotated[list[str], typer.Argument(metavar="WORDS...", help="As typed in the search box.")],
    *,
    library: Library = None,
    output: FormatOption = Format.TEXT,
    sort: Annotated[Order, typer.Option()] = Order.RELEVANCE,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="Publications on a page.")] = 10,
    page: Annotated[int, typer.Option(min=1)] = 1,
    passages: Annotated[int, typer.Option(min=0, max=50, help="Passages of each, at most.")] = 3,
    exact: Annotated[bool, typer.Option("--exact", help="As typed: no correction, no synonyms.")] = False,
) -> None:
    """Find the moments and places that answer: words, "a phrase", -without, OR, theme:, type:, intervenant:…"""
    from filrouge.cli import printing
    from filrouge.flow.shapes import search_shape
    from filrouge.model import Sort
    from filrouge.wiring import open_parts

    with open_parts(folder_of(context, library)) as parts:
        results = parts.search.search(
            " ".join(words), sort=Sort(sort.value), page=page, size=limit, passages=passages, exact=exact
        )
        lines = parts.questions.help(" ".join(words))
        if output is Format.JSON:
            printing.json(search_shape(results, lines, parts.settings.site.language))
        else:
            printing.help_lines(lines, parts.settings.site.language)
            printing.results(results, parts.settings.site.address)


@app.command()
def show(
    context: typer.Context,
    key: Annotated[str, typer.Argument(metavar="ID|SLUG")],
    *,
    library: Library = None,
    output: FormatOption = Format.TEXT,
) -> None:
    """One publication, whole."""
    from filrouge.cli import printing
    from filrouge.flow.shapes import document_shape
    from filrouge.wiring import open_parts

    with open_parts(folder_of(context, library)) as parts:
        publication = parts.library.get(key)
        if output is Format.JSON:
            printing.json(document_shape(publication))
        else:
            printing.publication(publication, parts.settings.site.address)


@app.command()
def related(
    context: typer.Context,
    key: Annotated[str, typer.Argument(metavar="ID|SLUG")],
    *,
    library: Library = None,
    output: FormatOption = Format.TEXT,
    limit: Annotated[int, typer.Option(min=1, max=100, help="Links, at most.")] = 10,
) -> None:
    """The publications that one speaks to: in which passages, and why."""
    from functools import partial

    from filrouge.cli import printing
    from filrouge.flow.links.shapes import links_shape
    from filrouge.web.reasons import reason_text
    from filrouge.wiring import open_parts

    with open_parts(folder_of(context, library)) as parts:
        publication = parts.library.get(key)
        told = partial(reason_text, language=parts.settings.site.language)
        shape = links_shape(publication.card(), parts.links.links(publication.id, limit), told)
        if output is Format.JSON:
            printing.json(shape)
        else:
            printing.related(shape, parts.settings.site.address)


@app.command("list")
def list_(
    context: typer.Context,
    *,
    library: Library = None,
    output: FormatOption = Format.TEXT,
    status: Annotated[Shown, typer.Option(help="Only these, or all.")] = Shown.PUBLISHED,
) -> None:
    """What the library holds, newest first."""
    from filrouge.cli import printing
    from filrouge.flow.shapes import ListShape, list_shape
    from filrouge.wiring import open_parts

    with open_parts(folder_of(context, library)) as parts:
        held = (one.publication for one in parts.library.changes())
        listed = list_shape(one for one in held if status.value in {"all", one.status.value}).publications
        listed = tuple(sorted(listed, key=lambda one: (str(one.date or ""), one.title), reverse=True))
        if output is Format.JSON:
            printing.json(ListShape(total=len(listed), publications=listed))
        else:
            printing.listing(listed)


@app.command()
def export(
    context: typer.Context,
    file: Annotated[Path | None, typer.Argument(metavar="[FILE]", help="Standard output when not given.")] = None,
    *,
    library: Library = None,
    status: Annotated[Shown, typer.Option(help="Only these, or all.")] = Shown.ALL,
) -> None:
    """Write publications as JSON lines, which `filrouge import` reads back without loss.

    With FILE, the pictures and media that they show are copied in a folder `files` beside it.
    """
    from filrouge.cli.exporting import print_lines, write_lines
    from filrouge.wiring import open_parts

    with open_parts(folder_of(context, library)) as parts:
        held = (one.publication for one in parts.library.changes())
        wanted = (one for one in held if status.value in {"all", one.status.value})
        if file is None:
            print_lines(wanted)
        else:
            count = write_lines(wanted, file, parts.files)
            typer.echo(f"{count} publications written in {file}.", err=True)


@app.command()
def reindex(context: typer.Context, *, library: Library = None) -> None:
    """Build the index anew from the library. Searches go on in the old one meanwhile."""
    from filrouge.cli import progress
    from filrouge.wiring import open_parts

    with progress.counting("Updating the index") as indexed, open_parts(folder_of(context, library), indexed) as parts:
        with progress.counting("Building the index") as counted:
            parts.indexer.rebuild(counted)
        parts.questioner.gather()
        state = parts.engine.state
    typer.echo(f"The index holds {state.publications} publications and {state.passages} passages.")


@app.command()
def serve(context: typer.Context, *, library: Library = None, host: Host = "127.0.0.1", port: Port = 8000) -> None:
    """Serve the pages and the API."""
    from filrouge.cli.serving import serve_library

    serve_library(folder_of(context, library), host, port)


@app.command()
def demo(
    context: typer.Context,
    directory: Annotated[Path, typer.Argument(metavar="[DIR]", help="Where to make it.")] = Path("demonstration"),
    *,
    serve: Annotated[bool, typer.Option(help="Serve it once it is made.")] = True,
    host: Host = "127.0.0.1",
    port: Port = 8000,
) -> None:
    """Make the demonstration library, in French, and serve it."""
    del context
    from filrouge.cli import printing
    from filrouge.cli.demonstration import make_demonstration
    from filrouge.cli.serving import serve_library

    report = make_demonstration(directory)
    printing.report(report)
    if report.refused:
        raise typer.Exit(REFUSED)
    if serve:
        serve_library(directory, host, port)


@app.command()
def doctor(context: typer.Context, *, library: Library = None) -> None:
    """Is the library whole, does the index match it, what is unreadable? Exit status 1 when something is wrong."""
    from filrouge.cli import progress
    from filrouge.flow.doctor import examine, examine_links, examine_questions
    from filrouge.wiring import open_parts

    with progress.counting("Updating the index") as indexed, open_parts(folder_of(context, library), indexed) as parts:
        found = list(examine(parts.indexer, parts.files, parts.model, parts.synonyms))
        found += examine_links(parts.linker)
        found += examine_questions(parts.questioner)
    for finding in found:
        typer.echo(f"{finding.organ.value}: {finding.text}")
    if found:
        raise typer.Exit(1)
    typer.echo("The library is whole; its index and its links match it.")


@app.command()
def evaluate(  # noqa: PLR0913 (one argument an option)
    *,
    corpus: Annotated[Path, typer.Option(metavar="DIR", help="corpus.jsonl, queries.jsonl and qrels.tsv.")],
    task: Annotated[Task, typer.Option(help="What is asked of it.")] = Task.SEARCH,
    group_by: Annotated[
        str | None, typer.Option(metavar="REGEX", help="Average by what this finds in the ids of queries.")
    ] = None,
    run: Annotated[Path | None, typer.Option(metavar="FILE", help="Score this TREC run: nothing is searched.")] = None,
    baseline: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Tell the queries that this TREC run answers better.")
    ] = None,
    save_run: Annotated[Path | None, typer.Option(metavar="FILE", help="Write our answers as a TREC run.")] = None,
    compare: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME:key=value,…", help="Other weights of the ranking or of the links, on the same library."
        ),
    ] = None,
    output: FormatOption = Format.TEXT,
    limit_queries: Annotated[int, typer.Option(min=0, metavar="N", help="A sample of so many; 0 for all.")] = 0,
    seed: Annotated[int, typer.Option(help="Of the sample and of the intervals.")] = 0,
) -> None:
    """How good are the answers on a set of judged queries? It is imported in a library that is thrown away."""
    from filrouge.cli import evaluating
    from filrouge.evaluation.configurations import configured

    asked = evaluating.Asked(
        corpus=corpus,
        task=task.value,
        run=run,
        baseline=baseline,
        save_run=save_run,
        configurations=[configured(one, evaluating.WEIGHTS[task.value]()) for one in compare or ()],
        limit_queries=limit_queries,
        averaging=evaluating.averaging(group_by, seed),
    )
    told = evaluating.evaluate(asked)
    if output is Format.JSON:
        evaluating.as_json(told)
    else:
        evaluating.as_text(told)
