"""Figures: the numbers of a report that count something, with measure, bounds, hedge and noun. ``find`` ties the parts."""

from .find import find_counts
from .incident import Account, main_incident

__all__ = ["Account", "find_counts", "main_incident"]
