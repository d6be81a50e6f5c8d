"""Figures: the numbers of a report that count something, with measure, bounds, hedge and noun. ``find`` ties the parts."""

from .find import find_counts

__all__ = ["find_counts"]
