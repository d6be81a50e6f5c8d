"""Dateline reads what many outlets published about an unfolding event and writes the record: every line a quotation with its place."""

__version__ = "0.1.0"
