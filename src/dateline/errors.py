"""The error tree, and the codes of what can go wrong with one input.

    DatelineError              everything that Dateline raises on purpose; shown as what, where, what to do
    |- InputError              E1xx  nothing could be read, or an option names what is not there
    |- RecordError             E2xx  the record file: absent, foreign, newer, busy, damaged
    |- SettingError            E3xx  a setting that is unknown or out of its range
    |- ParserError             E4xx  the language model is absent or not the one that was checked
    `- LookupFailed            E5xx  a name, event or passage that the record does not hold; E6xx worker processes

Errors stop a command. A *failure* (``FAILURES``) concerns one input: it is recorded, shown, and the rest goes on.
Every code here stands in docs/errors.md; a test holds that.
"""

from __future__ import annotations

from typing import Any, Literal, NamedTuple


class DatelineError(Exception):
    """Something Dateline cannot do: ``code``, ``message`` (what and where) and ``remedy`` (what to do)."""

    def __init__(self, code: str, message: str, remedy: str) -> None:
        super().__init__(f"{code}: {message} {remedy}")
        self.code = code
        self.message = message
        self.remedy = remedy

    def __reduce__(self) -> tuple[Any, ...]:
        """How it travels from a worker process: by the three things it is made of."""
        return type(self), (self.code, self.message, self.remedy)


class InputError(DatelineError):
    """Nothing could be read, or an input option names what is not there."""


class RecordError(DatelineError):
    """The record file is absent, foreign, newer than this version, busy or damaged."""


class SettingError(DatelineError):
    """A setting is unknown or out of its range."""


class ParserError(DatelineError):
    """The language model is absent or differs from the one that was checked."""


class LookupFailed(DatelineError):  # noqa: N818 - it reads as what happened: the look-up failed
    """The record holds no such thing."""


ERRORS: dict[str, str] = {
    "E101": "nothing could be read",
    "E103": "an input option cannot be used",
    "E104": "a file of decisions, of types or of outlets cannot be used",
    "E105": "a judgement cannot be made",
    "E201": "no such record",
    "E202": "not a record of Dateline",
    "E203": "the record was made by a newer version",
    "E204": "the record is busy: another process writes to it",
    "E205": "the record is damaged",
    "E206": "the output already exists and is not a record",
    "E207": "the output cannot be written",
    "E208": "the build of the record did not finish",
    "E301": "unknown setting",
    "E302": "a setting out of its range",
    "E401": "the language model is not installed",
    "E501": "no such thing in the record",
    "E502": "an unknown format",
    "E601": "worker processes died",
    "E602": "the engine is not installed",
    "E603": "the scheduler does not answer",
    "E604": "the scheduler has no worker",
    "E605": "a worker is not the same",
}


class FailureKind(NamedTuple):
    """What a failure code means and what the user can do about it."""

    title: str
    severity: Literal["error", "warning"]
    remedy: str


FAILURES: dict[str, FailureKind] = {
    "R101": FailureKind("the file is empty", "error", "Check that the download or export was complete."),
    "R102": FailureKind(
        "the file is binary, not text", "error",
        "Save it as text, HTML or one of the formats in docs/inputs.md.",
    ),
    "R103": FailureKind("the text cannot be decoded", "error", "Save it as UTF-8, or name the encoding with --encoding."),
    "R104": FailureKind("the file is larger than the limit", "error", "Split it, or raise the setting max_bytes."),
    "R105": FailureKind("no text was found", "error", "Check that the page holds an article, not only links or a script."),
    "R106": FailureKind(
        "the text is not English", "error",
        "Dateline reads English; leave the file out or translate it yourself.",
    ),
    "R107": FailureKind("the file cannot be opened", "error", "Check that it exists and that you may read it."),
    "R108": FailureKind("the format is not known", "error", "Rename the file to one of the endings in docs/inputs.md."),
    "R109": FailureKind("the file is malformed", "error", "Repair the file at the place named; the items before it were read."),
    "R110": FailureKind("an item has no text", "error", "Name the field that holds the text with --field text=NAME."),
    "R111": FailureKind("the same report was given twice", "warning", "Nothing to do: it counts once."),
    "R112": FailureKind("a metadata row names no file", "warning", "Correct the file column of metadata.csv."),
    "R113": FailureKind("a stated date cannot be read", "warning", "Write dates as 2020-10-06 or 2020-10-06T18:30+06:00."),
    "R114": FailureKind("the text is longer than the limit", "error", "Split it, or raise the setting max_characters."),
    "R115": FailureKind("part of the file was not read", "warning", "Look at that part yourself; save it as text if it matters."),
    "R116": FailureKind("the file is locked with a password", "error", "Save a copy without the password."),
    "R117": FailureKind("the pages are pictures", "error", "Run text recognition (OCR) and give its text or its PDF."),
    "R118": FailureKind(
        "the file may hold several reports", "warning",
        "It was read as one. Give each report a file, or a first line such as 'date 2020-10-06' after a blank line.",
    ),
    "R201": FailureKind(
        "two pieces of evidence disagree on the report's date", "warning",
        "Check which is right, and state it in metadata.csv.",
    ),
    "R202": FailureKind(
        "the report's date is not known", "warning",
        "State it in metadata.csv, in a first line 'date 2020-10-06', or with --published.",
    ),
    "R203": FailureKind(
        "a sentence is longer than the limit and was not analysed", "warning",
        "Nothing is lost from the text; break the passage up if it matters.",
    ),
    "R204": FailureKind(
        "the report holds more than is analysed", "warning",
        "Nothing is lost from the text; split the report if the rest matters.",
    ),
    "R301": FailureKind(
        "a decision could not be applied", "warning",
        "It is kept and tried again with every report that is added; correct the names if they are spelt otherwise, or undo it.",
    ),
    "R302": FailureKind(
        "another version of this report stands in the record", "warning",
        "Nothing to do: dateline show tells what changed. To have this version stand, remove the other.",
    ),
    "R303": FailureKind(
        "another decision counts instead", "warning",
        "Undo the one that is wrong, or rule again: the last word counts.",
    ),
}  # fmt: skip
