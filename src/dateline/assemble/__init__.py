"""Statements + decisions -> record: corroboration, contradictions, figures over time, offices, timeline. Pure functions."""
