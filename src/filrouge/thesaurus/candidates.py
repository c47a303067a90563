"""Phrases that a library often uses and that no concept covers: what an editor may want to add to the thesaurus.

Terms are ranked by C-value (Frantzi, Ananiadou & Mima, 2000): how often a phrase is used, by its length, less what it
owes to longer phrases that hold it. Nothing is said of what a phrase means: that is for the editor.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import pairwise
from math import log2

from filrouge.language import words
from filrouge.language.analysis import Word
from filrouge.model import Passage
from filrouge.model.value import Value
from filrouge.thesaurus.matching import Matcher, broken

LONGEST = 4
"""Content words of a phrase, at most; at least two: one word alone says too little to be proposed."""
LEAST = 3
"""Publications that must use it."""
SHORTEST_WORD = 3
LINKING = frozenset("de du des d a au aux en la le les of the in".split())
"""Words that a term may hold inside: “base de sécurité”. Others make a sentence of it."""
VAGUE = frozenset(
    """
    deux trois quatre cinq six sept huit neuf dix onze douze quinze vingt trente quarante cinquante soixante cent mille
    seconde secondes minute minutes heure heures jour jours semaine semaines mois an ans annee annees fois quart demi
    rendez-vous vaut veut mieux dire dit disent rien chose choses suivant suivante prochain prochaine dernier derniere
    premier premiere petit petite petits petites grand grande grands grandes vrai vraie bon bonne
    two three four five six seven eight nine ten second seconds minutes hours days weeks months years thing things
    """.split()
)
"""Numbers, spans of time and words of every conversation: no notion is named with them."""

_Key = tuple[str, ...]


class Candidate(Value):
    """`label` is its most frequent form; `passage` holds it, in the publication that uses it most."""

    label: str
    score: float
    count: int
    publications: int
    publication: str
    passage: str


class _Use:
    """What is known of one phrase while the library is read."""

    def __init__(self) -> None:
        self.forms = Counter[str]()
        self.publications = Counter[str]()
        self.passages: dict[str, str] = {}

    @property
    def count(self) -> int:
        return self.publications.total()


def candidates(
    read: Iterable[tuple[str, str, Sequence[Passage]]],
    matcher_of: Callable[[str], Matcher],
    *,
    names: Collection[str] = (),
    limit: int = 50,
    least: int = LEAST,
) -> tuple[Candidate, ...]:
    """`read`: id, language and passages of each publication; `names`: of its people, who are no themes. Best first."""
    unwanted = VAGUE.union(word.exact for name in names for word in words(name))
    uses: dict[_Key, _Use] = defaultdict(_Use)
    for publication, language, passages in read:
        matcher = matcher_of(language)
        for passage in passages:
            for key, form in _phrases(passage.text, matcher, unwanted):
                use = uses[key]
                use.forms[form] += 1
                use.publications[publication] += 1
                use.passages.setdefault(publication, passage.id)
    known = {key: use for key, use in uses.items() if len(use.publications) >= least}
    scores = _c_values({key: use.count for key, use in known.items()})
    ranked = sorted(scores, key=lambda key: (-scores[key], key))
    return tuple(_candidate(known[key], scores[key]) for key in ranked[:limit] if scores[key] > 0)


def _candidate(use: _Use, score: float) -> Candidate:
    most = max(use.publications, key=lambda publication: (use.publications[publication], publication))
    return Candidate(
        label=max(use.forms, key=lambda form: (use.forms[form], form)),
        score=round(score, 3),
        count=use.count,
        publications=len(use.publications),
        publication=most,
        passage=use.passages[most],
    )


def _phrases(text: str, matcher: Matcher, unwanted: Collection[str]) -> Iterator[tuple[_Key, str]]:
    """Stems of each phrase, which are its name whatever its inflection, and its form here."""
    read = list(words(text, matcher.language))
    covered = [(mention.start, mention.end) for mention in matcher.mentions(text)]
    starts = [number for number, word in enumerate(read) if _telling(word, unwanted)]
    for first in starts:
        for last in range(first + 1, min(len(read), first + 2 * LONGEST)):
            if broken(text, read[last - 1], read[last]):
                break
            if read[last].stop and read[last].exact not in LINKING:
                break
            if not read[last].stop and not _telling(read[last], unwanted):
                break
            if read[last].stop:
                continue
            span = read[first : last + 1]
            key = tuple(word.stem for word in span if not word.stop)
            if len(key) > LONGEST:
                break
            begin, end = span[0].start, span[-1].end
            if not _doubled(span) and not any(start <= begin and end <= stop for start, stop in covered):
                yield key, _form(text[begin:end])


def _telling(word: Word, unwanted: Collection[str]) -> bool:
    """“-ez” is the ending of what one is told to do: “posez la question”."""
    if word.stop or word.exact in unwanted or len(word.exact) < SHORTEST_WORD or not word.exact.isalpha():
        return False
    return not (word.exact.endswith("ez") and len(word.exact) > SHORTEST_WORD + 1)


def _doubled(span: Sequence[Word]) -> bool:
    """The words of one chunk (“rendez-vous”), or one said twice, are no phrase."""
    return all(before.start == after.start or before.stem == after.stem for before, after in pairwise(span))


def _form(text: str) -> str:
    """As a label is written: without the elided word before it."""
    head, apostrophe, rest = text.replace("’", "'").partition("'")
    bare = rest if apostrophe and len(head) <= 2 else text  # l, d, qu
    return " ".join(bare.split()).lower()


def _c_values(counts: dict[_Key, int]) -> dict[_Key, float]:
    """A phrase that is only met inside a longer one is worth nothing by itself."""
    inside: dict[_Key, list[int]] = defaultdict(list)
    for key, count in counts.items():
        for length in range(2, len(key)):
            for at in range(len(key) - length + 1):
                part = key[at : at + length]
                if part in counts:
                    inside[part].append(count)
    return {
        key: log2(len(key)) * (count - (sum(inside[key]) / len(inside[key]) if inside[key] else 0.0))
        for key, count in counts.items()
    }
