"""The commands by which people rule on a record: judge and review.

Always true here: who judges is told by whoever judges, with ``--who`` or the environment variable DATELINE_WHO, and never guessed; what a
command works with is imported when it runs, so that no other command and no help waits for it.
"""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..errors import InputError, RecordError
from ..model.words import EntityType
from ..views.counts import counted
from ..views.visible import one_line, quoted
from .deciding import take_in, tell_unapplied
from .opening import opened
from .options import AsJson, Limit, RecordPath
from .progress import watching
from .terminal import Line, Piece, emit_bytes, emit_json, emit_lines, emit_table, items, line, on_terminal, say
from .verbs import USAGE

if TYPE_CHECKING:
    from ..model.judgements import Judgement
    from ..views.review import ReviewRow
    from ..views.rulings import RulingRow

Verb = Annotated[str | None, typer.Argument(metavar="[VERB]", help=f"One of {', '.join(USAGE)}.", show_default=False)]
Words = Annotated[
    list[str] | None, typer.Argument(metavar="[WORD]...", help="What the verb takes.", show_default=False)
]
Who = Annotated[str | None, typer.Option("--who", envvar="DATELINE_WHO", help="Who judges; DATELINE_WHO if left out.")]
Why = Annotated[str | None, typer.Option("--why", help="The reason, or what a comment says.")]
UndoId = Annotated[str | None, typer.Option("--undo", metavar="ID", help="Let a decision no longer hold.")]
OfType = Annotated[EntityType | None, typer.Option("--type", help="alias, distinct: only this type.")]
At = Annotated[str | None, typer.Option("--pin", metavar="LAT,LON", help="place: where the place NAME is.")]
PlaceKind = Annotated[str, typer.Option("--kind", help="place: what NAME is, such as square or town.")]
Within = Annotated[str | None, typer.Option("--in", help="place: the town or region that NAME lies in.")]
Country = Annotated[str | None, typer.Option("--country", help="place: its country, if --in does not say it.")]
Copies = Annotated[bool, typer.Option("--copies", help="reject: also the same words where they were copied.")]
ExportTo = Annotated[
    str | None, typer.Option("--export", metavar="FILE", help="Write all decisions as JSON lines (- is stdout).")
]
ImportFrom = Annotated[
    str | None, typer.Option("--import", metavar="FILE", help="Take in decisions written by --export.")
]


def judge(
    record: RecordPath,
    verb: Verb = None,
    words: Words = None,
    who: Who = None,
    why: Why = None,
    undo: UndoId = None,
    type: OfType = None,
    pin: At = None,
    kind: PlaceKind = "site",
    within: Within = None,
    country: Country = None,
    copies: Copies = False,
    export: ExportTo = None,
    take_in: ImportFrom = None,
    as_json: AsJson = False,
) -> None:
    """Rule on what the machine made of the reports; without a verb, list all decisions with what became of each.

    Decisions are kept for ever with who, when and why, outrank the machine, and hold after every rebuild.

    \b
    dateline judge kessen.dateline merge "Mara Ilvesen" "M. Ilveson" --who ines --why same
    dateline judge kessen.dateline reject in/odd.txt:12 --who ines --why "a forged leaflet"
    dateline judge kessen.dateline --undo 0b8f --who ines --why "it was real"
    """
    asked = [
        name for name, given in (("VERB", verb), ("--undo", undo), ("--export", export), ("--import", take_in)) if given
    ]
    if len(asked) > 1:
        raise InputError("E103", f"{' and '.join(asked)} cannot go together.", "Give one of them.")
    if export is not None:
        _export(record, export)
    elif take_in is not None:
        _import(record, take_in)
    elif verb is None and undo is None:
        with opened(record) as found:
            rows = found.rulings()
        emit_json(rows) if as_json else _emit_rulings(rows)
    else:
        from .judgements import judgement_of

        pinned = (pin, kind, within, country)
        _judge(record, judgement_of(verb, words or [], undo, type, pinned, copies=copies), who, why)


def review(record: RecordPath, limit: Limit = 20, as_json: AsJson = False) -> None:
    """What a person should look at, the most that depends on it first, each with the command that settles it.

    \b
    dateline review kessen.dateline --limit 5
    """
    with opened(record) as found:
        rows = found.review(limit + 1)
    shown = rows[:limit]
    if as_json:
        emit_json([_fields(row) | {"command": _command(record, row)} for row in shown])
        return
    if on_terminal():
        emit_lines(part for row in shown for part in _review_lines(record, row))
    else:
        emit_table(REVIEW, (_review_cells(record, row) for row in shown))
    if not rows:
        say("Nothing waits for a judgement.")
    elif len(rows) > limit:
        say(f"More waits: --limit {2 * limit}")


def _judge(record: str, judgement: Judgement, who: str | None, why: str | None) -> None:
    if not (who or "").strip():
        raise InputError(
            "E103", "Nobody judges.", "Say who with --who NAME, or in the environment variable DATELINE_WHO."
        )
    if not (why or "").strip():
        raise InputError("E103", "No reason is given.", "Say why with --why TEXT; a few words are enough.")
    opened(record).close()
    from .. import api

    with opened(record) as found:
        before = {row.id: row.state for row in found.rulings()}
    with watching() as watch, api.judge(record, judgement, who=who or "", why=why or "", progress=watch) as after:
        rows = after.rulings()
        # An earlier decision may be superseded now, or have lost what it was about.
        changed = [row for row in rows if row.state != before.get(row.id)]
        failures = [f for row in changed for f in after.failures if f.path == f"decision {row.id}"]
    for row in sorted(changed, key=lambda row: row.id in before):
        say(_became(row, row.id in before))
    if all(row.id in before for row in rows):
        say("Nothing new: this stands already.")
    tell_unapplied(failures)


def _became(row: RulingRow, earlier: bool) -> str:
    """What became of a decision, in one line; of an ``earlier`` one also who took it."""
    head, now = (f"Earlier decision {row.id} ({row.who})", "now ") if earlier else (f"Decision {row.id}", "")
    if row.undoes:
        again = ", now undone" if row.state == "undone" else ", in force again" if earlier else ""
        return f"{head}: undo {row.undoes}{again}."
    return one_line(
        f"{head}: {row.kind} {' / '.join(row.about)}{f' {row.value}' if row.value else ''}, {now}{row.state}."
    )


def _export(record: str, file: str) -> None:
    with opened(record) as found:
        content, n = found.export_decisions(), len(found.all_decisions)
    if file == "-":
        emit_bytes(content)
        return
    try:
        Path(file).write_bytes(content)
    except OSError as error:
        raise RecordError(
            "E207", f"{file} cannot be written: {error.strerror}.", "Make room, or write elsewhere."
        ) from error
    say(f"{counted(n, 'decision')} written to {file}.")


def _import(record: str, file: str) -> None:
    from .. import api
    from ..read.decisions import read_decisions

    with opened(record) as before:
        given = read_decisions(Path(file), {decision.id for decision in before.all_decisions})
    take_in(record, len(given), lambda watch: api.import_decisions(record, file, progress=watch))


# --- for the eye ----------------------------------------------------------------------------------------------------

REVIEW = ("kind", "id", "depends", "about", "passage", "place", "command")
RULINGS = ("id", "state", "kind", "noun", "about", "value", "who", "when", "why", "applied to", "undoes")


def _fields(row: ReviewRow) -> dict[str, object]:
    return {name: getattr(row, name) for name in row.__struct_fields__}


def _command(record: str, row: ReviewRow) -> str:
    return shlex.join(("dateline", "judge", record, *row.judge))


def _review_cells(record: str, row: ReviewRow) -> tuple[str, ...]:
    quote = (row.quote.exact, row.quote.place) if row.quote else ("", "")
    return (row.kind, row.id, f"{row.depends:g}", row.about, *quote, _command(record, row))


def _review_lines(record: str, row: ReviewRow) -> Sequence[Line]:
    head = Line(((row.kind, "bold"), (f" · {row.about} · weight {row.depends:g}", "dim")))
    words = Line(((quoted(row.quote.exact), ""), (f" {row.quote.place}", "dim")), 2) if row.quote else line("")
    return (head, words, line(_command(record, row), "", 2), line(""))


def _emit_rulings(rows: Sequence[RulingRow]) -> None:
    if not on_terminal():
        emit_table(RULINGS, map(_ruling_cells, rows))
    else:
        emit_lines(part for row in rows for part in _ruling_lines(row))
    if not rows:
        say("Nobody has ruled on this record.")


def _ruling_cells(row: RulingRow) -> tuple[str, ...]:
    about, applied = " | ".join(row.about), " | ".join(row.ids)
    return (
        *(row.id, row.state, row.kind, row.noun or "", about, row.value or ""),
        *(row.who, row.when, row.why, applied, row.undoes or ""),
    )


def _ruling_lines(row: RulingRow) -> Sequence[Line]:
    what = f" {' / '.join(row.about)}" if row.about else f" {row.undoes or ''}"
    head = Line(((row.id, "dim"), (f" {row.kind}", "bold"), (what, ""), (f" {row.value}" if row.value else "", "")))
    state: Piece = (row.state, "red" if row.state == "not applied" else "dim")
    return (head, items((state, (row.who, "dim"), (row.when, "dim"), (row.why, ""), (" ".join(row.ids), "dim")), 2))
