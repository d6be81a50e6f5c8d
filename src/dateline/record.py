"""A record as people use it: nouns, listings, search, exports.

Always true here: nothing of the record is changed; each noun is read from the file when first asked for, and all of them
belong to the one state that the record had when it was opened.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from functools import cached_property
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from msgspec import Struct

from .errors import InputError
from .model.reading import Failure
from .model.record import (
    Contradiction,
    CopyGroup,
    Entity,
    Event,
    Figure,
    Occupancy,
    RecordedReport,
    Statement,
)
from .store import Store
from .views.first import First
from .views.index import Index
from .views.lookup import Lookup

# A command shows one listing. Each imports its view when it is asked for, so that no other waits for it.
if TYPE_CHECKING:
    from .model.decisions import Decision
    from .model.judgements import Judgement, Signature
    from .model.record import Provenance, RecordData
    from .model.words import ContradictionKind, EntityType, Hand, PlaceState
    from .store import Outline
    from .views.brief import Brief
    from .views.changes import Changes, FirstChanges
    from .views.disputes import DisputeRow
    from .views.figures import FigureRow
    from .views.names import NameRow
    from .views.offices import OfficeRow
    from .views.passage import Shown
    from .views.places import PlaceRow
    from .views.policies import Policy
    from .views.review import ReviewRow
    from .views.room import Room
    from .views.rulings import RulingRow
    from .views.search import SearchRow
    from .views.select import Selection
    from .views.series import Series
    from .views.shortlist import BriefRoom
    from .views.sources import SourcesView
    from .views.table import Cell, Table
    from .views.timeline import TimelineView


class TimelineEntry(Struct, frozen=True):
    """One day of a timeline (ISO), the statements that tell its chosen events, and these, each with its line as ``headline``."""

    date: str
    statements: tuple[Statement, ...]
    events: tuple[Event, ...]


class Record:
    """An open record. Close it, or use it as a context manager; it belongs to the thread that opened it."""

    def __init__(self, store: Store, folder: ExitStack | None = None) -> None:
        """Show what ``store`` holds; ``folder`` holds a place that goes when it is closed (for a record without a path)."""
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
            self._folder.close()

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
    def decisions(self) -> tuple[Decision, ...]:
        """What people ruled, as far as it stands."""
        return self._store.applied()

    @cached_property
    def all_decisions(self) -> tuple[Decision, ...]:
        """All that people ever ruled, also what was undone, in the order in which it was taken in."""
        return self._store.decisions()

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
    def _index(self) -> Index:
        return Lookup(self, self._store.shelf)

    def first(self, limit: int | None) -> First:
        """The first ``limit`` rows of each listing (None is all): what the others speak of is not read."""
        return First(self._index, limit)

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
        """The clearest events of the ``dates`` that most speaks for, in order of time, at most ``per_date`` a date; None is all.

        ``since`` and ``until`` are ISO days or beginnings of them, both inclusive.
        """
        from .assemble.timeline import choose
        from .views.select import Selection

        selection = Selection(about, since, until, place, min_origins)
        days = choose(self._passing(selection), dates=dates, per_date=per_date)
        return tuple(self._entry(day.date, self._whole(day.events)) for day in days)

    def timeline_view(self, selection: Selection, room: Room) -> TimelineView:
        """The timeline as rows: the chosen news, then the weightiest of each other part, as many as there is ``room`` for."""
        from .views.excerpts import excerpt
        from .views.room import chosen_days
        from .views.timeline import parts_of, timeline_view, weightiest

        passing = self._passing(selection)
        parts = parts_of(passing)
        chosen = [event for day in chosen_days(passing, room) for event in day.events]
        rest = [weightiest(part, room.rest) for part in (parts.periods, parts.background, parts.undated)]
        shown = self._whole([*chosen, *(event for part in rest for event in part)])
        return timeline_view(Index(excerpt(self._store, shown)), shown, parts.left_out(chosen, *rest))

    def brief(self, since: str | None = None, policy: Policy = "range", room: BriefRoom | None = None) -> Brief:
        """The record on one page: highlights, key figures, who holds what, disputes, what only one origin tells, what is not known.

        ``since`` is a day, month, year or minute (ISO): what reports published since tell for the first time stands in ``new``.
        Raises InputError (E103) for another word.
        """
        from .views.shortlist import BriefRoom
        from .views.summaries import brief_of

        return brief_of(self._store, since, policy, room or BriefRoom())

    def changes(self, since: str, policy: Policy = "range") -> Changes:
        """What reports published since a day, month, year or minute (ISO) tell that none before told, and what people ruled since.

        Raises InputError (E103) for another word.
        """
        return self.first_changes(since, None, policy).changes

    def first_changes(self, since: str, limit: int | None, policy: Policy = "range") -> FirstChanges:
        """``changes`` with the first ``limit`` events and offices (None is all), the others counted."""
        from .views.summaries import changes_of

        return changes_of(self._store, since, policy, self.decisions, limit)

    def names(self, type: EntityType | None = None, like: str | None = None) -> tuple[NameRow, ...]:
        """Persons, bodies, groups and places, the most mentioned first; ``like`` keeps names that hold these letters."""
        return self.first(None).names(type, like).rows

    def aliases(self, type: EntityType | None = None) -> Table:
        """Other names, those that people ruled on first: a file for ``--aliases``."""
        from .views.aliases import alias_table

        return alias_table(self._index, type)

    def places(self, like: str | None = None, only: PlaceState | None = None) -> tuple[PlaceRow, ...]:
        """Places and buildings with their pins, or with the reason why they have none."""
        return self.first(None).places(like, only).rows

    def gazetteer(self) -> Table:
        """The places that people pinned, and those without a pin: a file for ``--gazetteer``."""
        from .views.aliases import gazetteer_table

        return gazetteer_table(self._index)

    def offices(self) -> tuple[OfficeRow, ...]:
        """Who holds, takes or leaves which office, by office and date."""
        return self.first(None).offices().rows

    def series(self, measure: str | None = None) -> tuple[FigureRow, ...]:
        """The figures as rows, by measure and date."""
        return self.first(None).figures(measure).rows

    def measures(self) -> tuple[str, ...]:
        """What the figures of the record measure, those with the most figures first."""
        return tuple(measure for measure, _ in self._store.shelf.measures())

    def headline_figures(self, policy: Policy, measure: str | None = None) -> tuple[Series, ...]:
        """Figures of one measure and event over time, with the number that ``policy`` heads them with; every input stays."""
        from .views.series import series_of

        return series_of(self._index, policy, measure)

    def disputes(self, kind: ContradictionKind | None = None, *, settled: bool = False) -> tuple[DisputeRow, ...]:
        """Contradictions with both passages, conflicts first; with ``settled`` also those that somebody ruled to be settled."""
        from .views.disputes import dispute_rows

        return dispute_rows(self._index, kind, settled=settled)

    def rulings(self) -> tuple[RulingRow, ...]:
        """All decisions with what became of each, in the order of their time."""
        from .views.rulings import ruling_rows

        return ruling_rows(self.all_decisions, self.provenance.applied)

    def review(self, limit: int | None = None) -> tuple[ReviewRow, ...]:
        """What a person should look at, the most that depends on it first, each with the judgement to make; at most ``limit`` rows."""
        from .views.waiting import review_of

        return review_of(self._store, limit)

    def decided(self, judgement: Judgement, signed: Signature) -> Decision:
        """The decision that a judgement on passages is; the record stays as it is (``dateline.judge`` takes it in).

        Raises LookupFailed for a target that is not there, InputError (E105) for a judgement that cannot be made.
        """
        from .views.judging import decided

        return decided(self._index, judgement, signed, self.all_decisions)

    def export_decisions(self) -> bytes:
        """All decisions as lines of JSON, for ``dateline.import_decisions``."""
        from .export.decisions import encode

        return encode(self.all_decisions)

    def sources(self) -> SourcesView:
        """Speakers, relays, publishers and origins, and which origins tell which event."""
        return self.first(None).sources()

    def search(
        self, query: str | None = None, speaker: str | None = None, limit: int = 20, hand: Hand | None = None
    ) -> tuple[SearchRow, ...]:
        """Passages that hold all words of ``query``, best first, then names; without words all that ``speaker`` says, by place.

        Of more than 250 passages the 250 nearest the beginnings of their reports are ranked; the others follow by place.
        ``speaker`` is a name, part of one, an entity id, or a class of sources without a name ("witness"); ``hand`` keeps what
        is witnessed, first-hand, second-hand or unattributed. Raises LookupFailed for an empty query, and for a speaker whom
        the record does not hold; InputError (E103) where nothing is asked for.
        """
        if query is None and speaker is None and hand is None:
            raise InputError("E103", "Nothing is asked for.", "Give words to look for, a speaker, or both.")
        from .views.search import chosen, said_rows, search_rows

        said = chosen(self._index, speaker, hand) if speaker is not None or hand is not None else None
        if query is None:
            return said_rows(self._index, list((said or {}).values())[:limit])
        hits = self._store.search(query, limit, within=said)
        if said is None:
            # A few statements of many thousands: those alone are read.
            told = self._store.get(Statement, [hit.id for hit in hits if hit.kind == "sentence"])
            said = {(s.sentence.report, s.sentence.start, s.sentence.end): s for s in told}
        return search_rows(self._index, hits, said)

    def show(self, target: str) -> Shown:
        """An id, a name, a path or ``report:offset`` in full. Raises LookupFailed where the record holds no such thing."""
        from .views.passage import show

        return show(self._index, target)

    # The ways out

    def export(self, format: str, path: str | Path | None = None) -> bytes | None:
        """The record in ``format``: as bytes, or written to ``path`` (for CSV a folder, or a file ending in ``.zip``)."""
        from . import export

        if path is None:
            return export.encode(self.data(), format)
        export.write(self.data(), format, Path(path))
        return None

    def to_rows(self, noun: str) -> list[dict[str, Cell]]:
        """One noun (``figures``, ``events`` ...) as flat rows. Raises InputError (E502) for another word."""
        from .views.table import TABLES, table

        if noun not in TABLES:
            raise InputError("E502", f"There is no table {noun!r}.", f"Tables are: {', '.join(TABLES)}.")
        found = table(self, noun)
        return [dict(zip(found.columns, row, strict=True)) for row in found.rows]

    def to_frame(self, noun: str) -> Any:
        """One noun as a pandas DataFrame. Raises InputError (E103) where pandas is not installed."""
        try:
            pandas: Any = import_module("pandas")
        except ImportError as error:
            raise InputError("E103", "pandas is not installed.", "pip install pandas, or use to_rows().") from error
        return pandas.DataFrame(self.to_rows(noun))

    def _repr_html_(self) -> str:
        from .views.notebook import html_table
        from .views.room import Room
        from .views.select import Selection

        return html_table(self.timeline_view(Selection(), Room(rest=0)), len(self.reports), len(self.events))

    def _passing(self, selection: Selection) -> tuple[Outline, ...]:
        """The outlines of the events that pass; names, words and places are looked up."""
        from .views.select import Selection, select

        if selection == Selection():
            return self._store.outlines()
        shelf = self._store.shelf
        return shelf.outlined(event.id for event in select(self._index, shelf.dated(), selection))

    def _whole(self, outlines: Sequence[Outline]) -> tuple[Event, ...]:
        return self._store.get(Event, [outline.id for outline in outlines])

    def _entry(self, date: str, events: tuple[Event, ...]) -> TimelineEntry:
        from .views.excerpts import telling

        return TimelineEntry(date, telling(self._store, events), events)
