"""What of a passage is shown: the sentence that answers with what stands beside it, and which of its words are marked.

A page shows some thirty passages: here only the words that were asked are looked for (`language/finding.py`), and each
sentence has a short sum. What is weighed more closely, for one question, is in `answering.py`.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from html import escape
from math import exp, sqrt

from filrouge.language import Word, sentences, words
from filrouge.language.finding import Finder
from filrouge.search.evidence import WEIGHTS
from filrouge.search.expected import kind_of, likeness
from filrouge.search.expressions import keys_of, standing

LENGTH = 320
"""Characters of an excerpt, about: whole sentences, unless one alone is longer."""
ALONE = 480
"""Characters of a sentence that is shown whole although it is longer."""
BEFORE = 0.3
"""What a word asked is worth in the sentence before, when it is not said again."""
WHOLE = 7.0
"""What a sentence that says all that was asked is worth, on the scale of WEIGHTS."""

Rarity = Callable[[str], float]
"""How much a folded word tells, above 0: the rarer, the more; `Search.rarity`."""
Span = tuple[int, int]


def _alike(_: str) -> float:
    return 1.0


class Marker:
    """Marks what a query asks for: read once, used for every passage of a page.

    A word matches whatever its form: “thérapeutes” for “thérapeute”. Stop words are marked only when asked alone.
    """

    def __init__(self, asked: str, rarity: Rarity = _alike, synonyms: Sequence[str] = ()) -> None:
        """`synonyms` are marked too, whole."""
        self._asked = asked
        self._synonyms = synonyms
        self._rarity = rarity
        self._kind = kind_of(asked)
        self._wanted: dict[str, _Wanted] = {}

    def marked(self, text: str, language: str) -> tuple[str, str]:
        """The excerpt that best answers, as plain text and as HTML with `<mark>` on what matched."""
        wanted = self._in(language)
        found = wanted.found(text)
        start, end = (0, len(text)) if len(text) <= LENGTH else _window(text, found, wanted, self._kind)
        return _ellipsis(text, start, end, text[start:end]), _ellipsis(text, start, end, _html(text, found, start, end))

    def html(self, text: str, start: int, end: int, language: str) -> str:
        """These characters of a text, escaped and marked."""
        return _html(text, self._in(language).found(text), start, end)

    def _in(self, language: str) -> "_Wanted":
        if language not in self._wanted:
            self._wanted[language] = _Wanted(self._asked, language, self._rarity, self._synonyms)
        return self._wanted[language]


class _Wanted:
    """The words asked, in a language; `shares`: of each stem, how rare it is, all of them together 1."""

    def __init__(self, asked: str, language: str, rarity: Rarity, synonyms: Sequence[str]) -> None:
        every = list(words(asked, language))
        telling = [word for word in every if not word.stop] or every
        self.said = frozenset(word.exact for word in every)
        self._language = language
        self._expressions = keys_of(synonyms, language)
        self._alone = frozenset(one for word in telling for one in (word.exact, word.stem))
        telling += [word for text in synonyms for word in words(text, language) if not word.stop]
        self._finder = Finder({word.exact for word in telling}, {word.stem for word in telling}, language)
        rarities = {word.stem: rarity(word.exact) for word in telling}
        total = sum(rarities.values()) or 1.0
        self.shares = {stem: worth / total for stem, worth in rarities.items()}

    def found(self, text: str) -> Sequence[Word]:
        found = self._finder.find(text)
        return standing(found, text, self._language, self._alone, self._expressions) if self._expressions else found


def _window(text: str, found: Sequence[Word], wanted: _Wanted, kind: str) -> Span:
    """The run of sentences within LENGTH where the answer most likely is; of equals, the first and shortest."""
    spans = sentences(text) or [(0, len(text))]
    scores = _scores(text, spans, found, wanted, kind)
    highest = max(scores)
    beliefs = [
        exp(WHOLE * (score - highest)) * (end - start) for score, (start, end) in zip(scores, spans, strict=True)
    ]
    most, best = 0.0, spans[0]
    for first, (start, _) in enumerate(spans):
        belief = 0.0
        for number in range(first, len(spans)):
            end = spans[number][1]
            if number > first and end - start > LENGTH:
                break
            belief += beliefs[number]
            if belief > most:
                most, best = belief, (start, end)
    start, end = best
    if end - start <= ALONE:
        return start, end
    return _shortened([word for word in found if start <= word.start < end], text, wanted, best)


def _scores(text: str, spans: Sequence[Span], found: Sequence[Word], wanted: _Wanted, kind: str) -> list[float]:
    """Of each sentence: the words asked that it says, worth less the more often the passage says them, those that the
    sentence before says, and how much it looks like the answer that is expected.
    """
    starts = [start for start, _ in spans]
    held: list[set[str]] = [set() for _ in spans]
    for word in found:
        held[max(0, bisect_right(starts, word.start) - 1)].add(word.stem)
    worth = {
        stem: wanted.shares.get(stem, 0.0) / sqrt(count) for stem, count in Counter(word.stem for word in found).items()
    }
    scores = []
    for number, stems in enumerate(held):
        before = held[number - 1] - stems if number else ()
        scores.append(sum(map(worth.__getitem__, stems)) + BEFORE * sum(map(worth.__getitem__, before)))
    if kind:
        most = WEIGHTS[kind] / WHOLE
        least = max(scores) - most  # below it, no look of an answer makes it the best
        for number, (start, end) in enumerate(spans):
            if scores[number] >= least:
                scores[number] += most * likeness(kind, text[start:end], wanted.said)
    return scores


def _shortened(found: Sequence[Word], text: str, wanted: _Wanted, span: Span) -> Span:
    """The part of an endless sentence that says most of what was asked, cut between words."""
    start, end = span

    def said(first: int) -> float:
        inside = {word.stem for word in found if first <= word.start and word.end <= first + LENGTH}
        return sum(wanted.shares.get(stem, 0.0) for stem in inside)

    first = max((word.start for word in found), key=said, default=start)
    begin = max(start, min(first - LENGTH // 4, end - LENGTH))
    if begin > start:
        begin = text.find(" ", begin, first) + 1 or first
    stop = min(end, begin + LENGTH)
    if stop < end:
        stop = max(text.rfind(" ", begin, stop), first + 1)
    return begin, stop


def _html(text: str, found: Sequence[Word], start: int, end: int) -> str:
    parts = []
    at = start
    for word in found:
        if word.start < at or word.end > end:
            continue
        parts.append(escape(text[at : word.start]))
        parts.append(f"<mark>{escape(text[word.start : word.end])}</mark>")
        at = word.end
    return "".join(parts) + escape(text[at:end])


def _ellipsis(text: str, start: int, end: int, excerpt: str) -> str:
    return f"{'… ' if start > 0 else ''}{excerpt.strip()}{' …' if end < len(text) else ''}"
