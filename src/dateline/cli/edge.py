"""The edge of the process: whatever happens inside, the user gets a result, or what went wrong, where, and what to do.

Exit codes: 0 done; 1 done, with a bad answer (nothing read, problems found, ``--strict``); 2 it could not be done;
130 stopped from the keyboard. Never a traceback, unless the environment variable DATELINE_TRACEBACK asks for one.
"""

from __future__ import annotations

import io
import os
import sys
import traceback
from pathlib import Path
from typing import TextIO

from ..errors import DatelineError
from ..views.visible import one_line
from .app import app_for
from .terminal import say

BAD_ANSWER = 1
CANNOT = 2
STOPPED = 130
NOTHING_READ = "E101"
LONGEST = 2000
"""Characters of a message that are printed."""


def run() -> int:
    """Run the command line and give its exit code."""
    _settle_streams()
    try:
        app_for(sys.argv[1:])()
    except DatelineError as error:
        return _explain(error)
    except KeyboardInterrupt:
        say("dateline: Stopped. Nothing that was accepted is lost; the same command goes on from there.")
        return STOPPED
    except OSError as error:
        return _no_access(error)
    except Exception as error:  # noqa: BLE001  the edge of the process
        return _own_fault(error)
    return 0


def _explain(error: DatelineError) -> int:
    say(f"dateline: {_shortened(one_line(error.message))} {_shortened(one_line(error.remedy))} ({error.code})")
    return BAD_ANSWER if error.code == NOTHING_READ else CANNOT


def _shortened(message: str) -> str:
    """``message`` with its middle left out where the words of the user would fill the screen."""
    return message if len(message) <= LONGEST else f"{message[: LONGEST // 2]} ... {message[-LONGEST // 2 :]}"


def _no_access(error: OSError) -> int:
    """A file or a folder that the system refuses; what each command writes has messages of its own."""
    if error.filename is None:
        return _own_fault(error)
    say(
        f"dateline: {one_line(str(error.filename))}: {error.strerror}. Check that it is there and that you may use it. (E207)"
    )
    return CANNOT


def _own_fault(error: Exception) -> int:
    if os.environ.get("DATELINE_TRACEBACK"):
        say(traceback.format_exc())
        return CANNOT
    say(f"dateline: a fault in Dateline itself: {type(error).__name__}: {one_line(str(error))}")
    say("Nothing that was accepted is lost. Please report it with what DATELINE_TRACEBACK=1 dateline ... prints.")
    return CANNOT


def _settle_streams() -> None:
    """Print any character anywhere: UTF-8 into pipes and files, escapes where a terminal lacks a character."""
    # Who starts the program may have closed them; what is printed then goes nowhere.
    sys.stdout = sys.stdout or _nowhere()
    sys.stderr = sys.stderr or _nowhere()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=stream.encoding if stream.isatty() else "utf-8", errors="backslashreplace")


def _nowhere() -> TextIO:
    return Path(os.devnull).open("w", encoding="utf-8")
