"""The order of the answers: what each publication says, kept in a form that can be scored closely and fast.

An engine finds candidates; this folder scores them. Values and arrays: no engine, no store, no query syntax.
"""

from filrouge.ranking.asking import Asking
from filrouge.ranking.lexicon import Lexicon, key_of
from filrouge.ranking.scoring import Ranking, Scores, score
from filrouge.ranking.shelf import Shelf, Texts, files_of
from filrouge.ranking.writing import ShelfWriter

__all__ = ["Asking", "Lexicon", "Ranking", "Scores", "Shelf", "ShelfWriter", "Texts", "files_of", "key_of", "score"]
