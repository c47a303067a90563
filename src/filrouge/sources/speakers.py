"""Who speaks, where a transcript says it in its text: “CLAIRE VASSEUR : Bonsoir”, “- Oui.”, “>> Merci.”"""

import re
from collections import Counter
from collections.abc import Iterable

_PREFIX = re.compile(r"^(?:\[)?([^\W\d_a-zà-ÿœ][\w’'.\-]{0,24}(?: [\w’'.\-]{1,24}){0,4})(?:\])?\s?:\s+(?=\S)")
_NO_SPEAKER = frozenset(
    "question réponse attention note exemple conclusion remarque donc alors voilà bref résultat conséquence problème "
    "first second example answer remember warning so".split()
)
_MOST_SPEAKERS = 20


def prefix_of(text: str) -> tuple[str, str]:
    """The name before the first colon, and the rest; an empty name when there is none."""
    found = _PREFIX.match(text)
    if not found or found.group(1).casefold() in _NO_SPEAKER:
        return "", text
    words = found.group(1).split()
    named = all(word[0].isupper() or word[0].isdigit() or len(word) <= 3 for word in words)
    return (found.group(1), text[found.end() :]) if named else ("", text)


def consistent_speakers(texts: Iterable[str]) -> frozenset[str]:
    """Names that come back before a colon as a transcript's speakers do; a lone “Attention : …” is no speaker."""
    counted = Counter(name for name, _ in map(prefix_of, texts) if name)
    kept = {name for name, times in counted.items() if times >= 2 or name.isupper() or " " in name}
    if sum(counted[name] for name in kept) < 3 or len(kept) > _MOST_SPEAKERS or max(counted.values()) < 2:
        return frozenset()
    return frozenset(kept)
