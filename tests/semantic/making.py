"""Models for tests: a real one that model2vec reads, of a handful of words, and one of the same words in memory."""

import re
from pathlib import Path

import numpy as np
from model2vec import StaticModel
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.normalizers import Lowercase
from tokenizers.pre_tokenizers import Whitespace

from filrouge.engine import Entry
from filrouge.model import Publication
from filrouge.passages import cut
from filrouge.semantic import Found, SentenceModel

MEANINGS: dict[str, tuple[float, ...]] = {
    "sommeil": (1.0, 0.1, 0.0, 0.0),
    "insomnie": (0.9, 0.2, 0.1, 0.0),
    "dormir": (1.0, 0.0, 0.1, 0.0),
    "nuit": (0.9, 0.0, 0.0, 0.2),
    "deuil": (0.0, 1.0, 0.1, 0.0),
    "perte": (0.1, 0.9, 0.0, 0.1),
    "mourir": (0.0, 1.0, 0.0, 0.1),
    "lien": (0.0, 0.1, 1.0, 0.0),
    "attachement": (0.1, 0.0, 0.9, 0.1),
    "relation": (0.0, 0.0, 1.0, 0.1),
    "argent": (0.0, 0.0, 0.0, 1.0),
    "tarif": (0.1, 0.0, 0.1, 0.9),
}


def save_model(folder: Path, meanings=MEANINGS) -> Path:
    """A folder as model2vec writes it."""
    words = ["[UNK]", *meanings]
    tokenizer = Tokenizer(WordLevel({word: number for number, word in enumerate(words)}, unk_token="[UNK]"))
    tokenizer.normalizer = Lowercase()
    tokenizer.pre_tokenizer = Whitespace()
    vectors = np.array([np.zeros(4), *meanings.values()], dtype=np.float32)
    StaticModel(vectors, tokenizer, normalize=True).save_pretrained(folder)
    return folder


class ToyEncoder:
    """Counts the texts that it was given, and fails on those that hold `poison`."""

    def __init__(self, poison: str = "") -> None:
        self.poison = poison
        self.encoded: list[str] = []

    def encode(self, texts, *, asked=False):
        if self.poison and any(self.poison in text for text in texts):
            raise RuntimeError("out of memory")
        if not asked:
            self.encoded.extend(texts)
        nothing = (0.0,) * 4
        words = [
            [nothing, *(MEANINGS.get(word, nothing) for word in re.findall(r"\w+", text.lower()))] for text in texts
        ]
        return np.array([np.sum(row, axis=0) for row in words], dtype=np.float32)


def toy_model(encoder: ToyEncoder | None = None, *, identity: str = "toy", weight: float = 1.0) -> SentenceModel:
    return SentenceModel(lambda: Found(identity, lambda: encoder or ToyEncoder()), weight)


def entry(identifier: str, title: str, *texts: str, **fields) -> Entry:
    """One passage a text."""
    publication = Publication(
        **{
            "id": identifier,
            "slug": identifier,
            "kind": "article",
            "title": title,
            "sections": [{"anchor": f"s{at}", "html": f"<p>{text}</p>"} for at, text in enumerate(texts)],
            **fields,
        }
    )
    return Entry(publication, cut(publication))


NIGHTS = entry(
    "nuits", "Des soirs trop longs", "Elle reste éveillée, l’ insomnie revient.", themes=["soir"], kind="webinar"
)
MOURNING = entry("deuil", "Après la mort", "Le deuil et la perte d’un proche.", themes=["mort"])
BOND = entry("lien", "Tenir", "Le lien mis à l’épreuve.", "On parle aussi du tarif et de l’ argent.", themes=["cadre"])
BLANK = entry("rien", "Une page", "Rien que le modèle connaisse.")
SHELF = (NIGHTS, MOURNING, BOND, BLANK)
