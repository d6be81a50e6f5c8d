"""A record that grew, shrank and changed holds what a record made at once holds; rows that stay are not written again."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path

import pytest
from contents import content
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made_records import KEY, Made, made_record, made_reports
from msgspec.structs import replace

from dateline.model.record import RecordData
from dateline.store import Store
from dateline.store.renewal import GAP, placed


def put(path: Path, made: Sequence[Made], data: RecordData) -> None:
    """Make ``data`` the record at ``path``."""
    with Store.create_or_open(path) as store:
        store.accept(((m.report, m.notes) for m in made), KEY)
        store.replace_record(data, [m.id for m in made])


def record(numbers: Sequence[int], weight: float) -> tuple[tuple[Made, ...], RecordData]:
    """The record of some of six reports; all events of the first weigh ``weight``, and the commonest name stands first."""
    made = tuple(made_reports(6)[n] for n in numbers)
    data = made_record(made)
    first = made[0].id
    events = tuple(replace(e, weight=weight) if e.headline.report == first else e for e in data.events)
    entities = sorted(data.entities, key=lambda e: (-len(e.mentions), e.name))
    return made, replace(data, events=events, entities=tuple(entities))


EDITIONS = st.lists(
    st.tuples(st.lists(st.integers(0, 5), min_size=1, max_size=6, unique=True), st.sampled_from([1.0, 2.0])),
    min_size=2,
    max_size=5,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(EDITIONS)
def test_a_record_that_changed_is_the_record_made_at_once(tmp_path_factory: pytest.TempPathFactory, editions) -> None:
    """Reports come, go and change places in any order: every table and the index of words are as in a new file."""
    folder = tmp_path_factory.mktemp("renewed")
    for numbers, weight in editions:
        made, data = record(numbers, weight)
        put(folder / "old.dateline", made, data)
    put(folder / "new.dateline", made, data)
    assert content(folder / "old.dateline") == content(folder / "new.dateline")


def rows_of(connection: sqlite3.Connection, name: str) -> set[tuple[int, str]]:
    """The ordinals and ids of a table."""
    return set(connection.execute(f"SELECT ordinal, id FROM {name}"))  # noqa: S608  a name of this file


def test_rows_that_stay_are_left_alone(tmp_path: Path) -> None:
    """One more report writes its own rows and those that it changed; the others keep their ordinals."""
    path = tmp_path / "a.dateline"
    put(path, *record(range(5), 1.0))
    connection = sqlite3.connect(path)
    names = ("statements", "events", "figures", "recorded_reports")
    for name in names:
        connection.execute(
            f"CREATE TRIGGER {name}_kept BEFORE DELETE ON {name} BEGIN SELECT RAISE (ABORT, 'rewritten'); END"
        )
    before = {name: rows_of(connection, name) for name in names}
    put(path, *record(range(6), 1.0))
    after = {name: rows_of(connection, name) for name in names}
    connection.close()
    assert all(before[name] < after[name] for name in names)


def test_another_version_writes_all_rows(tmp_path: Path) -> None:
    """What another version made of the same values in the tables of the pages is not kept."""
    made, data = record(range(3), 1.0)
    path = tmp_path / "a.dateline"
    put(path, made, data)
    connection = sqlite3.connect(path)
    connection.execute("UPDATE passages SET kind = 'paragraph'")
    connection.commit()
    connection.close()
    put(path, made, replace(data, provenance=replace(data.provenance, version="0.0.9")))
    put(tmp_path / "b.dateline", made, replace(data, provenance=replace(data.provenance, version="0.0.9")))
    assert content(path) == content(tmp_path / "b.dateline")


@given(st.lists(st.integers(-30, 60), max_size=30, unique=True))
def test_ordinals_rise(numbers: list[int]) -> None:
    """Every value gets an ordinal above that of the one before it, and one that had none leaves the others where they fit."""
    before = [n if n >= 0 else None for n in numbers]
    found = placed(before, GAP)
    assert len(found) == len(before)
    assert all(a < b for a, b in zip([-1, *found], found, strict=False))
    assert placed(found, GAP) == found


PLACES: list[tuple[str, list[int | None], list[int]]] = [
    ("a new table is spaced", [None, None, None], [15, 31, 47]),
    ("nothing changes", [5, 9, 70], [5, 9, 70]),
    ("one between", [0, None, 10], [0, 5, 10]),
    ("one before", [None, 10], [4, 10]),
    ("one behind", [10, None], [10, 26]),
    ("no room: the next moves", [0, None, 1, 20], [0, 6, 13, 20]),
    ("no room to the end", [0, None, 1], [0, 16, 32]),
    ("the first became the second", [20, 5, 90], [2, 5, 90]),
    ("the order is turned", [30, 20, 10], [2, 6, 10]),
]


@pytest.mark.parametrize(("before", "after"), [(b, a) for _, b, a in PLACES], ids=[name for name, _, _ in PLACES])
def test_where_values_are_placed(before: list[int | None], after: list[int]) -> None:
    """Ordinals that can be kept are kept; the others stand between."""
    assert placed(before, GAP) == after
