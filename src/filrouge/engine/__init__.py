"""The index: what is found, and how fast. It can always be rebuilt from the library."""

from filrouge.engine.contract import FACET_VALUES, Engine, Entry, Match, Matches, Request, ScoredPassage, State, Titled

__all__ = ["FACET_VALUES", "Engine", "Entry", "Match", "Matches", "Request", "ScoredPassage", "State", "Titled"]
