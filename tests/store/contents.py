"""All that a record file holds, told without what depends on its history."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from dateline.store import Store

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
    "names": "SELECT term, doc, cnt FROM of_names ORDER BY term",
}
QUERIES = ("dockers", "mayor", "Karsel", "Oldane", '"Port Ainsley"', "курьер OR Ана", "strike -Tebrook")


def content(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """All that the record at ``path`` holds."""
    connection = sqlite3.connect(path)
    connection.execute("CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab (main, search_words, row)")
    connection.execute("CREATE VIRTUAL TABLE temp.of_names USING fts5vocab (main, name_words, row)")
    found = {name: connection.execute(ask).fetchall() for name, ask in CONTENT.items()}
    for name in ("search_words", "name_words"):
        connection.execute(f"INSERT INTO {name} ({name}) VALUES ('integrity-check')")  # noqa: S608  constants
    connection.close()
    with Store.open(path) as store:
        found["hits"] = [(query, store.search(query)) for query in QUERIES]
        found["named"] = [(query, store.shelf.found(query, "name", 9)) for query in QUERIES]
        found["sentences"] = [(query, store.shelf.found(query, "sentence", 9)) for query in QUERIES]
        found["check"] = list(store.check())
    return found
