"""Questions asked aloud, with the stretch that answers each, whether or not the captions have punctuation."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import groupby, pairwise, takewhile
from typing import NamedTuple

from filrouge.language import fold
from filrouge.model import Origin, Passage, Place, Publication, Variant
from filrouge.model.passage import Part
from filrouge.passages import speech
from filrouge.passages.units import Unit
from filrouge.questions.forms import asks, self_sufficient

ANSWERING = 120.0
"""Seconds after which what is said is taken to answer no more."""
SHORTEST = 10.0
"""Seconds: what follows for less answers nothing, as when a question is announced for another day."""
MARKED = 0.2
"""Share of what is said that ends as a sentence does, below which the captions have no punctuation."""
WORDS = 16
"""Of a question in captions without punctuation, at most."""
LETTERS = 180

_ENDED = re.compile(r"[.!?…][\s»”\"')]*$")
_QUESTION = re.compile(r"\?[\s»”\"')]*$")
_OPENED = re.compile(r".*(?:[«“]|:\s)\s*", re.DOTALL)
_LEAD = re.compile(
    r"^(?:(?:et|mais|alors|donc|or|euh|bon|bah|ben|oui|non|d[’']accord|justement|concrètement)[\s,]+"
    r"(?!(?:si|s[’']ils?|quand)(?!\w)))+",
    re.IGNORECASE,
)
_SPOKEN_TO = re.compile(
    r"(?<!\w)(?:(?<!rendez-)vous|votre|vos|tu|te|t[’']|ton|ta|tes|toi|madame|monsieur|docteur|you|your)(?!\w)",
    re.IGNORECASE,
)
_MYSELF = re.compile(r"(?<!\w)(?:je|j[’']|me|m[’']|moi|mon|ma|mes|my|me)(?!\w)", re.IGNORECASE)
_ADVISED = re.compile(
    r"(?:dois|puis|ai)[- ]je|est[- ]ce que je (?:dois|peux)|j[’']ai le droit|(?:can|should|may) i ", re.IGNORECASE
)
_FORMS = re.compile(
    r"(?<![\w’'-])(?:est[- ]ce qu[e’']\s?|faut[- ]il\s|doit[- ]on\s|peut[- ]on\s|dois[- ]je\s|puis[- ]je\s|"
    r"qu[’']est[- ]ce qu[e’']\s?|comment\s(?:est[- ]ce qu[e’']\s?|on\s|\w+(?:er|ir|re)\s)|à\squoi\s(?:ça\s)?sert\s|"
    r"pourquoi\s(?:est[- ]ce qu[e’']\s?|on\s|les?\s|la\s|une?\s|\w+(?:er|ir|re)\s)|que\sfaire\s)",
    re.IGNORECASE,
)
_INDIRECT = re.compile(
    r"(?:sai[st]|sav\w+|su|voir|voi[st]|dire|di[st]|expliqu\w+|compren\w+|compris|c[’']est|voilà|montr\w+|appren\w+|appris|"
    r"racont\w+|importe|cherch\w+|réfléchi\w*|décri\w+|regard\w+)\s*(?:pas\s+|bien\s+|à\s+)?$",
    re.IGNORECASE,
)
_INTONED = re.compile(
    r"(?:[^?]*,\s)?(?:on(?!\s(?:y va|(?:re)?part|(?:re)?commence|continue|passe|enchaîne))|je|j[’'])(?!\w)"
    r"|.*\sou\s(?!pas|non)"
    r"|.*[^,]\s(?:quoi|combien|comment|où)(?!\w)"
    r"|(?:(?:et|mais|[^,]{1,25},)\s)*(?:si|s[’']il|quand)(?!\w)",
    re.IGNORECASE,
)
"""What asks by its tone alone: “on prévient les parents ?”, “ouvert ou fermé ?”, “il reste quoi ?”, “et si… ?”."""
_WORD = re.compile(r"\w+")
_BREAK = re.compile(
    r"\s(?:alors|donc|euh|voilà|parce qu[e’']|en fait|je pense|je crois|moi je|bah|ben|eh bien|et bien|et puis|"
    r"c[’']est[- ]à[- ]dire|par exemple|oui|non|d[’']accord|merci|bonjour)(?!\w)",
    re.IGNORECASE,
)


class _Spoken(NamedTuple):
    """`quoted`: with the sentences before it, read from someone else's words. `answered`: it hands the floor over to
    someone who speaks for longer. `said`: the sentence before it, to which its pronouns point."""

    text: str
    start: float
    end: float
    quoted: bool = False
    answered: bool = False
    said: str = ""

    @property
    def whole(self) -> str:
        return f"{self.said} {self.text}" if self.said else self.text


def asked(publication: Publication, passages: Sequence[Passage]) -> Iterator[Variant]:
    """Those that can be understood by themselves, in the order in which they are asked. The place of each goes from
    its first word to the end of what answers: the next question, the next chapter, or ANSWERING seconds on."""
    units = list(speech.units(publication.transcript))
    if not units:
        return
    marked = sum(_ENDED.search(unit.text) is not None for unit in units) >= MARKED * len(units)
    names = frozenset(name for unit in units for name in fold(unit.speaker or "").split())
    found = [
        telling
        for alternatives in (_marked(units) if marked else _unmarked(units))
        if (telling := next((one for one in alternatives if _telling(one, publication.language, names)), None))
    ]
    stops = sorted({one.start for one in found} | {chapter.start for chapter in publication.chapters})
    said = [one for one in passages if one.part is Part.TRANSCRIPT and one.place.start is not None]
    starts = [one.place.start or 0.0 for one in said]
    last = units[-1].end or 0.0
    for one in found:
        following = bisect_right(stops, one.start)
        limit = min(one.end + ANSWERING, stops[following] if following < len(stops) else last)
        at = max(0, bisect_right(starts, one.end) - 1)
        answered = bool(said) and limit - one.end >= SHORTEST
        yield Variant(
            text=_sentence(one.whole),
            origin=Origin.TRANSCRIPT,
            publication=publication.id,
            passage=said[at].id if answered else None,
            place=Place(start=one.start, end=max(one.end, limit)),
        )


def _marked(units: Sequence[Unit]) -> Iterator[Sequence[_Spoken]]:
    """Of each question, what may be understood by itself, the shortest first. Of “Une question : « Il se tait. Faut-il…
    ? »”, what is quoted, with what it tells before it asks."""
    answered = _answered(units)
    quoted: list[Unit] = []
    for number, unit in enumerate(units):
        opened = unit.text.rfind("«") > unit.text.rfind("»")
        quoted = [unit] if opened else [*quoted, unit] if quoted else []
        if _QUESTION.search(unit.text):
            before = " ".join(one.text for one in quoted[:-1])
            start, end = unit.start or 0.0, unit.end or 0.0
            if before:
                text = f"{before[before.rfind('«') + 1 :]} {unit.text}"
                yield (_Spoken(text, quoted[0].start or 0.0, end, quoted=True, answered=number in answered),)
            else:
                text = _OPENED.sub("", unit.text)
                text = _LEAD.sub("", (text if text and asks(text) else unit.text).strip(" «»“”"))
                alone = _Spoken(text, start, end, answered=number in answered)
                led = number in answered and number > answered[number] and units[number - 1]
                yield (alone, alone._replace(said=_LEAD.sub("", led.text), start=led.start or 0.0)) if led else (alone,)
        if "»" in unit.text[unit.text.rfind("«") + 1 :]:
            quoted = []


def _answered(units: Sequence[Unit]) -> dict[int, int]:
    """Of questions that end a turn, after which someone else speaks for longer: where their turn begins."""
    turns = [list(those) for _, those in groupby(range(len(units)), key=lambda number: units[number].speaker)]
    found = {}
    for asking, answering in pairwise(turns):
        asked, told = (_seconds(units[turn[0]], units[turn[-1]]) for turn in (asking, answering))
        if told >= max(SHORTEST, asked):
            last = list(takewhile(lambda number: _QUESTION.search(units[number].text), reversed(asking)))
            found.update({number: asking[0] for number in last if number == last[-1] or not _formed(units[number - 1])})
    return found


def _formed(unit: Unit) -> bool:
    bare = _bare(unit.text)
    return asks(bare) or _INTONED.match(bare) is not None


def _seconds(first: Unit, last: Unit) -> float:
    return (last.end or 0.0) - (first.start or 0.0)


def _unmarked(units: Sequence[Unit]) -> Iterator[Sequence[_Spoken]]:
    """Where the form of a question opens, to the next opening, a word that opens something else, or WORDS words."""
    for _, turn in groupby(units, key=lambda unit: unit.speaker):
        said = list(turn)
        offsets, text = [], ""
        for unit in said:
            offsets.append(len(text))
            text += unit.text + " "
        openings = [one for one in _FORMS.finditer(text) if not _INDIRECT.search(text[: one.start()])]
        for number, opening in enumerate(openings):
            start = opening.start()
            end = openings[number + 1].start() if number + 1 < len(openings) else len(text)
            words = " ".join(text[start:end].split()[:WORDS])
            broken = _BREAK.search(words, opening.end() - start - 1)
            asking = words[: broken.start()] if broken else words
            first, final = (bisect_right(offsets, at) - 1 for at in (start, start + len(asking)))
            yield (_Spoken(asking, said[first].start or 0.0, said[final].end or 0.0),)


def _telling(one: _Spoken, language: str, names: AbstractSet[str]) -> bool:
    """Asked of everybody, not of who sits there, and in the form of a question: a mark alone is a tone of voice, unless
    someone else answers."""
    whole, bare = _bare(one.whole), _bare(one.text)
    if len(whole) > LETTERS or _SPOKEN_TO.search(whole) or not names.isdisjoint(_WORD.findall(fold(whole))):
        return False
    if one.quoted and one.answered:
        return True
    intoned = one.answered and language[:2] != "en" and _INTONED.match(bare)
    if not asks(bare, language) and not intoned:
        return False
    if one.quoted:
        return True
    if not one.answered and _MYSELF.search(whole) and not _ADVISED.search(whole):
        return False
    return self_sufficient(bare, language, one.said)


def _bare(text: str) -> str:
    return text.rstrip(' »”"?')


def _sentence(text: str) -> str:
    """As a question is written; the words are those that were said."""
    bare = text.strip(' «»“”"?,;.').strip()
    return f"{bare[:1].upper()}{bare[1:]} ?"
