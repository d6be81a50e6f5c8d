"""How long the pages of the reading room take on a record, in processor time of the server.

    python bench/pages.py --record allsides.dateline [--rounds 3] [--json]

Prints the slowest pages and, at the end, one JSON line. Every page is asked for over a real connection; the first answer of each is
measured apart, for it may make what later ones find kept.
"""

from __future__ import annotations

import argparse
import http.client
import json
import statistics
import threading
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import quote

from dateline.model.record import Event, RecordedReport
from dateline.store import FacetKind, Sieve, Store
from dateline.web.serving import server_for

FIXED = (
    "/",
    "/timeline",
    "/timeline?page=2",
    "/timeline?part=background",
    "/timeline?part=undated",
    "/timeline?part=periods",
    "/timeline?min_origins=2",
    "/timeline?q=police",
    "/timeline?q=president",
    "/timeline?q=said",
    "/names",
    "/names?page=20",
    "/names?like=ob",
    "/names?type=person",
    "/offices",
    "/offices?page=5",
    "/figures",
    "/figures?measure=killed",
    "/figures?measure=other&page=3",
    "/map",
    "/map?country=all",
    "/sources",
    "/disputes",
    "/disputes?page=2",
    "/reports",
    "/reports?page=5",
    "/search?q=police",
    "/search?q=president",
    "/search?q=%22white+house%22",
    "/search?q=zebra",
    "/decisions",
    "/events.atom",
    "/api/events?status=single-origin",
    "/api/statements?limit=200",
)
FILTERS: tuple[FacetKind, ...] = ("type", "status", "actor", "place", "speaker", "publisher")


def addresses(path: Path) -> Iterator[str]:
    """Every kind of page, with the heaviest and with ordinary things of the record."""
    yield from FIXED
    with Store.open(path) as store:
        shelf = store.shelf
        for kind in FILTERS:
            for facet in shelf.facets(kind, 2):
                yield f"/timeline?{kind}={quote(facet.value, safe='')}"
        days = shelf.counts(Sieve())[1]
        busiest = max(days, key=lambda day: day[1])[0] if days else "2020-01-01"
        yield f"/timeline?since={busiest}&until={busiest}"
        heavy = shelf.weightiest(Sieve(), 4)
        plain = [event for n in range(5) for event in shelf.listed(Event, 1, n * shelf.size(Event) // 5)]
        yield from (f"/events/{event.id}" for event in (*heavy, *plain))
        named = [*shelf.entities(None, None, 5, 0)[0], *shelf.entities(None, None, 5, 500)[0]]
        yield from (f"/names/{entity.id}" for entity in named)
        reports = [r for n in range(6) for r in shelf.listed(RecordedReport, 1, n * shelf.size(RecordedReport) // 6)]
        yield from (f"/reports/{report.id}" for report in reports)


def measured(port: int, address: str, rounds: int) -> tuple[float, float]:
    """Seconds of processor time of the first answer and of the median of the ``rounds`` after it."""
    taken = []
    for _ in range(rounds + 1):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        start = time.process_time()
        connection.request("GET", address)
        answer = connection.getresponse()
        answer.read()
        taken.append(time.process_time() - start)
        connection.close()
        if answer.status != 200:
            raise SystemExit(f"{address} answers {answer.status}")
    return taken[0], statistics.median(taken[1:])


def tell_slowest(found: Mapping[str, tuple[float, float]]) -> None:
    """Print the slowest pages, and how the first and the later answers of all are spread."""
    for address, (first, later) in sorted(found.items(), key=lambda row: -row[1][1])[:15]:
        print(f"{later:.3f} (first {first:.3f}) {address}")
    for name, times in (
        ("first", sorted(f for f, _ in found.values())),
        ("later", sorted(t for _, t in found.values())),
    ):
        print(
            f"{name}: median {statistics.median(times):.3f} p95 {times[int(len(times) * 0.95)]:.3f} most {times[-1]:.3f}"
        )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--record", type=Path, required=True)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", action="store_true", help="print nothing but the last line")
    asked = parser.parse_args()
    server = server_for(asked.record, ("127.0.0.1",))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        thread.join(0.05)
    port = server.servers[0].sockets[0].getsockname()[1]
    measured(port, "/", 1)  # waits until what the whole record is needed for is made
    measured(port, "/timeline?min_origins=2", 1)
    found = {address: measured(port, address, asked.rounds) for address in addresses(asked.record)}
    server.should_exit = True
    if not asked.json:
        tell_slowest(found)
    times = sorted(later for _, later in found.values())
    summary = {
        "pages": len(times),
        "median": statistics.median(times),
        "p95": times[int(len(times) * 0.95)],
        "most": times[-1],
    }
    print(json.dumps({"bench": "pages", **{key: round(value, 3) for key, value in summary.items()}}))


if __name__ == "__main__":
    main()
