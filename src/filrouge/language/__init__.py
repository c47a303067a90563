"""What we know of French and English: normal forms, words, stems, stop words, sentences."""

from filrouge.language.analysis import Analysis, Word, analyse, stems, words
from filrouge.language.normal import fold
from filrouge.language.sentences import sentences

__all__ = ["Analysis", "Word", "analyse", "fold", "sentences", "stems", "words"]
