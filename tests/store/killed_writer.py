"""A process that writes to a record until it is killed: accepts batches and replaces the record, saying what it has done."""

from __future__ import annotations

import sys
from itertools import count

from made_records import KEY, Made, made_record

from dateline.store import Store

REPORTS, SENTENCES = 12, 6


def made_in(turn: int) -> tuple[Made, ...]:
    """The reports of one turn; no turn shares a report with another."""
    return tuple(Made(n, SENTENCES, f"turn {turn}") for n in range(1, REPORTS + 1))


def write_for_ever(path: str, first: int) -> None:
    """One line of output for every transaction that has come back."""
    with Store.create_or_open(path) as store:
        print("open", flush=True)  # noqa: T201
        for turn in count(first):
            made = made_in(turn)
            data = made_record(made)
            for start in range(0, REPORTS, 4):
                store.accept(((m.report, m.notes) for m in made[start : start + 4]), KEY)
                print("accepted", turn, start + 4, flush=True)  # noqa: T201
            store.replace_record(data, [m.id for m in made])
            print("replaced", turn, flush=True)  # noqa: T201


if __name__ == "__main__":
    write_for_ever(sys.argv[1], int(sys.argv[2]))
