"""Who and what one report names: mentions and the actors they stand for. ``find_names`` is the only door."""

from .find import Names, find_names

__all__ = ["Names", "find_names"]
