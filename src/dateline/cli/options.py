"""The options that commands share, and how their words become values."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated

import typer

from ..errors import InputError, SettingError

# Only what reads texts has settings.
if TYPE_CHECKING:
    from ..settings import Settings

RecordPath = Annotated[str, typer.Argument(metavar="RECORD", help="The record file.", show_default=False)]
Inputs = Annotated[list[str], typer.Argument(metavar="INPUT", help="Files, folders or globs.", show_default=False)]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON and nothing else.")]
Limit = Annotated[int, typer.Option("--limit", min=1, help="At most so many rows.")]
Encoding = Annotated[str | None, typer.Option("--encoding", help="Encoding of text files, such as cp1252.")]
Field = Annotated[
    list[str] | None,
    typer.Option("--field", metavar="NAME=FIELD", help="Which JSON or CSV field holds text, title, published ..."),
]
Publisher = Annotated[str | None, typer.Option("--publisher", help="Publisher of all inputs.")]
Published = Annotated[str | None, typer.Option("--published", help="Date of all inputs, such as 2020-10-06.")]
Agency = Annotated[str | None, typer.Option("--agency", help="Agency whose copy all inputs are.")]
Title = Annotated[str | None, typer.Option("--title", help="Title of all inputs.")]
Set = Annotated[
    list[str] | None, typer.Option("--set", metavar="NAME=VALUE", help="Change a setting (docs/settings.md).")
]
Jobs = Annotated[int, typer.Option("--jobs", "-j", min=1, help="Worker processes; the record stays the same.")]
Engine = Annotated[
    str,
    typer.Option(
        "--engine",
        metavar="ENGINE",
        help="processes; dask: a cluster of --jobs workers; or dask://HOST:PORT (docs/scale.md). The record stays the same.",
    ),
]
Strict = Annotated[bool, typer.Option("--strict", help="Exit with 1 if any input could not be read.")]
Aliases = Annotated[
    str | None,
    typer.Option("--aliases", metavar="CSV", help="Names that are one, or not the same, as decisions (docs/names.md)."),
]
UserGazetteer = Annotated[
    str | None, typer.Option("--gazetteer", metavar="CSV", help="Places of your own, as decisions (docs/names.md).")
]

Types = Annotated[
    str | None, typer.Option("--types", metavar="TOML", help="Types of events of your own (docs/events.md).")
]
Outlets = Annotated[
    str | None,
    typer.Option("--outlets", metavar="TOML", help="Outlets, agencies and families of your own (docs/copies.md)."),
]

TRUTH = MappingProxyType({"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False})


def pairs(given: Sequence[str] | None, option: str) -> dict[str, str]:
    """``NAME=VALUE`` words as a table. Raises InputError (E103) for a word without ``=`` or a name given twice."""
    found: dict[str, str] = {}
    for word in given or ():
        name, sign, value = word.partition("=")
        if not sign or not name:
            raise InputError("E103", f"{option} {word!r} has no value.", f"Write {option} NAME=VALUE.")
        if name in found:
            raise InputError("E103", f"{option} names {name} twice.", "Leave one of them out.")
        found[name] = value
    return found


def settings(
    given: Sequence[str] | None,
    jobs: int = 1,
    types: str | None = None,
    outlets: str | None = None,
    engine: str = "processes",
) -> Settings:
    """The settings with the words of ``--set``, ``--jobs``, ``--engine`` and the files of ``--types`` and ``--outlets``.

    Raises SettingError for an unknown name or a wrong value, InputError (E104) for a file that cannot be used.
    """
    base = _own_rules(types, outlets).with_values(jobs=jobs, engine=engine)
    kinds = {name: type(getattr(base, name)) for name in base.__struct_fields__}
    values = {name: _value(name, word, kinds.get(name, str)) for name, word in pairs(given, "--set").items()}
    return base.with_values(**values)


def _own_rules(types: str | None, outlets: str | None) -> Settings:
    """The settings with what is in the files of a user's own."""
    from ..settings import Settings

    if types is None and outlets is None:
        return Settings()
    # Few give rules of their own, and what reads them brings the parser of TOML.
    from ..read.own_rules import outlets_in, types_in

    return Settings(
        types="" if types is None else types_in(Path(types)),
        outlets="" if outlets is None else outlets_in(Path(outlets)),
    )


def _value(name: str, word: str, kind: type) -> float | int | str | bool:
    try:
        if kind is bool:
            return TRUTH[word.casefold()]
        return word if kind is str else int(word) if kind is int else float(word)
    except (KeyError, ValueError) as error:
        remedy = f"It takes a {'whole ' if kind is int else ''}number (docs/settings.md)."
        raise SettingError("E302", f"The setting {name} cannot be {word!r}.", remedy) from error
