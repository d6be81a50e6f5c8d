"""The command line: parse, one call of ``api``, show. No logic of the record and no SQL stand here."""

from .edge import main

__all__ = ["main"]
