"""The tables of a record file, as SQL, and the migrations that bring an older file to them.

Always true here: a migration that was released is never edited; the next change of schema is a new function at the end of
``MIGRATIONS``. ``PRAGMA user_version`` counts the migrations that a file has had.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from .tables import digest

APPLICATION_ID = 0x44544C4E
"""``PRAGMA application_id`` of every record: "DTLN" in ASCII."""

_KEPT = """
-- The texts. A report's id is made of its text, so a text never changes under its id.
CREATE TABLE reports (
    id TEXT PRIMARY KEY,
    sha256 TEXT NOT NULL,
    text TEXT NOT NULL
);
-- What its surroundings said about a report, each time that it was read and had changed; the last reading counts.
CREATE TABLE readings (
    seq INTEGER PRIMARY KEY,
    report TEXT NOT NULL REFERENCES reports (id),
    reading TEXT NOT NULL,
    path TEXT NOT NULL,
    raw_sha256 TEXT NOT NULL,
    metadata TEXT NOT NULL
);
CREATE INDEX readings_report ON readings (report, seq);
CREATE TABLE decisions (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    noun TEXT,
    target TEXT NOT NULL,
    value TEXT,
    who TEXT NOT NULL,
    "when" TEXT NOT NULL,
    why TEXT NOT NULL,
    undoes TEXT REFERENCES decisions (id),
    body TEXT NOT NULL
);
CREATE TABLE notes (
    report TEXT NOT NULL REFERENCES reports (id),
    reading TEXT NOT NULL,
    key TEXT NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (report, reading, key)
);
CREATE TABLE edition (
    report TEXT PRIMARY KEY REFERENCES reports (id)
);
"""

_RECORD = """
CREATE TABLE record (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    format TEXT NOT NULL,
    provenance TEXT NOT NULL
);
CREATE TABLE failures (
    ordinal INTEGER PRIMARY KEY, path TEXT NOT NULL, code TEXT NOT NULL, severity TEXT NOT NULL, message TEXT NOT NULL,
    body TEXT NOT NULL
);
CREATE TABLE recorded_reports (
    ordinal INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE REFERENCES reports (id), path TEXT NOT NULL, title TEXT, publisher TEXT,
    agency TEXT, url TEXT, published TEXT, body TEXT NOT NULL
);
CREATE TABLE entities (
    ordinal INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, type TEXT NOT NULL, n_reports INTEGER NOT NULL,
    lat REAL, lon REAL, body TEXT NOT NULL
);
CREATE TABLE statements (
    ordinal INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, report TEXT NOT NULL REFERENCES reports (id), start INTEGER NOT NULL,
    end INTEGER NOT NULL, words TEXT NOT NULL, speaker TEXT, origin TEXT NOT NULL, earliest TEXT, latest TEXT,
    polarity TEXT NOT NULL, realis TEXT NOT NULL, background INTEGER NOT NULL, copy_group TEXT, body TEXT NOT NULL
);
CREATE TABLE events (
    ordinal INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, type TEXT NOT NULL, mode TEXT, report TEXT NOT NULL REFERENCES reports (id),
    start INTEGER NOT NULL, end INTEGER NOT NULL, headline TEXT NOT NULL, edtf TEXT, earliest TEXT, latest TEXT,
    polarity TEXT NOT NULL, realis TEXT NOT NULL, background INTEGER NOT NULL, status TEXT NOT NULL, n_reports INTEGER NOT NULL,
    n_publishers INTEGER NOT NULL, n_origins INTEGER NOT NULL, n_speakers INTEGER NOT NULL, weight REAL NOT NULL,
    body TEXT NOT NULL
);
CREATE TABLE event_statements (
    event TEXT NOT NULL, statement TEXT NOT NULL, PRIMARY KEY (event, statement)
) WITHOUT ROWID;
CREATE TABLE figures (
    ordinal INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, measure TEXT NOT NULL, unit TEXT NOT NULL, low REAL, best REAL, high REAL,
    qualifier TEXT, words TEXT NOT NULL, statement TEXT NOT NULL, claimant TEXT, as_of TEXT, event TEXT, body TEXT NOT NULL
);
CREATE TABLE occupancies (
    ordinal INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, office TEXT NOT NULL, body_name TEXT, holder TEXT, status TEXT NOT NULL,
    statement TEXT NOT NULL, body TEXT NOT NULL
);
CREATE TABLE contradictions (
    ordinal INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, aspect TEXT NOT NULL, event TEXT, body TEXT NOT NULL
);
CREATE TABLE copies (
    ordinal INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, n_spans INTEGER NOT NULL, body TEXT NOT NULL
);
-- What the search looks through: sentences with statements, paragraphs, names; search_words holds their words by rowid.
CREATE TABLE passages (
    rowid INTEGER PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL, report TEXT, start INTEGER, end INTEGER
);
CREATE VIRTUAL TABLE search_words USING fts5 (words, content = '', tokenize = 'porter unicode61 remove_diacritics 2');
CREATE INDEX statements_place ON statements (report, start);
CREATE INDEX events_day ON events (earliest, latest);
"""

_VIEWS = """
CREATE VIEW timeline AS
SELECT e.earliest, e.latest, e.edtf, e.type, e.headline, r.path, r.publisher, e.start, e.end, e.status, e.n_origins,
    e.n_publishers, e.n_reports, e.n_speakers, e.realis, e.polarity, e.background, e.weight, e.id
FROM events AS e JOIN recorded_reports AS r ON r.id = e.report
WHERE e.earliest IS NOT NULL
ORDER BY e.earliest, e.latest, e.weight DESC, e.id;

CREATE VIEW quotes AS
SELECT p.name AS speaker, json_extract(s.body, '$.attribution.source.exact') AS source,
    json_extract(s.body, '$.attribution.cue.exact') AS cue, json_extract(c.value, '$.exact') AS words,
    json_extract(s.body, '$.attribution.kind') AS kind, r.path, r.publisher,
    json_extract(c.value, '$.start') AS start, json_extract(c.value, '$.end') AS end, s.id AS statement
FROM statements AS s JOIN json_each(s.body, '$.attribution.content') AS c
JOIN recorded_reports AS r ON r.id = s.report LEFT JOIN entities AS p ON p.id = s.speaker
ORDER BY r.path, start, end, s.id;
"""

# Once written, these rows stand. REPLACE would delete without firing a delete trigger, hence the triggers on insert.
_APPEND_ONLY = """
CREATE TRIGGER reports_stand BEFORE UPDATE ON reports BEGIN SELECT RAISE (ABORT, 'reports are append-only'); END;
CREATE TRIGGER reports_stay BEFORE DELETE ON reports BEGIN SELECT RAISE (ABORT, 'reports are append-only'); END;
CREATE TRIGGER reports_once BEFORE INSERT ON reports WHEN EXISTS (SELECT 1 FROM reports WHERE id = NEW.id)
BEGIN SELECT RAISE (IGNORE); END;
CREATE TRIGGER readings_stand BEFORE UPDATE ON readings BEGIN SELECT RAISE (ABORT, 'readings are append-only'); END;
CREATE TRIGGER readings_stay BEFORE DELETE ON readings BEGIN SELECT RAISE (ABORT, 'readings are append-only'); END;
CREATE TRIGGER readings_once BEFORE INSERT ON readings WHEN EXISTS (SELECT 1 FROM readings WHERE seq = NEW.seq)
BEGIN SELECT RAISE (ABORT, 'readings are append-only'); END;
CREATE TRIGGER decisions_stand BEFORE UPDATE ON decisions BEGIN SELECT RAISE (ABORT, 'decisions are append-only'); END;
CREATE TRIGGER decisions_stay BEFORE DELETE ON decisions BEGIN SELECT RAISE (ABORT, 'decisions are append-only'); END;
CREATE TRIGGER decisions_once BEFORE INSERT ON decisions
WHEN EXISTS (SELECT 1 FROM decisions WHERE id = NEW.id OR seq = NEW.seq)
BEGIN SELECT RAISE (ABORT, 'decisions are append-only'); END;
"""


def _statements(script: str) -> list[str]:
    """The single statements of ``script``: ``executescript`` would commit the transaction that it runs in."""
    found, start = [], 0
    while (end := script.find(";", start)) >= 0:
        while not sqlite3.complete_statement(script[start : end + 1]):
            end = script.index(";", end + 1)
        found.append(script[start : end + 1])
        start = end + 1
    return found


def _has_record(connection: sqlite3.Connection) -> bool:
    """Whether there is anything to index; the file that ``verify`` compares tables with has no record, and waits for nothing."""
    return connection.execute("SELECT 1 FROM record").fetchone() is not None


def v1_everything(connection: sqlite3.Connection) -> None:
    """Make all tables, views and triggers of the first schema."""
    for statement in _statements(_KEPT + _RECORD + _VIEWS + _APPEND_ONLY):
        connection.execute(statement)


_READING_ROOM = """
-- What pages that show a part of the record look things up by; made of the record, anew with every record.
CREATE TABLE event_lines (
    event INTEGER PRIMARY KEY, part TEXT NOT NULL, earliest TEXT, latest TEXT, n_origins INTEGER NOT NULL, weight REAL NOT NULL,
    salience REAL NOT NULL, told TEXT NOT NULL
);
CREATE INDEX event_lines_day ON event_lines (part, earliest, salience);
CREATE INDEX event_lines_told ON event_lines (told);
CREATE TABLE facets (
    facet INTEGER PRIMARY KEY, kind TEXT NOT NULL, value TEXT NOT NULL, label TEXT NOT NULL, n_events INTEGER NOT NULL, UNIQUE (kind, value)
);
CREATE INDEX facets_often ON facets (kind, n_events);
CREATE TABLE event_facets (facet INTEGER NOT NULL, event INTEGER NOT NULL, PRIMARY KEY (facet, event)) WITHOUT ROWID;
CREATE INDEX event_facets_event ON event_facets (event, facet);
CREATE TABLE event_passages (passage INTEGER NOT NULL, event INTEGER NOT NULL, PRIMARY KEY (passage, event)) WITHOUT ROWID;
CREATE TABLE mentions (
    report INTEGER NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL, entity INTEGER NOT NULL, role INTEGER NOT NULL,
    PRIMARY KEY (report, start, end, entity, role)
) WITHOUT ROWID;
CREATE INDEX mentions_entity ON mentions (entity, role, report, start);
CREATE TABLE contradiction_statements (
    statement TEXT NOT NULL, contradiction TEXT NOT NULL, PRIMARY KEY (statement, contradiction)
) WITHOUT ROWID;
CREATE INDEX event_statements_statement ON event_statements (statement);
CREATE INDEX statements_speaker ON statements (speaker);
CREATE INDEX statements_origin ON statements (origin);
CREATE INDEX figures_statement ON figures (statement);
CREATE INDEX figures_event ON figures (event, measure);
CREATE INDEX figures_claimant ON figures (claimant);
CREATE INDEX occupancies_statement ON occupancies (statement);
CREATE INDEX occupancies_holder ON occupancies (holder);
CREATE INDEX entities_often ON entities (type, n_reports);
CREATE INDEX entities_name ON entities (n_reports, name);
CREATE INDEX contradictions_event ON contradictions (event);
CREATE INDEX recorded_reports_day ON recorded_reports (published, publisher);
"""


def v2_reading_room(connection: sqlite3.Connection) -> None:
    """Make the tables and indexes by which the pages of the reading room find what they show, filled from the record."""
    for statement in _statements(_READING_ROOM):
        connection.execute(statement)
    if _has_record(connection):
        from .facets import index_anew

        index_anew(connection)


def v3_rows_that_stay(connection: sqlite3.Connection) -> None:
    """Let the passages of one report be found, so that those of the others can stay where they are."""
    connection.execute("CREATE INDEX passages_report ON passages (report, id)")


_BODIES = (
    "recorded_reports", "entities", "statements", "events", "figures", "occupancies", "contradictions", "copies", "failures"
)  # fmt: skip


def v4_digests(connection: sqlite3.Connection) -> None:
    """Keep with each row of the record a digest of it, by which a byte that was changed since is found."""
    connection.create_function("digest_of", 2, digest, deterministic=True)
    for name in (*_BODIES, "record"):
        connection.execute(f"ALTER TABLE {name} ADD COLUMN digest TEXT NOT NULL DEFAULT ''")
    for name in _BODIES:
        connection.execute(f"UPDATE {name} SET digest = digest_of(ordinal, CAST(body AS BLOB))")  # noqa: S608  constants
    connection.execute("UPDATE record SET digest = digest_of(one, CAST(provenance AS BLOB))")


_BY_PLACE = """
ALTER TABLE passages RENAME TO passages_before;
ALTER TABLE event_passages RENAME TO event_passages_before;
DROP INDEX passages_report;
-- Sentences with statements, and paragraphs that are not just one. The bits of a row from the 21st on are its place: twice the end of a
-- paragraph, twice the start of a sentence and one. search_words holds their words by rowid, name_words those of names by the ordinal of
-- the entity.
CREATE TABLE passages (
    rowid INTEGER PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL, report TEXT NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL
);
CREATE INDEX passages_report ON passages (report, id);
CREATE TABLE event_passages (passage INTEGER NOT NULL, event INTEGER NOT NULL, PRIMARY KEY (passage, event)) WITHOUT ROWID;
CREATE VIRTUAL TABLE name_words USING fts5 (words, content = '', tokenize = 'porter unicode61 remove_diacritics 2');
INSERT INTO passages
SELECT (place << 20) + row_number() OVER (PARTITION BY place ORDER BY report, start) - 1, kind, id, report, start, end
FROM (
    SELECT CASE kind WHEN 'paragraph' THEN end * 2 ELSE start * 2 + 1 END AS place, kind, id, report, start, end,
        max(kind = 'sentence') OVER (PARTITION BY report, start, end) AS told
    FROM passages_before WHERE kind <> 'name'
) WHERE kind = 'sentence' OR NOT told ORDER BY 1;
INSERT INTO event_passages
SELECT n.rowid, e.event FROM event_passages_before AS e JOIN passages_before AS b ON b.rowid = e.passage
JOIN passages AS n ON (n.report, n.id, n.kind, n.start, n.end) = (b.report, b.id, b.kind, b.start, b.end);
DROP TABLE event_passages_before;
DROP TABLE passages_before;
"""


def v5_passages_by_place(connection: sqlite3.Connection) -> None:
    """Number passages by their places, so that those nearest the beginnings of reports are found first, and index names apart."""
    for statement in _statements(_BY_PLACE):
        connection.execute(statement)
    if _has_record(connection):
        from .words import words_anew

        words_anew(connection)


def v6_seal(connection: sqlite3.Connection) -> None:
    """Make room for a seal over the whole file: 132 bytes, zeros until it is set (``fixity``)."""
    connection.execute("CREATE TABLE seal (one INTEGER PRIMARY KEY CHECK (one = 1), seal BLOB NOT NULL)")
    connection.execute("INSERT INTO seal VALUES (1, zeroblob(132))")


MIGRATIONS: tuple[Callable[[sqlite3.Connection], None], ...] = (
    v1_everything, v2_reading_room, v3_rows_that_stay, v4_digests, v5_passages_by_place, v6_seal
)  # fmt: skip
SEALED_SINCE = 6
"""The first schema of which a file has a seal."""
