"""Cuts publications into passages: the units that are searched, quoted and linked."""

from filrouge.passages.cutting import cut

__all__ = ["cut"]
