"""Meaning with a sentence model: what is near a question although no word of it is there. Optional.

The model is the operator's, from a folder or a hub. Whatever goes wrong with it is said, and search goes on by words.
"""

from filrouge.semantic.encoders import Encoder, Found, find_model
from filrouge.semantic.model import SentenceModel
from filrouge.semantic.near import Near
from filrouge.semantic.vectors import Vectors
from filrouge.semantic.writing import VectorsWriter

__all__ = ["Encoder", "Found", "Near", "SentenceModel", "Vectors", "VectorsWriter", "find_model"]
