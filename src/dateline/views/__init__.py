"""Nouns of the record to plain rows: the one source of the tables, of ``--json`` and of the exports.

Always true here: functions are pure; every quotation is a ``Quote``, exact words with their place; all other words
are labels; the order of rows follows from their content alone.
"""
