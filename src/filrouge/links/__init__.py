"""Which publications speak to each other, in which passages, and why."""

from filrouge.links.reading import Text, read
from filrouge.links.scoring import Linking
from filrouge.links.store import Links

__all__ = ["Linking", "Links", "Text", "read"]
