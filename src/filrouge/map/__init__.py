"""The map of a library: from what speaks to what to where each publication stands. Pure: values in, values out."""

from filrouge.map.drawing import Relations, draw

__all__ = ["Relations", "draw"]
