"""The verbs: build, add, judge, open, verify ... Here alone reading, the pipeline, the engine and the store are wired together.

Always true here: a report that was accepted is in the file before the next batch begins, so that a build which is stopped goes
on where it was; the record itself changes in one transaction, at the end.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from functools import partial
from importlib import metadata
from itertools import chain, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from . import __version__
from .annotate.gazetteer import Gazetteer, load_gazetteer
from .annotate.parse import Parser, parser_version
from .collector import collector_resting
from .engine import check_engine, engine_for
from .errors import InputError
from .made import open as open
from .made import verify as verify
from .model.decisions import Decision, in_order, standing
from .model.judgements import Alias, Distinct, Judgement, Pin, Signature
from .model.notes import ReportNotes
from .model.reading import Failure, Report
from .pipeline import annotate_all, beside_copies, in_batches, make_record
from .read import paths_of, read_inputs
from .read.decisions import read_decisions
from .read.options import ReadOptions
from .read.rulings import named, read_aliases, read_gazetteer
from .record import Record
from .settings import Settings
from .store import Store
from .store.sealed import Sealed, opened, seal

T = TypeVar("T")

ACCEPTED_AT_ONCE = 32
"""Reports written in one transaction: a stop loses at most their annotation, about ten seconds of work."""


class Progress(Struct, frozen=True):
    """How far a long work is: ``done`` of ``total`` things of ``stage``; ``total`` is None while it is not known."""

    stage: str
    done: int
    total: int | None


Watcher = Callable[[Progress], None]


class NothingReadError(InputError):
    """No input gave a report; ``failures`` says why, input by input."""

    def __init__(self, failures: Sequence[Failure]) -> None:
        super().__init__(
            "E101",
            f"Nothing could be read from the inputs ({len(failures)} failed)."
            if failures
            else "The inputs hold nothing to read.",
            "See each failure; docs/inputs.md lists what is read.",
        )
        self.failures = tuple(failures)


class AnnotatedReport(Struct, frozen=True):
    """One report with all it says, outside of any record."""

    report: Report
    notes: ReportNotes


def build(
    inputs: Sequence[str] | str,
    output: str | Path | None = None,
    *,
    options: ReadOptions | None = None,
    settings: Settings | None = None,
    progress: Watcher | None = None,
    decisions: Sequence[Decision] = (),
) -> Record:
    """The record of exactly ``inputs``, written to ``output`` (None: a file that goes when the Record is closed).

    Raises NothingReadError if no input gave a report, RecordError if ``output`` cannot be written. Decisions and reports that
    an existing record at ``output`` holds stay in it; ``decisions`` are kept beside them.
    """
    chosen, watch = settings or Settings(), progress or _unwatched
    reports, failures = _read(inputs, options or ReadOptions(), chosen, watch)
    with ExitStack() as undone:
        folder = undone.enter_context(TemporaryDirectory(prefix="dateline-")) if output is None else None
        path = Path(folder) / "record.dateline" if folder else Path(output or "")
        with Store.create_or_open(path) as store:
            _keep(store, decisions)
            members = _accept(store, reports, frozenset(), chosen, watch)
            del reports  # the file has them now
            _make(store, members, failures, frozenset(), chosen, watch)
        return Record(Store.open(path), undone.pop_all() if folder else None)


def add(
    path: str | Path,
    inputs: Sequence[str] | str,
    *,
    options: ReadOptions | None = None,
    settings: Settings | None = None,
    progress: Watcher | None = None,
    decisions: Sequence[Decision] = (),
) -> Record:
    """The record at ``path`` with ``inputs`` added, and ``decisions`` kept; what it holds already is not read again by the machine.

    It keeps the types of events and the outlets of a user's own that it was made with, unless ``settings`` hold others. Raises
    RecordError if there is no record, NothingReadError if no input gave a report.
    """
    chosen, watch = settings or Settings(), progress or _unwatched
    with Record.open(path) as before:
        made = before.provenance.settings
    types = chosen.types or str(made.get("types", ""))
    chosen = replace(chosen, types=types, outlets=chosen.outlets or str(made.get("outlets", "")))
    reports, failures = _read(inputs, options or ReadOptions(), chosen, watch)
    with Store.create_or_open(path) as store:
        read_now = {report.path for report in reports} | paths_of(_typed(inputs), options or ReadOptions())
        # What is amiss in a file, or in the n-th of its items ("reports.jsonl#n"), was found again, if it is amiss still.
        kept = [f for f in store.read(Failure) if read_now.isdisjoint((f.path, f.path.rpartition("#")[0]))]
        _keep(store, decisions)
        if not _stands(store, reports, [*kept, *failures], chosen):
            _grow(store, reports, [*kept, *failures], frozenset(store.edition()), chosen, watch)
    return Record(Store.open(path))


def decide(path: str | Path, decisions: Sequence[Decision], *, progress: Watcher | None = None) -> Record:
    """The record at ``path`` made anew under ``decisions`` beside those that it holds; no report is read again unless the version
    changed. Raises RecordError if there is no record."""
    with Record.open(path) as before:
        settings = Settings().with_values(**before.provenance.settings)
    with Store.create_or_open(path) as store:
        _keep(store, decisions)
        _grow(store, (), store.read(Failure), frozenset(store.edition()), settings, progress or _unwatched)
    return Record(Store.open(path))


def judge(
    path: str | Path,
    *judgements: Judgement,
    who: str,
    why: str,
    when: str | None = None,
    progress: Watcher | None = None,
) -> Record:
    """The record at ``path`` made anew under ``judgements``, signed ``who``, ``when`` (ISO 8601; now, if left out) and ``why``.

    Raises RecordError if there is no record, LookupFailed or InputError (E105) for a judgement that cannot be made: then none is kept.
    """
    with Record.open(path) as before:
        signed = Signature(who, _in_utc(when) if when else _now(), why)
        made = tuple(_decided(before, judgement, signed) for judgement in judgements)
    return decide(path, made, progress=progress)


def _decided(record: Record, judgement: Judgement, signed: Signature) -> Decision:
    if isinstance(judgement, Alias | Distinct | Pin):
        return named(judgement, signed, lambda name: load_gazetteer().country_of(name))
    return record.decided(judgement, signed)


def import_decisions(path: str | Path, file: str | Path, *, progress: Watcher | None = None) -> Record:
    """The record at ``path`` made anew under the decisions in ``file`` too, as ``Record.export_decisions`` writes them; those that it
    holds already change nothing. Raises InputError (E104) with the bad lines, so that a file is taken in whole or not at all."""
    with Record.open(path) as before:
        known = frozenset(decision.id for decision in before.all_decisions)
        settings = Settings().with_values(**before.provenance.settings)
    found = read_decisions(Path(file), known)
    with Store.create_or_open(path) as store:
        store.append(*found)
        _grow(store, (), store.read(Failure), frozenset(store.edition()), settings, progress or _unwatched)
    return Record(Store.open(path))


def _in_utc(when: str) -> str:
    """A moment with another zone in UTC, so that moments sort by time; what is no moment is left to be refused."""
    try:
        moment = datetime.fromisoformat(when)
    except ValueError:
        return when
    return when if moment.tzinfo is None else moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _now() -> str:
    """The moment, to the microsecond, so that judgements of one second keep their order."""
    return datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def rulings(aliases: Path | None, gazetteer: Path | None, who: str) -> tuple[Decision, ...]:
    """The decisions in a file of other names and in one of places (docs/names.md), signed ``who`` where a row names nobody.

    Raises InputError (E104) with the bad rows, so that a file is taken in whole or not at all.
    """
    names = read_aliases(aliases, who) if aliases else ()
    places = read_gazetteer(gazetteer, who, lambda name: load_gazetteer().country_of(name)) if gazetteer else ()
    return (*names, *places)


def annotate(
    inputs: Sequence[str] | str,
    *,
    options: ReadOptions | None = None,
    settings: Settings | None = None,
    progress: Watcher | None = None,
) -> Iterator[AnnotatedReport | Failure]:
    """Failures first, then each report with what it says, without linking anything. Raises NothingReadError as ``build`` does."""
    chosen, watch = settings or Settings(), progress or _unwatched
    reports, failures = _read(inputs, options or ReadOptions(), chosen, watch)
    yield from failures
    for report, notes in _annotated(sorted(reports, key=lambda r: r.id), chosen, watch):
        yield AnnotatedReport(report, opened(notes))


def _typed(inputs: Sequence[str] | str) -> list[str]:
    """Inputs as a user types them."""
    return [inputs] if isinstance(inputs, str) else [str(i) for i in inputs]


def _unwatched(_: Progress) -> None:
    """Nobody looks."""


def _read(
    inputs: Sequence[str] | str, options: ReadOptions, settings: Settings, watch: Watcher
) -> tuple[list[Report], list[Failure]]:
    check_engine(settings.engine)  # before the reading, which may take long
    reports: list[Report] = []
    failures: list[Failure] = []
    for found in read_inputs(_typed(inputs), options, settings):
        if isinstance(found, Report):
            reports.append(found)
        else:
            failures.append(found)
        watch(Progress("read", len(reports), None))
    if not reports:
        raise NothingReadError(failures)
    return reports, failures


def _grow(
    store: Store,
    reports: Sequence[Report],
    failures: Sequence[Failure],
    edition: frozenset[str],
    settings: Settings,
    watch: Watcher,
) -> None:
    """Annotate what is new, then make the record of the edition and ``reports`` together."""
    members = _accept(store, reports, edition, settings, watch)
    _make(store, members, failures, edition, settings, watch)


def _accept(
    store: Store, reports: Sequence[Report], edition: frozenset[str], settings: Settings, watch: Watcher
) -> list[str]:
    """Annotate what is new, and give the ids of the edition and ``reports`` together."""
    key = _key(settings)
    members = sorted(edition | {report.id for report in reports})
    waiting = [*reports, *store.reports(sorted(edition - {report.id for report in reports}))]
    known = store.known(waiting, key)
    new = beside_copies([report for report in waiting if report.id not in known])
    for batch in _batches(_annotated(new, settings, watch), ACCEPTED_AT_ONCE):
        store.accept(batch, key)
    return members


def _make(
    store: Store,
    members: Sequence[str],
    failures: Sequence[Failure],
    edition: frozenset[str],
    settings: Settings,
    watch: Watcher,
) -> None:
    """Make the record of ``members`` in the place of that of the ``edition``."""
    key = _key(settings)
    watch(Progress("link", 0, len(members)))
    unread = [f for f in failures if _is_of_reading(f)]
    ruled, parser = standing(store.decisions()), parser_version(settings.model)
    with collector_resting():
        kept, notes = store.reports(members), store.notes(members, key)
        made = make_record(kept, notes, unread, settings, __version__, parser, ruled)
        del kept, notes
        watch(Progress("store", 0, len(made.statements)))
        store.replace_record(made, members, replaces=sorted(edition) if edition else None)
    store.forget_notes(key)


def _stands(store: Store, reports: Sequence[Report], failures: Sequence[Failure], settings: Settings) -> bool:
    """Whether the record in ``store`` is the one that ``reports`` and ``failures`` would make it: it has them all already."""
    made, edition = store.provenance(), frozenset(store.edition())
    ruled = tuple(decision.id for decision in in_order(standing(store.decisions())))
    makers = (__version__, parser_version(settings.model), settings.table(), ruled)
    if (made.version, made.parser, made.settings, made.decisions) != makers:
        return False
    read = store.known(reports, _key(settings))
    before = {f for f in store.read(Failure) if _is_of_reading(f)}
    return all(report.id in edition & read for report in reports) and before == {*filter(_is_of_reading, failures)}


def _is_of_reading(failure: Failure) -> bool:
    """Whether it tells of an input: what is amiss in a report that was read is found again with every record."""
    return failure.code < "R2"


def _keep(store: Store, decisions: Sequence[Decision]) -> None:
    """Keep ``decisions`` but those that rule what stands already: the last word on the same things says the same, and still counts."""
    gone = {made.decision for made in store.provenance().applied if made.superseded} if store.edition() else set()
    held = (decision for decision in in_order(standing(store.decisions())) if decision.id not in gone)
    last = {_about(decision): decision.ruling for decision in held}
    store.append(*(decision for decision in decisions if last.get(_about(decision)) != decision.ruling))


def _about(decision: Decision) -> tuple[object, ...]:
    """What a decision rules on, whatever it rules."""
    return (decision.kind, decision.noun, decision.target, decision.names, decision.undoes)


def _batches(values: Iterable[T], size: int) -> Iterator[list[T]]:
    left = iter(values)
    while batch := list(islice(left, size)):
        yield batch


class _Annotator(Struct, frozen=True):
    """What it takes to annotate reports; a worker process has one."""

    parser: Parser
    gazetteer: Gazetteer
    settings: Settings


def _annotator(settings: Settings) -> _Annotator:
    return _Annotator(Parser(settings.model, settings.batch), load_gazetteer(), settings)


def _notes_of(annotator: _Annotator, reports: list[Report]) -> list[Sealed]:
    """The notes of each of ``reports``. A worker gives them sealed: that is the form that is kept, and the least to hand over."""
    parse = partial(map, annotator.parser.parse)
    return [seal(notes) for _, notes in annotate_all(reports, parse, annotator.gazetteer, annotator.settings)]


def _annotated(reports: Sequence[Report], settings: Settings, watch: Watcher) -> Iterator[tuple[Report, Sealed]]:
    if not reports:
        return
    batches = in_batches(reports, settings.jobs)
    start, same = partial(_annotator, settings), partial(_same, settings.model)
    with engine_for(settings.jobs, start, settings.engine, same) as engine:
        found = zip(reports, chain.from_iterable(engine.map(_notes_of, batches)), strict=True)
        for number, pair in enumerate(found, 1):
            watch(Progress("annotate", number, len(reports)))
            yield pair


def _same(model: str) -> dict[str, str]:
    """What has to be the same wherever parts of one record are made."""
    libraries = {name: metadata.version(name) for name in ("spacy", "numpy")}
    return {"Dateline": f"{__version__} {_code()}", "the model": parser_version(model), **libraries}


def _code() -> str:
    """A hash of the code, the rules and the tables of this installation: one version may be installed before and after a change."""
    digest = hashlib.sha256()
    for path in sorted(p for p in Path(__file__).parent.rglob("*") if p.suffix in (".py", ".toml", ".bin")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _key(settings: Settings) -> str:
    """What the notes of a report depend on beside the report: version, parser, their settings, and the shape of notes."""
    shape = msgspec.json.schema(ReportNotes)
    seed = json.dumps([__version__, parser_version(settings.model), settings.of_notes(), shape], sort_keys=True)
    return hashlib.sha256(seed.encode()).hexdigest()[:32]
