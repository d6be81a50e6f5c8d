"""The one-file report: the pages of the reading room in one HTML file.

Always true here: the file asks for nothing else, and its policy forbids it to; a link leads to a place in the same file, or is no link.
"""

from __future__ import annotations

import base64
import hashlib
from collections import defaultdict
from pathlib import Path

from ..pages.reader import whole_report
from ..pages.whole import WholeRecord, whole_record
from ..record import Record
from ..store import Store
from ..views.index import Quote
from .rendering import render, static
from .room import Desk

SECTIONS = {"/timeline": "timeline", "/figures": "figures", "/offices": "offices"}


class FileLinks:
    """Addresses inside the file; ``places`` gathers which passages are linked to, by report."""

    def __init__(self, whole: WholeRecord) -> None:
        self._events = {page.row.event for page in whole.events}
        self._names = {row.id for row in whole.names}
        self._disputes = {row.id for row in whole.disputes.rows}
        self._reports = {report.id for report in whole.reports}
        self.places: defaultdict[str, dict[int, str]] = defaultdict(dict)

    def event(self, id: str) -> str | None:
        """The event where it is shown in full."""
        return f"#full-{id}" if id in self._events else None

    def entity(self, id: str) -> str | None:
        """The row of a name."""
        return f"#{id}" if id in self._names else None

    def dispute(self, id: str) -> str | None:
        """The passages that disagree."""
        return f"#{id}" if id in self._disputes else None

    def passage(self, quote: Quote) -> str | None:
        """The passage in the full text of its report."""
        if quote.report not in self._reports:
            return None
        anchor = f"{quote.report}-{quote.start}"
        self.places[quote.report][quote.start] = anchor
        return f"#{anchor}"

    def page(self, path: str) -> str | None:
        """The part of the file that is such a page."""
        return f"#{SECTIONS[path]}" if path in SECTIONS else None

    def timeline(self, **fields: object) -> str | None:
        """The timeline; it has no filters here."""
        return None if fields else "#timeline"

    def version(self, report: str, version: str, quote: Quote | None = None) -> None:
        """Nowhere: the texts of earlier versions are not in the file."""

    def target(self, target: tuple[str, str] | None) -> str | None:
        """The place of the thing that a mark leads to."""
        if target is None:
            return None
        return self.event(target[1]) if target[0] == "event" else self.entity(target[1])


def published(record: Record) -> bytes:
    """The record as one HTML file in UTF-8."""
    with Store.open(record.path) as store:
        shelf = store.shelf
        whole = whole_record(shelf, record.brief())
        links = FileLinks(whole)
        room = Desk(Path(record.path)).room(shelf)
        body = render("file_body.html.j2", whole=whole, link=links, room=room)
        pages = (whole_report(shelf, report, links.places[report.id]) for report in whole.reports)
        texts = [
            render("file_report.html.j2", page=page, link=links, anchors=links.places[page.report.id]) for page in pages
        ]
    css = static("room.css").decode()
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    return render("file.html.j2", room=room, body=body, texts=texts, css=css, digest=digest, whole=whole).encode()
