"""A record that grew, shrank and changed holds what a record made at once holds; rows that stay are not written again."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made_records import KEY, Made, made_record, made_reports

from dateline.model.record import RecordData
from dateline.store import Store
from dateline.store.renewal import GAP, placed

# Every table, with what depends on its history (ordinals, rowids, numbers of facets) told by ids instead.
CONTENT = {
    "reports": "SELECT id, path, title, publisher, agency, url, published, body FROM recorded_reports ORDER BY ordinal",
    "entities": "SELECT id, name, type, n_reports, lat, lon, body FROM entities ORDER BY ordinal",
    "statements": "SELECT id, report, start, end, words, speaker, origin, body FROM statements ORDER BY ordinal",
    "events": "SELECT id, type, headline, status, n_reports, weight, body FROM events ORDER BY ordinal",
    "figures": "SELECT id, measure, best, statement, event, body FROM figures ORDER BY ordinal",
    "occupancies": "SELECT id, office, holder, body FROM occupancies ORDER BY ordinal",
    "contradictions": "SELECT id, kind, body FROM contradictions ORDER BY ordinal",
    "copies": "SELECT id, kind, n_spans, body FROM copies ORDER BY ordinal",
    "failures": "SELECT * FROM failures ORDER BY ordinal",
    "edition": "SELECT * FROM edition ORDER BY report",
    "record": "SELECT * FROM record",
    "event_statements": "SELECT event, statement FROM event_statements ORDER BY 1, 2",
    "contradiction_statements": "SELECT * FROM contradiction_statements ORDER BY 1, 2",
    "event_lines": """SELECT e.id, l.part, l.earliest, l.latest, l.n_origins, l.weight, l.salience, l.told
        FROM event_lines AS l LEFT JOIN events AS e ON e.ordinal = l.event ORDER BY l.event""",
    "facets": "SELECT kind, value, label, n_events FROM facets ORDER BY kind, value",
    "event_facets": """SELECT f.kind, f.value, e.id FROM event_facets AS x LEFT JOIN facets AS f USING (facet)
        LEFT JOIN events AS e ON e.ordinal = x.event ORDER BY 1, 2, 3""",
    "mentions": """SELECT r.id, m.start, m.end, e.id, m.role FROM mentions AS m
        LEFT JOIN recorded_reports AS r ON r.ordinal = m.report LEFT JOIN entities AS e ON e.ordinal = m.entity ORDER BY 1, 2, 3, 4, 5""",
    "passages": "SELECT kind, id, report, start, end FROM passages ORDER BY 1, 3, 4, 5, 2",
    "event_passages": """SELECT p.kind, p.report, p.start, p.end, e.id FROM event_passages AS x
        LEFT JOIN passages AS p ON p.rowid = x.passage LEFT JOIN events AS e ON e.ordinal = x.event ORDER BY 1, 2, 3, 4, 5""",
    "words": "SELECT term, doc, cnt FROM vocabulary ORDER BY term",
}
QUERIES = ("dockers", "mayor", "Karsel", "Oldane", '"Port Ainsley"', "курьер OR Ана", "strike -Tebrook")


def content(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """All that the record at ``path`` holds."""
    connection = sqlite3.connect(path)
    connection.execute("CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab (main, search_words, row)")
    found = {name: connection.execute(ask).fetchall() for name, ask in CONTENT.items()}
    connection.execute("INSERT INTO search_words (search_words) VALUES ('integrity-check')")
    connection.close()
    with Store.open(path) as store:
        found["hits"] = [(query, store.search(query)) for query in QUERIES]
        found["names"] = [(query, store.shelf.found(query, "name", 9)) for query in QUERIES]
        found["sentences"] = [(query, store.shelf.found(query, "sentence", 9)) for query in QUERIES]
        found["check"] = list(store.check())
    return found


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
