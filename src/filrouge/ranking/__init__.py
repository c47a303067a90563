"""The order of the answers: what each publication says, kept in a form that can be scored closely and fast.

An engine finds candidates; this folder scores them. Values and arrays: no engine, no store, no query syntax.
"""

from filrouge.ranking.lexicon import Lexicon, key_of
from filrouge.ranking.scoring import Asking, Ranking, Scores, score
from filrouge.ranking.shelf import Shelf, ShelfWriter, Texts

__all__ = ["Asking", "Lexicon", "Ranking", "Scores", "Shelf", "ShelfWriter", "Texts", "key_of", "score"]
