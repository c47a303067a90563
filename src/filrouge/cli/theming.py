"""`filrouge themes …`: the thesaurus of a library, and what was found with it."""

from pathlib import Path
from typing import Annotated

import typer

from filrouge.cli.options import Format, FormatOption, Library, folder_of

themes = typer.Typer(no_args_is_help=True, help="The themes: their thesaurus, and what is filed under them.")


@themes.command("import")
def import_(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="SKOS: .ttl, .rdf, .jsonld or .nt.")],
    *,
    library: Library = None,
    add: Annotated[bool, typer.Option("--add", help="To the present thesaurus, rather than in its place.")] = False,
) -> None:
    """Give the library another thesaurus and tag everything with it. What is wrong in it is told, and stops nothing."""
    from filrouge.cli import printing
    from filrouge.flow.themes.thesaurus import keep_thesaurus, themes_report
    from filrouge.thesaurus.skos import Skos
    from filrouge.wiring import open_parts

    with open_parts(folder_of(context, library)) as parts:
        present = parts.themes.present.thesaurus.skos if add else Skos()
        keep_thesaurus(parts.folder, parts.settings, files, present)
        parts.indexer.refresh()
        printing.themes_report(themes_report(parts.themes))


@themes.command()
def export(
    context: typer.Context,
    file: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", help="Its suffix says the format; Turtle on standard output.")
    ] = None,
    *,
    library: Library = None,
) -> None:
    """Write the thesaurus, with all that was in the files it came from."""
    from filrouge.cli.exporting import write_thesaurus
    from filrouge.wiring import open_parts

    with open_parts(folder_of(context, library)) as parts:
        present = parts.themes.present
        if file is None:
            typer.echo(present.written("ttl").decode())
        else:
            write_thesaurus(file, present)
            typer.echo(f"{len(present.thesaurus.concepts)} concepts written in {file}.", err=True)


@themes.command("list")
def list_(
    context: typer.Context,
    *,
    library: Library = None,
    every: Annotated[bool, typer.Option("--all", help="Those too that nothing speaks of.")] = False,
    output: FormatOption = Format.TEXT,
) -> None:
    """The tree of themes, with the number of publications filed under each or under a narrower one."""
    from filrouge.cli import printing
    from filrouge.flow.themes.shapes import themes_shape
    from filrouge.wiring import open_parts

    with open_parts(folder_of(context, library)) as parts:
        shape = themes_shape(parts.themes.present.thesaurus, parts.themes.uses(), every=every)
        if output is Format.JSON:
            printing.json(shape)
        else:
            printing.theme_tree(shape)


@themes.command()
def tag(context: typer.Context, *, library: Library = None) -> None:
    """Tag everything anew, each publication compared with the library as it is today."""
    from filrouge.wiring import open_parts

    with open_parts(folder_of(context, library)) as parts:
        done = parts.tagger.again()
        parts.indexer.refresh()
    typer.echo(f"{done} publications tagged.")


@themes.command()
def report(context: typer.Context, *, library: Library = None, output: FormatOption = Format.TEXT) -> None:
    """What is in the thesaurus, how much of it is used, how far it agrees with editors, and what is wrong in it."""
    from filrouge.cli import printing
    from filrouge.flow.themes.thesaurus import themes_report
    from filrouge.wiring import open_parts

    with open_parts(folder_of(context, library)) as parts:
        told = themes_report(parts.themes)
        if output is Format.JSON:
            printing.json(told)
        else:
            printing.themes_report(told)


@themes.command()
def candidates(
    context: typer.Context,
    *,
    library: Library = None,
    limit: Annotated[int, typer.Option(min=1, max=1000)] = 50,
    least: Annotated[int, typer.Option(min=1, help="Publications that must use it.")] = 3,
    output: FormatOption = Format.TEXT,
) -> None:
    """Phrases that the library often uses and that no theme covers: what may be missing in the thesaurus."""
    from filrouge.cli import printing
    from filrouge.flow.themes.shapes import CandidatesShape
    from filrouge.wiring import open_parts

    with open_parts(folder_of(context, library)) as parts:
        found = parts.themes.candidates(parts.tagger.cut, limit=limit, least=least)
        if output is Format.JSON:
            printing.json(CandidatesShape(candidates=found))
        else:
            printing.candidates(found)
