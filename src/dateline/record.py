"""A record as people use it: nouns, listings, search, exports.

Always true here: nothing of the record is changed; each noun is read from the file when first asked for, and all of them
belong to the one state that the record had when it was opened.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from html import escape
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Any, Self

from . import export, views
from .assemble.timeline import choose
from .errors import InputError, LookupFailed
from .model.notes import EntityType
from .model.reading import Failure
from .model.record import (
    Contradiction,
    ContradictionKind,
    CopyGroup,
    Entity,
    Event,
    Figure,
    Occupancy,
    Provenance,
    RecordData,
    RecordedReport,
    Statement,
)
from .store import Hit, Store

AT_THE_END = 10
"""Background events, and undated ones, that a timeline shows after its days unless asked for more."""


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One day of a timeline (ISO), the chosen events on it, and the statements that tell them."""

    date: str
    statements: tuple[Statement, ...]
    events: tuple[Event, ...]


class Record:
    """An open record. Close it, or use it as a context manager; it belongs to the thread that opened it."""

    def __init__(self, store: Store, folder: TemporaryDirectory[str] | None = None) -> None:
        """Show what ``store`` holds; ``folder`` is removed with it (a record that was asked for without a place)."""
        self._store = store
        self._folder = folder

    @classmethod
    def open(cls, path: str | Path) -> Self:
        """The record at ``path``, as it is now. Raises RecordError where there is none."""
        return cls(Store.open(path))

    def close(self) -> None:
        """Let the file go."""
        self._store.close()
        if self._folder:
            self._folder.cleanup()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<Record {self._store.path}>"

    # The nouns

    @property
    def path(self) -> Path:
        """The file of the record."""
        return self._store.path

    @cached_property
    def reports(self) -> tuple[RecordedReport, ...]:
        """The reports that the record is made of."""
        return self._store.read(RecordedReport)

    @cached_property
    def entities(self) -> tuple[Entity, ...]:
        """Persons, bodies, groups and places."""
        return self._store.read(Entity)

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """What passages assert."""
        return self._store.read(Statement)

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """What happened, over all reports."""
        return self._store.read(Event)

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """Counts with their owners."""
        return self._store.read(Figure)

    @cached_property
    def occupancies(self) -> tuple[Occupancy, ...]:
        """Who holds, takes or leaves which office."""
        return self._store.read(Occupancy)

    @cached_property
    def contradictions(self) -> tuple[Contradiction, ...]:
        """Statements that cannot all hold, or of which one replaces or sharpens another."""
        return self._store.read(Contradiction)

    @cached_property
    def copies(self) -> tuple[CopyGroup, ...]:
        """The same words in several places."""
        return self._store.read(CopyGroup)

    @cached_property
    def failures(self) -> tuple[Failure, ...]:
        """What could not be read, or was read with doubt."""
        return self._store.read(Failure)

    @cached_property
    def provenance(self) -> Provenance:
        """What made the record."""
        return self._store.provenance()

    def data(self) -> RecordData:
        """The whole record as one value."""
        return self._store.data()

    # The listings

    @cached_property
    def _index(self) -> views.Index:
        return views.Index(self)

    def timeline(
        self,
        dates: int | None = 20,
        per_date: int | None = 2,
        about: str | None = None,
        since: str | None = None,
        until: str | None = None,
        place: str | None = None,
        min_origins: int = 1,
    ) -> tuple[TimelineEntry, ...]:
        """The weightiest events of the weightiest ``dates``, in order of time, at most ``per_date`` a date; None is all.

        ``since`` and ``until`` are ISO days or beginnings of them, both inclusive.
        """
        selection = views.Selection(about, since, until, place, min_origins)
        passing = views.select(self._index, self.events, selection)
        days = choose(passing, dates=dates, per_date=per_date)
        return tuple(TimelineEntry(day.date, self._telling(day.events), day.events) for day in days)

    def timeline_view(
        self,
        selection: views.Selection,
        dates: int | None = 20,
        per_date: int | None = 2,
        at_the_end: int | None = AT_THE_END,
    ) -> views.TimelineView:
        """The timeline as rows: the chosen news, then the ``at_the_end`` weightiest of each other part; None is all."""
        passing = views.select(self._index, self.events, selection)
        parts = views.Parts.of(passing)
        chosen = [event for day in choose(passing, dates=dates, per_date=per_date) for event in day.events]
        rest = [views.weightiest(part, at_the_end) for part in (parts.periods, parts.background, parts.undated)]
        shown = [*chosen, *(event for part in rest for event in part)]
        return views.timeline_view(views.Index(self._excerpt(shown)), shown, parts.left_out(chosen, *rest))

    def names(self, type: EntityType | None = None) -> tuple[views.NameRow, ...]:
        """Persons, bodies, groups and places, the most mentioned first."""
        return views.name_rows(self._index, type)

    def offices(self) -> tuple[views.OfficeRow, ...]:
        """Who holds, takes or leaves which office, by office and date."""
        return views.office_rows(self._index)

    def series(self, measure: str | None = None) -> tuple[views.FigureRow, ...]:
        """The figures as rows, by measure and date."""
        return views.figure_rows(self._index, measure)

    def disputes(self, kind: ContradictionKind | None = None) -> tuple[views.DisputeRow, ...]:
        """Contradictions with both passages, conflicts first."""
        return views.dispute_rows(self._index, kind)

    def sources(self) -> views.SourcesView:
        """Speakers, relays, publishers and origins, and which origins tell which event."""
        return views.sources_view(self._index)

    def search(self, query: str, speaker: str | None = None, limit: int = 20) -> tuple[views.SearchRow, ...]:
        """Passages and names that hold all words of ``query``, best first; ``speaker`` is a name or an entity id.

        Raises LookupFailed for an empty query, and for a speaker whom the record does not hold.
        """
        hits: Sequence[Hit] = self._spoken(query, speaker, limit) if speaker else self._store.search(query, limit)
        return views.search_rows(self._index, hits)

    def show(self, target: str) -> views.Shown:
        """An id, a name, a path or ``report:offset`` in full. Raises LookupFailed where the record holds no such thing."""
        return views.show(self._index, target)

    # The ways out

    def export(self, format: str, path: str | Path | None = None) -> bytes | None:
        """The record in ``format``: as bytes, or written to ``path`` (for CSV a folder, or a file ending in ``.zip``)."""
        if path is None:
            return export.encode(self.data(), format)
        export.write(self.data(), format, Path(path))
        return None

    def to_rows(self, noun: str) -> list[dict[str, views.Cell]]:
        """One noun (``figures``, ``events`` ...) as flat rows. Raises InputError (E502) for another word."""
        if noun not in views.TABLES:
            raise InputError("E502", f"There is no table {noun!r}.", f"Tables are: {', '.join(views.TABLES)}.")
        found = views.table(self, noun)
        return [dict(zip(found.columns, row, strict=True)) for row in found.rows]

    def to_frame(self, noun: str) -> Any:
        """One noun as a pandas DataFrame. Raises InputError (E103) where pandas is not installed."""
        try:
            pandas: Any = import_module("pandas")
        except ImportError as error:
            raise InputError("E103", "pandas is not installed.", "pip install pandas, or use to_rows().") from error
        return pandas.DataFrame(self.to_rows(noun))

    def _repr_html_(self) -> str:
        view = self.timeline_view(views.Selection(), at_the_end=0)
        rows = "".join(_html_row(row) for day in view.days for row in day.rows)
        head = f"{views.counted(len(self.reports), 'report')}, {views.counted(len(self.events), 'event')}"
        return f"<table><caption>{head}</caption>{rows}</table>"

    def _telling(self, events: Iterable[Event]) -> tuple[Statement, ...]:
        """The statements of ``events``, in their order, each once."""
        ids = dict.fromkeys(statement for event in events for statement in event.statements)
        return self._store.get(Statement, list(ids))

    def _excerpt(self, events: Sequence[Event]) -> RecordData:
        """The part of the record that rows of ``events`` need: reading a tenth of a record takes a tenth of the time."""
        told = self._telling(events)
        named = {place for event in events for place in event.places}
        named |= {s.attribution.speaker for s in told if s.attribution and s.attribution.speaker}
        named |= {link.entity for s in told if s.attribution for link in s.attribution.chain if link.entity}
        reports = {event.headline.report for event in events} | {s.span.report for s in told}
        return RecordData(
            provenance=self.provenance,
            failures=(),
            reports=self._store.get(RecordedReport, sorted(reports)),
            entities=self._store.get(Entity, sorted(named)),
            statements=told,
            events=tuple(events),
            figures=(),
            occupancies=(),
            contradictions=self.contradictions,
            copies=(),
        )

    def _spoken(self, query: str, speaker: str, limit: int) -> Sequence[Hit]:
        found = [hit for id in self._speakers(speaker) for hit in self._store.search(query, limit, speaker=id)]
        places = {(hit.id, hit.span): hit for hit in sorted(found, key=lambda hit: (hit.score, hit.id))}
        return list(places.values())[:limit]

    def _speakers(self, name: str) -> list[str]:
        wanted = name.casefold()
        found = [
            e.id for e in self.entities if e.id == name or any(wanted in n.casefold() for n in (e.name, *e.aliases))
        ]
        if not found:
            remedy = "List the speakers: dateline sources RECORD."
            raise LookupFailed("E501", f"The record names nobody {name!r}.", remedy)
        return found


def _html_row(row: views.TimelineRow) -> str:
    cells = (row.date.label if row.date else "", row.quote.exact, row.quote.place)
    return "<tr>" + "".join(f"<td>{escape(views.visible(cell))}</td>" for cell in cells) + "</tr>"
