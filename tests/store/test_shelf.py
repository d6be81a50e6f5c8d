"""What pages find things by: the same after a migration as after a build, and the same as looking at every event."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from factory import KESSEN, NEWS, record, stored

from dateline.errors import LookupFailed
from dateline.model.record import Event, RecordData
from dateline.store import Sieve, Store
from dateline.store.facets import part_of
from dateline.store.opening import migrate
from dateline.store.schema import MIGRATIONS, v1_everything
from dateline.store.tables import TABLES as NOUNS

TABLES = ("event_lines", "facets", "event_facets", "event_passages", "mentions", "contradiction_statements")


@pytest.fixture(scope="module")
def strike(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The record of the harbour strike."""
    return stored(tmp_path_factory.mktemp("shelf") / "strike.dateline")


@pytest.fixture
def store(strike: Path):
    """It, open."""
    with Store.open(strike) as opened:
        yield opened


def _tables(path: Path) -> dict[str, list[tuple[object, ...]]]:
    with closing(sqlite3.connect(path)) as connection:
        return {name: sorted(connection.execute(f"SELECT * FROM {name}")) for name in TABLES}  # noqa: S608


def _as_first_schema(path: Path) -> None:
    """Make the record what a build of the first version left."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for name in (*TABLES, "name_words", "seal"):
            connection.execute(f"DROP TABLE {name}")
        for name in ("record", "failures", *(table.name for table in NOUNS)):
            connection.execute(f"ALTER TABLE {name} DROP COLUMN digest")
        kept = closing(sqlite3.connect(":memory:"))
        with kept as first:
            v1_everything(first)
            known = {name for (name,) in first.execute("SELECT name FROM sqlite_master WHERE type = 'index'")}
        for (name,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
        ).fetchall():
            if name not in known:
                connection.execute(f"DROP INDEX {name}")
        connection.execute("PRAGMA user_version = 1")


def test_a_record_of_the_first_schema_gets_what_a_build_makes(tmp_path: Path) -> None:
    """Migrated and built anew, a record holds the same rows."""
    path = stored(tmp_path / "a.dateline")
    made = _tables(path)
    _as_first_schema(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        migrate(connection, path, MIGRATIONS)
    assert _tables(path) == made
    assert all(made[name] for name in TABLES)


def _brute(data: RecordData, kind: str, value: str) -> set[str]:
    """The events that have a facet, found by looking at each."""
    statements = {s.id: s for s in data.statements}
    publishers = {r.id: r.publisher for r in data.reports}

    def has(event: Event) -> bool:
        told = [statements[s] for s in event.statements]
        speakers = {s.attribution.speaker for s in told if s.attribution}
        return (
            value
            in {
                "type": {event.type},
                "status": {event.status},
                "actor": {p.entity for p in event.participants},
                "place": set(event.places),
                "speaker": speakers,
                "publisher": {publishers[s.span.report] for s in told},
                "origin": {s.origin.id for s in told},
            }[kind]
        )

    return {event.id for event in data.events if has(event)}


FACETS = [
    ("type", "strike"), ("status", "disputed"), ("actor", "e-reik"), ("place", "e-kessen"), ("speaker", "e-ilvesen"),
    ("publisher", "Kessen Daily"), ("origin", "o-gazette"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "value"), FACETS)
def test_a_facet_lets_its_events_pass(store: Store, kind: str, value: str) -> None:
    """As many as have it, and the count beside it says so."""
    (facet,) = store.shelf.facets_of(kind, [value])  # type: ignore[arg-type]
    sieve = Sieve(facets=((facet.facet,),))
    passing = {event.id for event in store.shelf.weightiest(sieve, 100)}
    assert passing == _brute(record(), kind, value)
    assert facet.n == len(passing) == sum(store.shelf.counts(sieve)[0].values())


@pytest.mark.parametrize(
    ("sieve", "ids"),
    [
        (Sieve(), {"v-walk", "v-detained", "v-resigned", "v-last", "v-ferries"}),
        (Sieve(words="harbour -resigned"), {"v-walk"}),
        (Sieve(words='"detained nobody"'), {"v-detained"}),
        (Sieve(since="2020-03-04"), {"v-detained", "v-resigned"}),
        (Sieve(until="2017"), {"v-last"}),
        (Sieve(since="2020-03", until="2020-03-03"), {"v-walk"}),
        (Sieve(min_origins=2), {"v-detained"}),
        (Sieve(facets=((),)), set()),
        (Sieve(words="zeppelin"), set()),
    ],
)
def test_a_sieve_lets_pass(store: Store, sieve: Sieve, ids: set[str]) -> None:
    """Words, days and origins, each as a reader means them."""
    assert {event.id for event in store.shelf.weightiest(sieve, 100)} == ids


def test_words_that_name_nothing_are_refused(store: Store) -> None:
    """Nothing that is typed is read as a query language of SQLite."""
    with pytest.raises(LookupFailed, match="E501"):
        store.shelf.counts(Sieve(words='"*" ^'))


def test_parts_and_days_add_up(store: Store) -> None:
    """Every event is in one part; the days hold those known to the day."""
    parts, days = store.shelf.counts(Sieve())
    assert parts == {
        part: sum(part_of(e) == part for e in record().events) for part in {part_of(e) for e in record().events}
    }
    assert days == [("2020-03-03", 1), ("2020-03-04", 2)]


def test_facets_of_those_that_pass(store: Store) -> None:
    """Counted one by one or for a given list, the facets are the same."""
    sieve = Sieve(since="2020-03-04")
    within = [f for f in store.shelf.facets_within(sieve, ("type", "status")) if f.kind == "type"]
    assert [(f.value, f.n) for f in within] == [("arrest", 1), ("resignation", 1)]
    tallies = store.shelf.tallies(("type",), 10)
    assert list(store.shelf.recount(sieve, store.shelf.facets("type", 10), tallies)) == within


def test_where_a_name_appears(store: Store) -> None:
    """Mentions by report, by stretch, and by number."""
    assert [(a.report, a.n, a.first, a.exact) for a in store.shelf.appearances("e-kessen", 5)] == [
        ("r-0002", 1, KESSEN.mentions[1].start, "Kessen"),
        ("r-0001", 1, KESSEN.mentions[0].start, "Kessen"),
    ]
    assert store.shelf.n_mentions(["e-ilvesen"]) == {"e-ilvesen": 2}
    within = store.shelf.mentions_in("r-0001", 0, len(NEWS.text))
    assert (KESSEN.mentions[0].start, KESSEN.mentions[0].end, "e-kessen", 0) in within
    assert store.shelf.entities_by_name("ilvesen mara") == {"e-ilvesen"}


def test_heads_come_without_what_is_long(store: Store) -> None:
    """No text and no mentions; all else as in the record."""
    (head,) = store.shelf.entity_heads(["e-kessen"])
    assert (head.name, head.aliases, head.place, head.mentions) == (KESSEN.name, KESSEN.aliases, KESSEN.place, ())
    assert [r.text for r in store.shelf.heads(["r-0001"])] == [""]
    assert store.shelf.text("r-0001") == NEWS.text
