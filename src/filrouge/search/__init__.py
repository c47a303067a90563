"""What is typed to what is answered."""

from filrouge.search.parsing import parse
from filrouge.search.searching import Search

__all__ = ["Search", "parse"]
