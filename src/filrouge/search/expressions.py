"""Expressions of several words, met whole in a text: of “trouble de stress post-traumatique”, a lone “trouble” is no
part.
"""

from collections.abc import Collection, Iterator, Sequence

from filrouge.language import Word, stems, words

Key = tuple[str, ...]


def keys_of(texts: Collection[str], language: str) -> frozenset[Key]:
    """The stems of each, small words left out."""
    return frozenset(key for text in texts if (key := stems(text, language)))


def standing(
    found: Sequence[Word], text: str, language: str, alone: Collection[str], expressions: Collection[Key]
) -> list[Word]:
    """Of the words found in a text, in their order, those with a stem that counts `alone`, and those that stand in one
    of these `expressions`, with nothing but small words between them."""
    kept = {place for place, word in enumerate(found) if word.stem in alone or word.exact in alone}
    for key in expressions:
        for start in _starts(found, key):
            span = range(start, start + len(key))
            if all(_joined(text, found[one], found[one + 1], language) for one in span[:-1]):
                kept.update(span)
    return [word for place, word in enumerate(found) if place in kept]


def _starts(found: Sequence[Word], key: Key) -> Iterator[int]:
    for start in range(len(found) - len(key) + 1):
        if all(word.stem == stem for word, stem in zip(found[start:], key, strict=False)):
            yield start


def _joined(text: str, before: Word, after: Word, language: str) -> bool:
    return all(word.stop for word in words(text[before.end : max(before.end, after.start)], language))
