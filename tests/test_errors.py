"""The error tree: every code is used, every error says what to do, and errors travel between processes."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

import dateline.api as api
from dateline import errors

SOURCE = Path(__file__).parents[1] / "src" / "dateline"
CODES = sorted({*errors.ERRORS, *errors.FAILURES})


@pytest.mark.parametrize("code", CODES)
def test_every_code_is_used(code):
    """No code stands in the table that nothing gives."""
    files = (p for p in SOURCE.rglob("*.py") if p.name != "errors.py")
    assert any(f'"{code}"' in p.read_text(encoding="utf-8") for p in files)


@pytest.mark.parametrize(
    "kind", [errors.InputError, errors.RecordError, errors.SettingError, errors.ParserError, errors.LookupFailed]
)
def test_errors_travel(kind):
    """An error raised in a worker process arrives as it was."""
    error = pickle.loads(pickle.dumps(kind("E000", "What.", "Do this.")))  # noqa: S301 - our own bytes
    assert (type(error), error.code, error.message, error.remedy) == (kind, "E000", "What.", "Do this.")
    assert str(error) == "E000: What. Do this."


def test_nothing_read_names_the_failures(tmp_path):
    """Where no input can be read, the error carries each failure with its remedy."""
    (tmp_path / "empty.txt").write_bytes(b"")
    with pytest.raises(api.NothingReadError) as caught:
        api.build(str(tmp_path / "empty.txt"), str(tmp_path / "x.dateline"))
    assert [f.code for f in caught.value.failures] == ["R101"]
    assert not (tmp_path / "x.dateline").exists()


def test_unknown_setting():
    """A setting that is unknown, of the wrong kind or not positive says which ones there are and what they take."""
    from dateline.settings import Settings

    for values, code in (({"speed": 1}, "E301"), ({"jobs": "two"}, "E302"), ({"containment": -1.0}, "E302")):
        with pytest.raises(errors.SettingError) as caught:
            Settings().with_values(**values)
        assert caught.value.code == code


def test_unknown_model(tmp_path):
    """A parser that is not installed is named, with what to install."""
    from dateline.settings import Settings

    (tmp_path / "a.txt").write_text(
        "The mayor of Arden resigned on Monday after a long night of talks.", encoding="utf-8"
    )
    with pytest.raises(errors.ParserError) as caught:
        api.build(str(tmp_path / "a.txt"), settings=Settings(model="no_such_model"))
    assert caught.value.code == "E401"
