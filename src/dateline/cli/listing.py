"""The commands that list what a record holds.

Always true here: what a command works with is imported when it runs, so that no other command and no help waits for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from ..errors import InputError
from ..model.words import ContradictionKind, EntityType, Hand, PlaceState
from ..rules import table
from ..views.policies import Policy
from ..views.visible import quoted
from . import cells
from .deciding import decide
from .opening import opened
from .options import Aliases, AsJson, Limit, RecordPath, UserGazetteer
from .shown import date, dispute_lines, figure_lines, name_lines, office_lines, place_lines, shown_lines
from .terminal import Line, emit_csv, emit_json, emit_lines, emit_table, items, line, on_terminal, say

if TYPE_CHECKING:
    from ..record import Record
    from ..views.disputes import DisputeRow
    from ..views.sources import SourceRow, SourcesView
    from ..views.voice import Voice


def timeline(
    record: RecordPath,
    dates: Annotated[int, typer.Option("--dates", min=1, help="At most so many dates.")] = 20,
    per_date: Annotated[
        int | None, typer.Option("--per-date", min=1, help="At most so many events a date; about 40 in all.")
    ] = None,
    rest: Annotated[int, typer.Option("--rest", min=0, help="At most so many events of each other part.")] = 10,
    all: Annotated[bool, typer.Option("--all", help="Leave nothing out.")] = False,
    about: Annotated[str | None, typer.Option("--about", help="Only events with this name or these words.")] = None,
    since: Annotated[
        str | None, typer.Option("--since", metavar="DATE", help="From this day, month or year on.")
    ] = None,
    until: Annotated[str | None, typer.Option("--until", metavar="DATE", help="Up to this day, month or year.")] = None,
    place: Annotated[str | None, typer.Option("--place", help="Only events at this place or in this country.")] = None,
    min_origins: Annotated[int, typer.Option("--min-origins", min=1, help="Only events with so many origins.")] = 1,
    as_json: AsJson = False,
) -> None:
    """What happened, by date: the weightiest events of the weightiest dates, each in a report's own words.

    Marks: ≤ only the report's own date is known, ~ the date is inferred, ≠ contradicted (see: dateline show RECORD PLACE).

    \b
    dateline timeline kessen.dateline --dates 10
    dateline timeline kessen.dateline --about "port authority" --since 2020-03 --all
    """
    from ..views.room import EVERYTHING, Room
    from ..views.select import Selection
    from .timeline import timeline_lines

    selection = Selection(about, since, until, place, min_origins)
    room = EVERYTHING if all else Room(dates, per_date, rest)
    with opened(record) as found:
        view = found.timeline_view(selection, room)
    emit_json(view) if as_json else emit_lines(timeline_lines(view))


def names(
    record: RecordPath,
    type: Annotated[EntityType | None, typer.Option("--type", help="Only one type.")] = None,
    like: Annotated[str | None, typer.Option("--like", help="Only names that hold these letters.")] = None,
    aliases: Aliases = None,
    as_csv: Annotated[
        bool, typer.Option("--csv", help="Print all other names as CSV, to be changed and given back.")
    ] = False,
    limit: Limit = 50,
    as_json: AsJson = False,
) -> None:
    """Who and what is named, with other names, roles and why they are one, the most mentioned first; words such as "officials" last.

    With --aliases the decisions of a file are kept, and the record is made anew under them.

    \b
    dateline names kessen.dateline --type person
    dateline names kessen.dateline --csv > aliases.csv
    dateline names kessen.dateline --aliases aliases.csv
    """
    _alone(as_csv, **{"--json": as_json, "--like": like})
    decide(record, aliases=aliases)
    with opened(record) as found:
        if as_csv:
            emit_csv(found.aliases(type))
            return
        listed = found.first(limit).names(type, like)
    if as_json:
        emit_json(listed.rows)
        return
    _emit(name_lines(listed.rows), cells.NAMES, map(cells.name_cells, listed.rows))
    _rest(listed.total, limit, "names")


def places(
    record: RecordPath,
    like: Annotated[str | None, typer.Option("--like", help="Only places whose name holds these letters.")] = None,
    only: Annotated[
        PlaceState | None, typer.Option("--only", help="located, unlocated, or user: pinned by people.")
    ] = None,
    gazetteer: UserGazetteer = None,
    as_csv: Annotated[
        bool,
        typer.Option("--csv", help="Print your own and the unlocated places as CSV, to be filled in and given back."),
    ] = False,
    limit: Limit = 50,
    as_json: AsJson = False,
) -> None:
    """Where it is: each place with its pin and how sure that is, the most mentioned first; those without a pin with the reason.

    With --gazetteer the places of a file are kept as decisions, and the record is made anew under them.

    \b
    dateline places kessen.dateline --only unlocated
    dateline places kessen.dateline --gazetteer squares.csv
    """
    _alone(as_csv, **{"--json": as_json, "--like": like, "--only": only})
    decide(record, gazetteer=gazetteer)
    with opened(record) as found:
        if as_csv:
            emit_csv(found.gazetteer())
            return
        listed = found.first(limit).places(like, only)
    if as_json:
        emit_json(listed.rows)
        return
    _emit(place_lines(listed.rows), cells.PLACES, map(cells.place_cells, listed.rows))
    _rest(listed.total, limit, "places")


def offices(record: RecordPath, limit: Limit = 50, as_json: AsJson = False) -> None:
    """Who holds, takes or leaves which office, according to whom.

    \b
    dateline offices kessen.dateline
    """
    with opened(record) as found:
        listed = found.first(limit).offices()
    if as_json:
        emit_json(listed.rows)
        return
    _emit(office_lines(listed.rows), cells.OFFICES, map(cells.office_cells, listed.rows))
    _rest(listed.total, limit, "offices")


def figures(
    record: RecordPath,
    measure: Annotated[str | None, typer.Option("--measure", help="Only one measure, such as killed.")] = None,
    policy: Annotated[
        Policy | None, typer.Option("--policy", help="Which number heads the figures of one event over time.")
    ] = None,
    limit: Limit = 50,
    as_json: AsJson = False,
) -> None:
    """How many, according to whom, as of when; with --policy, each event's figures over time under one number.

    \b
    dateline figures kessen.dateline --measure arrested
    dateline figures kessen.dateline --policy majority
    """
    if policy:
        _series(record, policy, measure, limit, as_json=as_json)
        return
    with opened(record) as found:
        # Who reads a listing sees reprints once; a program gets every passage.
        listed = found.first(limit).figures(measure, once=on_terminal() and not as_json)
        known = [] if listed.total or measure is None else _measures(found)
    if as_json:
        emit_json(listed.rows)
        return
    _emit(figure_lines(listed.rows), cells.FIGURES, map(cells.figure_cells, listed.rows))
    _rest(listed.total, limit, "figures")
    _say_measures(measure, known)


def _measures(found: Record) -> list[str]:
    return sorted(found.measures())


def _say_measures(measure: str | None, known: Sequence[str]) -> None:
    if known:
        say(f"No figure is of the measure {measure!r}. Measures are: {', '.join(known)}.")


def _series(record: str, policy: Policy, measure: str | None, limit: int, *, as_json: bool) -> None:
    from .series import COLUMNS, series_cells, series_lines

    with opened(record) as found:
        rows = found.headline_figures(policy, measure)
        known = [] if rows or measure is None else _measures(found)
    if as_json:
        emit_json(rows[:limit])
        return
    _emit(series_lines(rows[:limit]), COLUMNS, series_cells(rows[:limit]))
    _rest(len(rows), limit, "series")
    _say_measures(measure, known)


def disputes(
    record: RecordPath,
    kind: Annotated[ContradictionKind | None, typer.Option("--kind", help="Only one kind.")] = None,
    all: Annotated[bool, typer.Option("--all", help="Also those that somebody ruled to be settled.")] = False,
    limit: Limit = 50,
    as_json: AsJson = False,
) -> None:
    """Where reports disagree, both passages side by side; conflicts first, then updates and refinements.

    \b
    dateline disputes kessen.dateline --kind conflict
    """
    with opened(record) as found:
        rows: tuple[DisputeRow, ...] = found.disputes(kind, settled=all)
    if as_json:
        emit_json(rows[:limit])
        return
    emit_lines(dispute_lines(rows[:limit]))
    _rest(len(rows), limit, "disputes")


def sources(record: RecordPath, limit: Limit = 20, as_json: AsJson = False) -> None:
    """Whose words these are: speakers, sources without a name, relays, publishers, origins; which origins tell which event.

    \b
    dateline sources kessen.dateline --limit 10
    """
    with opened(record) as found:
        first = found.first(limit)
        view, n_events = first.sources(), first.n_events
    if as_json:
        from ..views.sources import shortened

        emit_json(shortened(view, limit))
        return
    _sources("speakers", view.speakers, limit, "class")
    _unnamed(view)
    _sources("relays", view.relays, limit, "how")
    _sources("publishers", view.publishers, limit)
    _origins(view, limit)
    _events(view, limit, n_events)


def search(
    record: RecordPath,
    query: Annotated[
        str | None, typer.Argument(metavar="[QUERY]", help='Words; "a phrase"; a OR b; -not.', show_default=False)
    ] = None,
    speaker: Annotated[
        str | None, typer.Option("--speaker", help="Only what this person, body or class of unnamed sources says.")
    ] = None,
    hand: Annotated[Hand | None, typer.Option("--hand", help="Only what is so near to who says it.")] = None,
    limit: Limit = 20,
    as_json: AsJson = False,
) -> None:
    """Passages and names that hold the words, best first; without words all that a speaker says.

    \b
    dateline search kessen.dateline "walked out" --speaker Ilvesen
    dateline search kessen.dateline --speaker witness
    """
    with opened(record) as found:
        rows = found.search(query, speaker, limit + 1, hand)
    more, rows = len(rows) > limit, rows[:limit]
    if as_json:
        emit_json(rows)
        return
    for row in sorted(rows, key=lambda row: row.kind == "name"):
        if row.quote:
            near = row.hand if row.hand in ("witnessed", "second-hand") else ""
            state = "rejected" if row.rejected else ""
            below = (state, _who(row.voice), near or "", date(row.date), row.quote.place, row.id)
            emit_lines([line(quoted(row.quote.exact)), items(((part, "dim") for part in below), 2)])
    asked = " and ".join(repr(word) for word in (query, speaker, hand) if word is not None)
    if not rows:
        say(f"Nothing holds {asked}.")
    if more:
        say(f"More holds {asked}: --limit {2 * limit}")


def show(
    record: RecordPath,
    target: Annotated[
        str, typer.Argument(metavar="TARGET", help="An id, a name, PATH, or PATH:OFFSET.", show_default=False)
    ],
    as_json: AsJson = False,
) -> None:
    """One thing in its paragraph, with everything that stands on it and why: speakers, dates, origins, copies, rules.

    \b
    dateline show kessen.dateline in/harbour.txt:66
    dateline show kessen.dateline "Mara Ilvesen"
    """
    with opened(record) as found:
        view = found.show(target)
    emit_json(view) if as_json else emit_lines(shown_lines(view))


def _emit(lines: Iterable[Line], columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Lines for a reader at a terminal, cells for a program behind a pipe."""
    if on_terminal():
        emit_lines(lines)
    else:
        emit_table(columns, rows)


def _sources(title: str, rows: Sequence[SourceRow], limit: int, kind: str | None = None) -> None:
    if rows:
        extra = (kind,) if kind else ()
        emit_table(
            (title, *extra, "statements", "reports", "origins"),
            (
                (
                    row.name,
                    *((row.kind or "",) if kind else ()),
                    *map(str, (row.n_statements, row.n_reports, row.n_origins)),
                )
                for row in rows[:limit]
            ),
        )
        _rest(len(rows), limit, title)
        emit_lines([line("")])


def _unnamed(view: SourcesView) -> None:
    if view.unnamed:
        emit_table(
            ("without a name", "statements", "reports", "origins", "with the terms"),
            (
                (row.kind, *map(str, (row.n_statements, row.n_reports, row.n_origins, row.n_explained)))
                for row in view.unnamed
            ),
        )
        emit_lines([line("")])
    emit_table(("hand", "statements"), ((row.hand, str(row.n_statements)) for row in view.hands))
    emit_lines([line("")])


def _origins(view: SourcesView, limit: int) -> None:
    labels = table("labels")["origin"]
    names = {row.id: row.name or "unknown" for row in view.origins}
    emit_table(
        ("origins", "why", "statements", "events"),
        ((names[r.id], labels[r.kind], str(r.n_statements), str(r.n_events)) for r in view.origins[:limit]),
    )
    _rest(len(view.origins), limit, "origins")
    emit_lines([line("")])


def _events(view: SourcesView, limit: int, total: int) -> None:
    names = {row.id: row.name or "unknown" for row in view.origins}
    emit_table(
        ("events", "origins"),
        ((quoted(row.quote.exact), "; ".join(names[id] for id in row.origins)) for row in view.events[:limit]),
    )
    _rest(total, limit, "events")


def _rest(total: int, limit: int, noun: str) -> None:
    if not total:
        say(f"The record holds no such {noun}.")
    elif total > limit:
        say(f"{total - limit:,} more {noun}: --limit {total}")


def _alone(as_csv: bool, **others: object) -> None:
    """Raises InputError (E103) where ``--csv``, which prints one whole file, is given with what would change or cut it."""
    if as_csv and (given := [name for name, value in others.items() if value]):
        raise InputError(
            "E103", f"--csv prints a whole file, and cannot go with {' and '.join(given)}.", "Leave one of them out."
        )


def _who(voice: Voice | None) -> str:
    return voice.label if voice else ""
