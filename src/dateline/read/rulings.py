"""What people rule in CSV files: other names (``name,alias``), and places of their own (``name,lat,lon,kind,in``).

Always true here: a file is taken in whole or not at all, every bad row is told with its line; what a row does not say of who and when
is the one who gives the file and the time at which it was last changed, so that the same file is the same decisions; what ``views``
wrote into a cell, escapes and guards included, is the text that it was written from.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import cast, get_args

from ..errors import InputError
from ..model.decisions import Decision, fault_of, is_moment
from ..model.judgements import Alias, Distinct, Pin, Signature
from ..model.notes import EntityType, PlaceFix, PlacePrecision
from ..rules import table
from .csv_file import Row, first_row, rows
from .decode import decode
from .fault import Fault
from .source import load

SAID = {"": True, "yes": True, "y": True, "true": True, "1": True, "no": False, "n": False, "false": False, "0": False}
"""What may stand under ``same``; an empty cell is yes."""
MACHINE = "machine"
"""Under ``who`` in an exported file: the machine found it. It becomes a person's ruling only where the person changes it to "no"."""
LARGEST = 100_000_000
"""Bytes of such a file: some million rows."""
SHOWN = 8
"""Bad rows that a message names."""
LONGEST = 500
"""Letters of a name; what is longer is no name but a slip in the file."""
GUARDED = re.compile(r"'+[=+\-@\t\r]")
ESCAPE = re.compile(r"\\(?:x([0-9a-f]{2})|u([0-9a-f]{4}))")
"""A sign that a cell does not hold as it is, as an exported file has it."""
AS_WRITTEN = ("who", "aliases")
"""Columns whose escapes are read later: where one stood, ``machine`` is a person, and ``;`` is part of a name."""
CountryOf = Callable[[str], str | None]
"""The country code of a place or country by name; None where the name does not decide."""
Make = Callable[[Mapping[str, str]], Decision | str | None]
"""A row's decision, or what is wrong with it; None for a row that rules nothing."""


def read_aliases(path: Path, who: str) -> tuple[Decision, ...]:
    """The rulings of a file with the columns ``name, alias``, and where wanted ``type, same, who, when, why``. Raises InputError (E104)."""
    base = _signed(path, who)
    found = _decisions(path, ("name", "alias"), lambda cells: _alias(cells, base))
    ruled: dict[tuple[object, ...], Decision] = {}
    for decision in found:
        # Of two rulings of two people, or at two times, both are kept; docs/decisions.md says which counts.
        pair = (frozenset(map(str.casefold, decision.names)), decision.value, decision.who, decision.when)
        before = ruled.setdefault(pair, decision)
        if before.kind != decision.kind:
            message = f"{path}: {' and '.join(decision.names)} are the same in one row and not in another."
            raise InputError("E104", message, "Leave one of the two rows out; nothing of the file was taken in.")
    return found


def read_gazetteer(path: Path, who: str, country_of: CountryOf) -> tuple[Decision, ...]:
    """The places of a file with the columns ``name, lat, lon, kind, in``, and where wanted ``aliases`` (between ``;``), ``country``
    (a code or a name), ``who, when, why``. Raises InputError (E104)."""
    base = _signed(path, who)
    needed = ("name", "lat", "lon", "kind")
    found = _decisions(path, needed, lambda cells: _place(cells, _place_names(cells), base, country_of))
    pins: dict[tuple[str | None, ...], Decision] = {}
    for decision in found:
        country = decision.place.country if decision.place else None
        for name in decision.names:
            # Of two rulings of two people, or at two times, both are kept, in their order.
            before = pins.setdefault((name.casefold(), country, decision.who, decision.when), decision)
            if before.place != decision.place:
                message = f"{path}: {name} has one pin in one row and another in another."
                raise InputError("E104", message, "Leave one of the two rows out; nothing of the file was taken in.")
    return found


def named(judgement: Alias | Distinct | Pin, signed: Signature, country_of: CountryOf) -> Decision:
    """The decision that a judgement on printed names is. Raises InputError (E105) for one that cannot be."""
    base = (signed.who, signed.when, signed.why)
    if isinstance(judgement, Pin):
        pin = {
            "lat": str(judgement.lat),
            "lon": str(judgement.lon),
            "kind": judgement.kind,
            "in": judgement.within or "",
            "country": judgement.country or "",
        }
        made = _place(pin, judgement.names or ("",), base, country_of)
    else:
        same, other = ("yes", judgement.alias) if isinstance(judgement, Alias) else ("no", judgement.other)
        cells = {"name": judgement.name, "alias": other, "type": judgement.type or "", "same": same}
        made = _alias(cells, base)
    if not isinstance(made, Decision) or (fault := fault_of(made)):
        wrong = made if isinstance(made, str) else fault
        raise InputError(
            "E105", f"This judgement cannot be made: {wrong}.", "See docs/names.md for what names and places take."
        )
    return made


def _decisions(path: Path, needed: tuple[str, ...], make: Make) -> tuple[Decision, ...]:
    found: dict[str, Decision] = {}
    wrong: list[str] = []
    for row in _rows(path, needed):
        made = row.message if isinstance(row, Fault) else make(row.cells)
        if isinstance(made, Decision):
            made = fault_of(made) or made
        if isinstance(made, str):
            wrong.append(f"{row.where}: {made.rstrip('.')}")
        elif made is not None:
            found[made.id] = made
    if wrong:
        more = f" and {len(wrong) - SHOWN} more" if len(wrong) > SHOWN else ""
        message = f"{path} has rows that cannot be used: {'; '.join(wrong[:SHOWN])}{more}."
        raise InputError("E104", message, "Correct them; nothing of the file was taken in.")
    return tuple(found.values())


def _rows(path: Path, needed: tuple[str, ...]) -> Iterator[Row | Fault]:
    """The rows with the names of their columns in small letters and what is in the cells as it was before a spreadsheet guarded it."""
    content = load(path, LARGEST)
    text = content if isinstance(content, Fault) else decode(content.raw)
    if isinstance(text, Fault):
        where = f" ({text.where})" if text.where else ""
        raise InputError("E104", f"{path}{where}: {text.message}", "Save it as CSV in UTF-8.")
    head = [name.casefold() for name in first_row(text)]
    begin = f"Begin it with the line {','.join(needed)}."
    if missing := [name for name in needed if name not in head]:
        raise InputError("E104", f"{path} has no {' and no '.join(missing)} in its first line.", begin)
    if twice := sorted({name for name in head if name and head.count(name) > 1}):
        raise InputError("E104", f"{path} has {' and '.join(twice)} twice in its first line.", begin)
    found = tuple(rows(text))
    if not found:
        raise InputError("E104", f"{path} has no row below its first line.", "Write one row for each ruling.")
    for row in found:
        yield row if isinstance(row, Fault) else row._replace(cells=_plain(row.cells))


def _plain(cells: Mapping[str, str]) -> dict[str, str]:
    plain = {name.strip().casefold(): " ".join((cell or "").split()) for name, cell in cells.items()}
    unguarded = {name: cell[1:] if GUARDED.match(cell) else cell for name, cell in plain.items()}
    return {name: cell if name in AS_WRITTEN else _meant(cell) for name, cell in unguarded.items()}


def _meant(cell: str) -> str:
    """What ``cell`` was written from."""
    return ESCAPE.sub(lambda found: chr(int(found[1] or found[2], 16)), cell)


def _signed(path: Path, who: str) -> tuple[str, str, str]:
    """Who, when and why, for rows that do not say."""
    try:
        changed = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except OSError as error:
        raise InputError("E104", f"{path} cannot be read: {error.strerror}.", "Check the path.") from error
    return who, changed.strftime("%Y-%m-%dT%H:%M:%SZ"), path.name


def _sign(cells: Mapping[str, str], base: tuple[str, str, str]) -> tuple[str, str, str] | str:
    stated = cells.get("who", "")
    who = base[0] if stated in ("", MACHINE) else _meant(stated)
    when, why = cells.get("when", "") or base[1], cells.get("why", "") or base[2]
    return (
        (who, when, why)
        if is_moment(when)
        else f"when is {when!r}, not a time such as 2020-10-06 or 2020-10-06T18:30:00Z"
    )


def _alias(cells: Mapping[str, str], base: tuple[str, str, str]) -> Decision | str | None:
    name, alias, type = cells.get("name", ""), cells.get("alias", ""), cells.get("type", "").casefold()
    same, signed = SAID.get(cells.get("same", "").casefold()), _sign(cells, base)
    if same and cells.get("who") == MACHINE:
        return None  # whatever the machine took for a name
    if wrong := _no_name("name", name) or _no_name("alias", alias):
        return wrong
    if name.casefold() == alias.casefold():
        return f"name and alias are both {name!r}"
    if type and type not in get_args(EntityType):
        return f"type is {type!r}, not one of {', '.join(get_args(EntityType))}"
    if same is None:
        return f"same is {cells['same']!r}, not yes or no"
    if isinstance(signed, str):
        return signed
    kind = "alias" if same else "distinct"
    return Decision(kind, "entity", (), type or None, *signed, names=(name, alias))  # type: ignore[arg-type]


def _place_names(cells: Mapping[str, str]) -> tuple[str, ...]:
    """The name of a row, and the others between ``;``."""
    others = (_meant(part.strip()) for part in cells.get("aliases", "").split(";"))
    return (cells.get("name", ""), *filter(None, others))


def _place(
    cells: Mapping[str, str], called: Sequence[str], base: tuple[str, str, str], country_of: CountryOf
) -> Decision | str | None:
    kind = cells.get("kind", "").casefold()
    if not (cells.get("lat") or cells.get("lon") or kind):
        return None  # a line of an exported list that nobody filled in
    lat, lon, signed = _degrees(cells, "lat", 90), _degrees(cells, "lon", 180), _sign(cells, base)
    within, stated = cells.get("in", "") or None, cells.get("country", "")
    country = country_of(whose) if (whose := stated or within or "") else None
    precision = next((p for p, kinds in table("places")["precision"].items() if kind in kinds), None)
    columns = ("name", *("aliases" for _ in called[1:]))
    if wrong := next(filter(None, map(_no_name, columns, called)), None):
        return wrong
    for found in (lat, lon, signed):
        if isinstance(found, str):
            return found
    if precision is None:
        return f"kind is {kind!r}; docs/names.md lists the kinds (site fits any building or spot)"
    if stated and country is None:
        return f"country is {stated!r}, no country's name or code"
    fix = PlaceFix(cast(float, lat), cast(float, lon), None, country, cast(PlacePrecision, precision), within)
    names = tuple(dict.fromkeys(called))
    return Decision("place", "entity", (), kind, *cast(tuple[str, str, str], signed), names=names, place=fix)


def _degrees(cells: Mapping[str, str], name: str, most: int) -> float | str:
    try:
        value = float(cells.get(name, ""))
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        return f"{name} is {cells.get(name, '')!r}, not a number of degrees such as 42.87"
    return (
        value
        if abs(value) <= most
        else f"{name} is {value:g}, beyond {most} degrees (or lat and lon stand in each other's place)"
    )


def _no_name(column: str, words: str) -> str | None:
    """Why what stands in ``column`` is no name; None where it is one."""
    if len(words) > LONGEST:
        return f"{column} has more than {LONGEST} letters"
    return None if any(map(str.isalpha, words)) else f"{column} is empty or holds no letter"
