"""`filrouge question …` asks; `filrouge questions …` is for editors, whose decisions outlive all that is found."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from filrouge.cli.options import Format, FormatOption, Library, folder_of

if TYPE_CHECKING:
    from filrouge.model import Question
    from filrouge.wiring import Parts

questions = typer.Typer(
    no_args_is_help=True, help="The questions of a library: what is found, and what editors decide."
)
Key = Annotated[str, typer.Argument(metavar="QUESTION", help="Its slug, a former slug, or its id.")]


def question(
    context: typer.Context,
    words: Annotated[list[str], typer.Argument(metavar="QUESTION...", help="As one asks it.")],
    *,
    library: Library = None,
    output: FormatOption = Format.TEXT,
) -> None:
    """What the library answers, to the letter, each extract with who says it and when; or that nothing answers."""
    from filrouge.cli import printing
    from filrouge.flow.questions.shapes import asked_shape
    from filrouge.wiring import open_parts

    with open_parts(folder_of(context, library)) as parts:
        told = parts.questions.ask(" ".join(words))
        site = parts.settings.site
        if output is Format.JSON:
            printing.json(asked_shape(told, site.language))
        else:
            printing.asked(told, site.address, site.language)


@questions.command("list")
def list_(
    context: typer.Context,
    *,
    library: Library = None,
    every: Annotated[bool, typer.Option("--all", help="Those too that are withdrawn or asked no more.")] = False,
    output: FormatOption = Format.TEXT,
) -> None:
    """Each question with its status, how many publications ask it, and its slug."""
    from filrouge.cli import printing
    from filrouge.flow.questions.shapes import questions_shape
    from filrouge.wiring import open_parts

    with open_parts(folder_of(context, library)) as parts:
        cards = [one.card() for one in parts.library.questions.all()] if every else parts.questions.listed()
        if output is Format.JSON:
            printing.json(questions_shape(cards))
        else:
            printing.question_list(cards)


@questions.command()
def publish(context: typer.Context, key: Key, *, library: Library = None) -> None:
    """An editor stands for it: it comes before those that are only proposed."""
    from filrouge.wiring import open_parts

    with open_parts(folder_of(context, library)) as parts:
        _told(parts, parts.editor.publish(key))


@questions.command()
def withdraw(context: typer.Context, key: Key, *, library: Library = None) -> None:
    """Visitors see it no more; it is not proposed again."""
    from filrouge.wiring import open_parts

    with open_parts(folder_of(context, library)) as parts:
        _told(parts, parts.editor.withdraw(key))


@questions.command()
def merge(
    context: typer.Context,
    source: Annotated[str, typer.Argument(metavar="QUESTION", help="The one that goes.")],
    into: Annotated[str, typer.Argument(metavar="INTO", help="The one that stays.")],
    *,
    library: Library = None,
) -> None:
    """Two questions are one: the addresses of the first lead to the second for ever."""
    from filrouge.wiring import open_parts

    with open_parts(folder_of(context, library)) as parts:
        _told(parts, parts.editor.merge(source, into))


@questions.command()
def split(
    context: typer.Context,
    key: Key,
    wordings: Annotated[list[str], typer.Argument(metavar="WORDING...", help="Those of its wordings that go.")],
    *,
    named: Annotated[str, typer.Option("--as", metavar="WORDING", help="What the new one is called.")] = "",
    library: Library = None,
) -> None:
    """Some wordings of a question are another one."""
    from filrouge.wiring import open_parts

    with open_parts(folder_of(context, library)) as parts:
        _told(parts, parts.editor.split(key, wordings, named))


@questions.command()
def rename(
    context: typer.Context,
    key: Key,
    wording: Annotated[str, typer.Argument(metavar="WORDING")],
    *,
    library: Library = None,
) -> None:
    """Another wording and the address that goes with it; the former address leads there."""
    from filrouge.wiring import open_parts

    with open_parts(folder_of(context, library)) as parts:
        _told(parts, parts.editor.rename(key, wording))


@questions.command()
def reorder(
    context: typer.Context,
    keys: Annotated[list[str], typer.Argument(metavar="QUESTION...", help="In the order wanted.")],
    *,
    library: Library = None,
) -> None:
    """These come first in the list; the others follow as they are found."""
    from filrouge.wiring import open_parts

    with open_parts(folder_of(context, library)) as parts:
        for place, one in enumerate(parts.editor.reorder(keys), start=1):
            typer.echo(f"{place}. {one.wording}")


@questions.command()
def introduce(
    context: typer.Context,
    key: Key,
    introduction: Annotated[str, typer.Argument(metavar="TEXT", help="Rich text; empty takes it away.")] = "",
    *,
    file: Annotated[Path | None, typer.Option("--file", help="Read it from this file.")] = None,
    library: Library = None,
) -> None:
    """What an editor says of it, above what is gathered."""
    from filrouge.wiring import open_parts

    text = _text_of(file) if file else introduction
    with open_parts(folder_of(context, library)) as parts:
        _told(parts, parts.editor.introduce(key, text))


@questions.command()
def promote(
    context: typer.Context,
    search: Annotated[str, typer.Argument(metavar="SEARCH", help="What visitors type.")],
    *,
    into: Annotated[str, typer.Option(metavar="QUESTION", help="It is a wording of this one.")] = "",
    library: Library = None,
) -> None:
    """What visitors type becomes a question, or a wording of one."""
    from filrouge.wiring import open_parts

    with open_parts(folder_of(context, library)) as parts:
        _told(parts, parts.editor.promote(search, into))


def _text_of(file: Path) -> str:
    from filrouge.errors import EditRefused

    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise EditRefused(f"{file} cannot be read as UTF-8 text: {error}.") from error


def _told(parts: "Parts", one: "Question") -> None:
    """Says what it is now, and gathers around it what that changes."""
    from filrouge.publish.places import whole

    parts.questioner.gather()
    typer.echo(f"{one.status.value}  {one.wording}\n{whole(parts.settings.site.address, one.url)}")
