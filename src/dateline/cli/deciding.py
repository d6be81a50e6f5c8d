"""From files of names and places to decisions, and from decisions to the record made anew under them.

Always true here: a file with a bad row changes nothing.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import InputError
from ..views.counts import counted
from .opening import opened
from .progress import watching
from .terminal import say, tell

if TYPE_CHECKING:
    from ..api import Watcher
    from ..model.decisions import Decision
    from ..model.reading import Failure
    from ..record import Record

SHOWN = 20
"""Decisions without effect that are named; the others are counted."""


def ruled(aliases: str | None, gazetteer: str | None) -> tuple[Decision, ...]:
    """The decisions in the files that were given, by the user who gives them. Raises InputError (E104)."""
    if aliases is None and gazetteer is None:
        return ()
    # What reads them brings the gazetteer, which no listing needs.
    from ..api import rulings

    return rulings(_file(aliases, "--aliases"), _file(gazetteer, "--gazetteer"), _user())


def _file(given: str | None, option: str) -> Path | None:
    """The file that was given. Raises InputError (E103) for an empty name, which would be the current folder."""
    if given is not None and not given.strip():
        raise InputError("E103", f"{option} names no file.", f"Write {option} FILE, or leave it out.")
    return None if given is None else Path(given)


def decide(record: str, aliases: str | None = None, gazetteer: str | None = None) -> None:
    """Make the record anew under the decisions of the files, where any is given; tell how many are new and which did not apply."""
    if aliases is None and gazetteer is None:
        return
    opened(record).close()
    decisions = ruled(aliases, gazetteer)

    def work(watch: Watcher | None) -> Record:
        from .. import api

        return api.decide(record, decisions, progress=watch)

    take_in(record, len(decisions), work)


def take_in(record: str, given: int, work: Callable[[Watcher | None], Record]) -> None:
    """Do ``work``, which makes the record anew under as many decisions as were ``given``; tell how many are new, which did not apply."""
    with opened(record) as before:
        known = {decision.id for decision in before.all_decisions}
    with watching() as watch, work(watch) as after:
        new = sum(decision.id not in known for decision in after.all_decisions)
        failures = [failure for failure in after.failures if failure.path.startswith("decision ")]
    say(f"{counted(new, 'new decision')}; {counted(given - new, 'decision')} stood already.")
    tell_unapplied(failures)


def tell_unapplied(failures: Sequence[Failure]) -> None:
    """Tell which decisions had no effect."""
    tell(failures[:SHOWN])
    if len(failures) > SHOWN:
        more = counted(len(failures) - SHOWN, "more decision")
        say(f"{more} could not be applied: dateline export RECORD --format json lists all under failures.")


def _user() -> str:
    """Who signs a file: DATELINE_WHO, else whoever is at the keyboard, as the system knows them (docs/names.md says so)."""
    if named := os.environ.get("DATELINE_WHO", "").strip():
        return named
    from getpass import getuser

    try:
        return getuser()
    except (KeyError, OSError, ImportError):  # a process without an account
        return "unknown"
