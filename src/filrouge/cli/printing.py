"""What commands print for a person, or for a program."""

import html
import re
from collections.abc import Iterable

import typer
from rich.console import Console
from rich.text import Text

from filrouge.flow.links.shapes import AgreementShape, LinksShape
from filrouge.flow.report import ImportReport, SourceOutcome
from filrouge.flow.shapes import ListedShape
from filrouge.flow.themes.shapes import ThemesShape
from filrouge.flow.themes.thesaurus import ThemesReport
from filrouge.model import Asked, Cue, Extract, HelpLine, Hit, Notice, PassageHit, Publication, QuestionCard, Results
from filrouge.model.value import Value
from filrouge.passages.prose import blocks
from filrouge.publish.places import clock, whole
from filrouge.thesaurus.candidates import Candidate

NOTICES = {
    Notice.LEXICAL: "Searched by words alone: the sentence model cannot be used, `filrouge doctor` says why.",
    Notice.LOOSENED: "Nothing holds the words in quotes side by side: here is what holds them apart.",
}
_COLOURS = {"imported": "green", "updated": "cyan", "unchanged": "dim", "refused": "red"}


def json(value: Value) -> None:
    typer.echo(value.model_dump_json(indent=2))


def report(told: ImportReport) -> None:
    console = Console(highlight=False, soft_wrap=True)
    for source in told.sources:
        if source.notes or source.outcome is not SourceOutcome.UNCHANGED:
            outcome = Text(f"{source.outcome.value:<9} ", style=_COLOURS[source.outcome.value])
            console.print(outcome + Text(source.source))
        for note in source.notes:
            console.print(Text(f"    {note.kind.value}: {note.text}"))
    console.print(
        f"{told.imported} imported, {told.updated} updated, {told.unchanged} unchanged, {told.refused} refused."
    )


def results(found: Results, site: str) -> None:
    console = Console(highlight=False, soft_wrap=True)
    console.print(f"{found.total} publications, {found.took_ms:.0f} ms")
    for notice in found.notices:
        console.print(Text(NOTICES[notice], style="yellow"))
    if found.correction:
        told = f"Searched: {found.correction}" if found.corrected else f"Did you mean: {found.correction}?"
        console.print(Text(f"{told} (--exact searches what was typed)" if found.corrected else told, style="yellow"))
    for synonym in found.synonyms:
        console.print(Text(f"For “{synonym.typed}”, also searched: {', '.join(synonym.others)}", style="dim"))
    first = (found.page - 1) * found.size + 1
    for number, hit in enumerate(found.hits, start=first):
        console.print()
        _hit(console, number, hit, site)


def _hit(console: Console, number: int, hit: Hit, site: str) -> None:
    card = hit.publication
    console.print(Text(f"{number}. {card.title}", style="bold"))
    console.print(Text(f"   {_about(card.kind, card.date, card.people)}", style="dim"))
    console.print(Text(f"   {whole(site, card.url)}"))
    for other in hit.versions:
        console.print(Text(f"   Also as {other.kind}: {other.title} — {whole(site, other.url)}", style="dim"))
    for passage in hit.passages:
        console.print(Text("   • ") + _where(passage) + _marked(passage.html))


def _where(hit: PassageHit) -> Text:
    start = hit.passage.place.start
    parts = [clock(start)] if start is not None else []
    if hit.passage.heading:
        parts.append(hit.passage.heading)
    return Text(" · ".join(parts) + (" — " if parts else ""), style="cyan")


def _marked(excerpt: str) -> Text:
    """An excerpt's HTML, which is text but for `<mark>`."""
    text = Text()
    for place, part in enumerate(re.split(r"</?mark>", excerpt)):
        text.append(html.unescape(part).replace("\n", " "), style="bold yellow" if place % 2 else "")
    return text


def publication(one: Publication, site: str) -> None:
    console = Console(highlight=False, soft_wrap=True)
    console.print(Text(one.title, style="bold"))
    for line in (
        one.subtitle,
        _about(one.kind, one.date, [person.name for person in one.people]),
        f"{one.id} · {one.status.value} · {whole(site, one.path)}",
        " · ".join(one.themes),
        f"Source: {one.source}" if one.source else "",
    ):
        if line:
            console.print(Text(line, style="dim"))
    for heading, text in _parts(one):
        console.print()
        if heading:
            console.print(Text(heading, style="bold"))
        console.print(Text(text))


def _parts(one: Publication) -> Iterable[tuple[str, str]]:
    if one.summary:
        yield "En bref", "\n".join(f"• {point}" for point in one.summary)
    for section in one.sections:
        yield section.heading, _plain(section.html)
    for figure in one.figures:
        yield f"[{figure.alt or 'image'}]", figure.caption or figure.source or ""
    for entry in one.questions:
        yield entry.question, _plain(entry.answer)
    if one.media:
        yield "Media", "\n".join(media.source for media in one.media)
    if one.chapters:
        yield "Chapters", "\n".join(f"{clock(chapter.start)}  {chapter.title}" for chapter in one.chapters)
    if one.transcript:
        yield "Transcript", "\n".join(_cue(cue) for cue in one.transcript)


def _cue(cue: Cue) -> str:
    return f"{clock(cue.start)}  {f'{cue.speaker}: ' if cue.speaker else ''}{cue.text}"


def _plain(rich_text: str) -> str:
    return "\n".join(blocks(rich_text))


def listing(listed: Iterable[ListedShape]) -> None:
    """Two lines each, never cut: the slug is there to be copied."""
    console = Console(highlight=False, soft_wrap=True)
    for one in listed:
        console.print(
            Text(f"{one.date or ''!s:<10}  {one.kind.value:<8}  {one.status.value:<9}  {one.slug}", style="bold")
        )
        console.print(Text(f"    {one.title}{' — ' if one.people else ''}{', '.join(one.people)}"))


def related(shape: LinksShape, site: str) -> None:
    console = Console(highlight=False, soft_wrap=True)
    console.print(Text(shape.publication.title, style="bold"))
    for number, link in enumerate(shape.links, start=1):
        one = link.publication
        console.print(
            Text(f"\n{number}. {one.title}", style="bold") + Text(f"  {link.strength:.2f} {link.standing.value}")
        )
        console.print(Text(f"   {_about(one.kind, one.date, one.people)}\n   {whole(site, one.url)}", style="dim"))
        for reason in link.reasons:
            console.print(Text(f"   – {reason.text}"))
        for pair in link.pairs:
            for sign, passage in (("•", pair.from_), ("↔", pair.to)):
                moment = f"{clock(passage.start)} · " if passage.start is not None else ""
                console.print(Text(f"   {sign} ") + Text(moment, style="cyan") + _marked(passage.html))


def links_agreement(told: AgreementShape) -> None:
    typer.echo(f"{told.publications} publications are linked.")
    typer.echo(
        f"Editors: {told.accepted} accepted, {told.pinned} pinned, {told.by_hand} by hand, {told.rejected} rejected."
    )
    if told.precision is not None:
        typer.echo(f"Of the links found that they judged, they kept {told.precision:.1%}.")


def _about(kind: str, date: object, people: Iterable[str]) -> str:
    return " · ".join(part for part in (str(kind), str(date or ""), ", ".join(people)) if part)


def theme_tree(shape: ThemesShape) -> None:
    """Each branch indented under what is broader; one that stands in several places is told in each."""
    console = Console(highlight=False, soft_wrap=True)
    by_slug = {one.slug: one for one in shape.themes}

    def told(slug: str, path: tuple[str, ...]) -> None:
        one = by_slug[slug]
        count = Text(f"  {one.publications}" if one.publications else "", style="cyan")
        console.print(Text("  " * len(path) + one.label) + count + Text(f"  {slug}", style="dim"))
        for below in one.narrower:
            if below not in path and below != slug:
                told(below, (*path, slug))

    for top in shape.tops:
        told(top, ())


def themes_report(told: ThemesReport) -> None:
    console = Console(highlight=False, soft_wrap=True)
    languages = ", ".join(f"{count} in {language or 'no language'}" for language, count in told.languages.items())
    console.print(Text(told.file, style="dim"))
    console.print(
        f"{told.concepts} concepts, {told.schemes} schemes, {told.collections} collections; labels: {languages}."
    )
    console.print(f"{told.filed} concepts have publications filed under them, {told.used} lead somewhere.")
    agreed = told.agreement
    if agreed.publications:
        console.print(
            f"Of the themes that editors gave {agreed.publications} publications, the first {agreed.first} found have "
            f"precision {agreed.precision:.3f}, recall {agreed.recall:.3f}, F1 {agreed.f1:.3f}."
        )
    for finding in told.findings:
        console.print(Text(f"{finding.fault.value}: ", style="yellow") + Text(finding.text))


def candidates(found: Iterable[Candidate]) -> None:
    console = Console(highlight=False, soft_wrap=True)
    for one in found:
        console.print(
            Text(f"{one.label:<40} ", style="bold")
            + Text(f"{one.count} times in {one.publications} publications, such as {one.publication}")
        )


def help_lines(lines: Iterable[HelpLine], language: str) -> None:
    """Before everything else."""
    console = Console(highlight=False, soft_wrap=True)
    for one in lines:
        console.print(Text(f"{' / '.join(one.numbers):<8} ", style="bold") + Text(one.purpose(language)))


def asked(told: Asked, site: str, language: str) -> None:
    help_lines(told.help, language)
    console = Console(highlight=False, soft_wrap=True)
    for notice in told.notices:
        console.print(Text(notice, style="yellow"))
    if told.question:
        console.print(Text(told.question.wording, style="bold"))
        console.print(Text(whole(site, told.question.url), style="dim"))
    if not told.answered:
        console.print("No publication answers directly.")
        if told.themes:
            console.print(f"Nearest themes: {', '.join(one.label for one in told.themes)}.")
    for number, one in enumerate(told.gathering.answers, start=1):
        console.print()
        _extract(console, number, one, site)
    if told.nearest:
        console.print()
        console.print(Text("Questions near it", style="bold"))
        question_list(told.nearest)


def _extract(console: Console, number: int, one: Extract, site: str) -> None:
    before, sentence, after = (part.replace("\n", " ") for part in one.parted)
    console.print(Text(f"{number}. {before}") + Text(sentence, style="bold yellow") + Text(after))
    start = [clock(one.place.start)] if one.place.start is not None else []
    where = " · ".join(filter(None, (one.speaker, one.publication.title, *start)))
    console.print(Text(f"   {where}", style="cyan"))
    console.print(Text(f"   {whole(site, one.url)}"))


def question_list(cards: Iterable[QuestionCard]) -> None:
    console = Console(highlight=False, soft_wrap=True)
    for one in cards:
        console.print(Text(f"{one.status.value:<9}  {one.publications:>3}  ", style="dim") + Text(one.wording))
        console.print(Text(f"    {one.slug}", style="cyan"))
