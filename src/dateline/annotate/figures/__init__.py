"""Figures: the numbers of a report that count something, with measure, bounds, hedge and noun. ``find`` ties the parts."""

from .find import find_counts
from .incident import Account, main_incident
from .victims import find_victims

__all__ = ["Account", "find_counts", "find_victims", "main_incident"]
