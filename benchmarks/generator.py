"""A library of any size that reads, to an engine, like a French one: publications one by one, from a seed.

Publication number n depends on the seed and n alone, so that memory does not grow and a larger library begins with
the smaller one. A publication keeps coming back to its own words: each telling word is, one time in three, one that
was drawn before for it or for its themes (the cache model, Kuhn & De Mori, 1990). As what is repeated was drawn from
the law, the law of the whole library stays as it is.
"""

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from benchmarks.words import SIZE, Vocabulary, opens_with_vowel, syllables, vocabulary
from filrouge.model import Chapter, Cue, Kind, Media, Person, Publication, QuestionAnswer, Section

Ids = npt.NDArray[np.int64]

BURST = 0.35
"""Of telling words: repeated from those of the publication."""
SENTENCE = (2.85, 0.5)
"""Log-normal words of a sentence: a median of 17, as French prose and captions have."""
PASSAGES = (12, 75)
WORDS_PER_PASSAGE = 118
WORDS_PER_SECOND = 2.6
CUE_WORDS = 9
THEMES, SERIES, PEOPLE = 300, 80, 3_000
FIRST_DAY = dt.date(2008, 1, 1)
DAYS = 6_500
KINDS = {Kind.WEBINAR: 0.4, Kind.ARTICLE: 0.35, Kind.PODCAST: 0.1, Kind.DOCUMENT: 0.1, Kind.FAQ: 0.05}
_FIRST_NAMES = "Anne Claire Jean Paul Marie Louis Sophie Karim Inès Marc Hélène Yann Nadia Émile Lucie Thomas".split()
_SPOKEN = {Kind.WEBINAR, Kind.PODCAST}


@dataclass(frozen=True)
class _Theme:
    label: str
    words: Ids


class Generator:
    """Publications of one seed. `size` is how many word forms there are."""

    def __init__(self, seed: int, size: int = SIZE) -> None:
        self.seed = seed
        self.vocabulary = vocabulary(seed, size)
        self._ink = _Ink(self.vocabulary)
        rng = np.random.default_rng((seed, 2**32))
        self._themes = tuple(self._theme(rng) for _ in range(THEMES))
        self._series = tuple(self._ink.text(self._ink.telling(rng, 3)) for _ in range(SERIES))
        names = random.Random(seed)
        self._people = tuple(
            Person(
                name=f"{names.choice(_FIRST_NAMES)} {syllables(names, 2).capitalize()}",
                role=self._ink.text(self._ink.telling(rng, 3)),
            )
            for _ in range(PEOPLE)
        )

    def publications(self) -> Iterator[Publication]:
        """Without end."""
        number = 0
        while True:
            yield self.publication(number)
            number += 1

    def publication(self, number: int) -> Publication:
        rng = np.random.default_rng((self.seed, number))
        themes = [self._themes[at] for at in _skewed(rng, THEMES, int(rng.integers(2, 6)))]
        ink = self._ink
        cache = np.concatenate([ink.telling(rng, 60), *(rng.choice(theme.words, 30) for theme in themes[:3])])
        page = _Page(ink, rng, cache)
        kind = list(KINDS)[rng.choice(len(KINDS), p=list(KINDS.values()))]
        people = tuple(self._people[at] for at in _skewed(rng, PEOPLE, int(rng.integers(1, 4))))
        passages = int(np.exp(rng.uniform(*np.log(PASSAGES))))
        common = Publication(
            id=f"p{number}",
            slug=f"p{number}",
            kind=kind,
            title=page.line(5, 11),
            date=FIRST_DAY + dt.timedelta(days=int(rng.integers(DAYS))),
            summary=tuple(page.sentences(25) for _ in range(int(rng.integers(2, 5)))),
            people=people,
            themes=tuple(dict.fromkeys(theme.label for theme in themes)),
            series=self._series[_skewed(rng, SERIES, 1)[0]] if rng.random() < 0.6 else "",
        )
        # A summary makes a passage of its own.
        return common.model_copy(update=_body(page, kind, people, (passages - 1) * WORDS_PER_PASSAGE))

    def _theme(self, rng: np.random.Generator) -> _Theme:
        drawn = self._ink.telling(rng, 300)
        return _Theme(self._ink.text(drawn[: int(rng.integers(1, 4))]), drawn)


def _body(page: "_Page", kind: Kind, people: tuple[Person, ...], total: int) -> dict[str, object]:
    if kind in _SPOKEN:
        return page.spoken(total, [person.name for person in people])
    if kind == Kind.FAQ:
        answers = tuple(
            QuestionAnswer(question=page.line(6, 12) + " ?", answer=page.paragraphs(110), anchor=f"q{at}")
            for at in range(max(1, total // WORDS_PER_PASSAGE))
        )
        return {"questions": answers}
    sections: list[Section] = []
    while total > 0:
        size = min(total, int(page.rng.integers(1, 5)) * WORDS_PER_PASSAGE)
        sections.append(Section(heading=page.line(3, 8), anchor=f"s{len(sections)}", html=page.paragraphs(size)))
        total -= size
    return {"sections": tuple(sections)}


class _Ink:
    """Draws words and sets them down: elisions, spaces."""

    def __init__(self, known: Vocabulary) -> None:
        self._law = np.cumsum(known.law)
        self._is_telling = known.telling
        self._telling_ids = np.flatnonzero(known.telling)
        self._telling_law = np.cumsum(known.law[self._telling_ids])
        forms = list(known.forms)
        elided = {form: form[:-1] + "’" for form in ("le", "la", "de", "je", "me", "te", "se", "ce", "ne", "que")}
        self._shorter = np.arange(len(forms))
        for at, form in enumerate(known.forms):
            if form in elided:
                self._shorter[at] = len(forms)
                forms.append(elided[form])
        self._vowel = np.array([opens_with_vowel(form) for form in known.forms])
        self._forms = np.array([form if form.endswith("’") else form + " " for form in forms], dtype=object)

    def draw(self, rng: np.random.Generator, count: int) -> Ids:
        found: Ids = np.searchsorted(self._law, rng.random(count) * self._law[-1])
        return found

    def telling(self, rng: np.random.Generator, count: int) -> Ids:
        """Words that are no stop words, by the law."""
        found: Ids = self._telling_ids[np.searchsorted(self._telling_law, rng.random(count) * self._telling_law[-1])]
        return found

    def bursty(self, rng: np.random.Generator, count: int, cache: Ids) -> Ids:
        drawn = self.draw(rng, count)
        again = self._is_telling[drawn] & (rng.random(count) < BURST)
        picked = (len(cache) * rng.random(int(again.sum())) ** 2).astype(np.int64)
        drawn[again] = cache[picked]
        return drawn

    def text(self, ids: Ids) -> str:
        shorter = ids.copy()
        before_vowel = self._vowel[ids[1:]]
        shorter[:-1][before_vowel] = self._shorter[ids[:-1][before_vowel]]
        return "".join(self._forms[shorter].tolist()).rstrip()


class _Page:
    """Writes the parts of one publication."""

    def __init__(self, ink: _Ink, rng: np.random.Generator, cache: Ids) -> None:
        self._ink = ink
        self.rng = rng
        self._cache = rng.permutation(cache)

    def line(self, least: int, most: int) -> str:
        """A title or heading: what the publication is about, with a few words between."""
        text = self._ink.text(self._ink.bursty(self.rng, int(self.rng.integers(least, most)), self._cache))
        return text[0].upper() + text[1:]

    def sentences(self, total: int) -> str:
        return " ".join(self._sentences(total))

    def paragraphs(self, total: int) -> str:
        said = list(self._sentences(total))
        size = int(self.rng.integers(3, 7))
        return "".join(f"<p>{' '.join(said[at : at + size])}</p>" for at in range(0, len(said), size))

    def spoken(self, total: int, speakers: list[str]) -> dict[str, object]:
        cues: list[Cue] = []
        chapters: list[Chapter] = []
        now = 0.0
        speaker = speakers[0]
        for number, sentence in enumerate(self._sentences(total)):
            if number % 40 == 0:
                chapters.append(Chapter(start=round(now, 2), title=self.line(3, 8)))
            if number % 9 == 0:
                speaker = speakers[int(self.rng.integers(len(speakers)))]
            said = sentence.split(" ")
            for at in range(0, len(said), CUE_WORDS):
                piece = said[at : at + CUE_WORDS]
                end = now + len(piece) / WORDS_PER_SECOND
                cues.append(Cue(start=round(now, 2), end=round(end, 2), text=" ".join(piece), speaker=speaker))
                now = end
            now += float(self.rng.exponential(0.6))
        media = Media(source="https://video.example.org/film.mp4", duration=round(now, 1))
        return {"transcript": tuple(cues), "chapters": tuple(chapters), "media": (media,)}

    def _sentences(self, total: int) -> Iterator[str]:
        ids = self._ink.bursty(self.rng, max(4, total), self._cache)
        lengths = np.clip(self.rng.lognormal(*SENTENCE, size=1 + total // 4), 4, 45).astype(np.int64)
        ends = np.cumsum(lengths)
        ends = np.append(ends[ends < len(ids)], len(ids))
        marks = self.rng.choice(np.array([".", ".", ".", ".", ".", ".", ".", "…", " ?", " !"]), len(ends))
        start = 0
        for end, mark in zip(ends.tolist(), marks.tolist(), strict=True):
            middle = start + (end - start) // 2
            if end - start > 12:
                text = f"{self._ink.text(ids[start:middle])}, {self._ink.text(ids[middle:end])}"
            else:
                text = self._ink.text(ids[start:end])
            yield text[0].upper() + text[1:] + mark
            start = end


def _skewed(rng: np.random.Generator, size: int, count: int) -> list[int]:
    """Different ranks, the first ones more often: few speakers give most webinars."""
    return list(dict.fromkeys((size * rng.random(count) ** 3).astype(int).tolist()))
