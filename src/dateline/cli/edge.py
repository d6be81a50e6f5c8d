"""The edge of the process: whatever happens inside, the user gets a result, or what went wrong, where, and what to do.

Exit codes: 0 done; 1 done, with a bad answer (nothing read, problems found, ``--strict``); 2 it could not be done;
130 stopped from the keyboard. Never a traceback, unless the environment variable DATELINE_TRACEBACK asks for one.
"""

from __future__ import annotations

import io
import os
import sys
import traceback

from ..errors import DatelineError
from ..views.visible import one_line
from .app import app
from .terminal import say

BAD_ANSWER = 1
CANNOT = 2
STOPPED = 130
NOTHING_READ = "E101"


def main() -> None:
    """Run the command line and end the process."""
    _settle_streams()
    sys.exit(_run())


def _run() -> int:
    try:
        app()
    except DatelineError as error:
        return _explain(error)
    except KeyboardInterrupt:
        return STOPPED
    except Exception as error:  # noqa: BLE001  the edge of the process
        return _own_fault(error)
    return 0


def _explain(error: DatelineError) -> int:
    say(f"dateline: {one_line(error.message)} {one_line(error.remedy)} ({error.code})")
    return BAD_ANSWER if error.code == NOTHING_READ else CANNOT


def _own_fault(error: Exception) -> int:
    if os.environ.get("DATELINE_TRACEBACK"):
        say(traceback.format_exc())
        return CANNOT
    say(f"dateline: a fault in Dateline itself: {type(error).__name__}: {one_line(str(error))}")
    say("Nothing that was accepted is lost. Please report it with what DATELINE_TRACEBACK=1 dateline ... prints.")
    return CANNOT


def _settle_streams() -> None:
    """Print any character anywhere: UTF-8 into pipes and files, escapes where a terminal lacks a character."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=stream.encoding if stream.isatty() else "utf-8", errors="backslashreplace")
