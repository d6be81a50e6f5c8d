"""Where things are, on a server and in one file.

Always true here: an address is made of ids and numbers of the record, percent-encoded; what is not there has no address.
"""

from __future__ import annotations

from typing import Protocol
from urllib.parse import quote, urlencode

from ..model.reading import Span
from ..pages.going import Shown
from ..pages.timeline import Filter
from ..views.index import Quote


class Links(Protocol):
    """Addresses of events, entities, passages and disputes; None for what cannot be gone to."""

    def event(self, id: str) -> str | None: ...
    def entity(self, id: str) -> str | None: ...
    def passage(self, quote: Quote) -> str | None: ...
    def dispute(self, id: str) -> str | None: ...
    def timeline(self, **fields: object) -> str | None: ...
    def page(self, path: str) -> str | None: ...
    def target(self, target: tuple[str, str] | None) -> str | None: ...
    def version(self, report: str, version: str, quote: Quote | None = None) -> str | None: ...


class ServerLinks:
    """Addresses on the server that shows the record."""

    def event(self, id: str) -> str:
        """The page of an event."""
        return f"/events/{quote(id, safe='')}"

    def entity(self, id: str) -> str:
        """The page of a person, body or place."""
        return f"/names/{quote(id, safe='')}"

    def report(self, id: str) -> str:
        """The page of a report."""
        return f"/reports/{quote(id, safe='')}"

    def passage(self, quote: Quote | Span) -> str:
        """The passage in its report."""
        return f"{self.report(quote.report)}?at={quote.start}-{quote.end}#at"

    def version(self, report: str, version: str, quote: Quote | Span | None = None) -> str:
        """A version of a report, the one that stands among them, or a passage of it."""
        page = self.report(report) if report == version else f"{self.report(report)}/versions/{_part(version)}"
        return f"{page}?at={quote.start}-{quote.end}#at" if quote else page

    def shown(self, at: Shown) -> str:
        """The page or passage that an id leads to."""
        if isinstance(at, Span):
            return self.passage(at)
        kind, id = at
        return {"event": self.event, "entity": self.entity, "dispute": self.dispute, "report": self.report}[kind](id)

    def dispute(self, id: str) -> str:
        """The place of a contradiction in the list of them."""
        return f"/disputes/{quote(id, safe='')}"

    def target(self, target: tuple[str, str] | None) -> str | None:
        """The page of the thing that a mark leads to."""
        if target is None:
            return None
        return self.event(target[1]) if target[0] == "event" else self.entity(target[1])

    def page(self, path: str) -> str:
        """A page of the navigation."""
        return path

    def timeline(self, **fields: object) -> str:
        """The timeline under a filter."""
        return address("/timeline", fields)


def _part(id: str) -> str:
    return quote(id, safe="")


def address(path: str, given: dict[str, object]) -> str:
    """``path`` with what is given as a query; what is None or empty is left out."""
    kept = {key: value for key, value in given.items() if value not in (None, "", ())}
    return f"{path}?{urlencode(kept)}" if kept else path


def asked_of(filter: Filter) -> dict[str, object]:
    """What of ``filter`` differs from the whole timeline, without the page, for an address."""
    whole = Filter()
    return {
        name: getattr(filter, name)
        for name in filter.__struct_fields__
        if name != "page" and getattr(filter, name) not in ("", None, getattr(whole, name))
    }
