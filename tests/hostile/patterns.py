"""Prints every regular expression that the program compiles: by importing all of it, and by reading every table that its patterns are
made from. A process of its own, so that no pattern was compiled before."""

from __future__ import annotations

import functools
import importlib
import inspect
import json
import pkgutil
import re
import sys
from types import FrameType

compiler = re._compiler  # type: ignore[attr-defined]
compiled = compiler.compile
found: dict[tuple[str, int], str] = {}


def noting(pattern: object, flags: int = 0) -> re.Pattern[str]:
    """What compiles a pattern, with a note of those that a file of the program asks for."""
    frame: FrameType | None = sys._getframe(1)
    while frame and ("/re/" in frame.f_code.co_filename or frame.f_code.co_filename.endswith("functools.py")):
        frame = frame.f_back
    file = frame.f_code.co_filename if frame else ""
    if "/src/dateline/" in file and isinstance(pattern, str | bytes) and frame:
        words = pattern if isinstance(pattern, str) else pattern.decode("latin-1")
        kept = int(flags) | (0 if isinstance(pattern, str) else re.ASCII)
        found.setdefault((words, kept), f"{file.rpartition('/src/dateline/')[2]}:{frame.f_lineno}")
    return compiled(pattern, flags)


def main() -> None:
    """Import all, call what is made once and takes nothing."""
    compiler.compile = noting
    re.purge()
    import dateline

    for module in pkgutil.walk_packages(dateline.__path__, "dateline."):
        if not module.name.endswith("__main__") and not module.name.startswith("dateline.engine."):
            importlib.import_module(module.name)
    for name, module in list(sys.modules.items()):
        if name.startswith("dateline"):
            for made in list(vars(module).values()):
                if isinstance(made, functools._lru_cache_wrapper) and not inspect.signature(made).parameters:
                    made()
    json.dump([[pattern, flags, place] for (pattern, flags), place in found.items()], sys.stdout)


if __name__ == "__main__":
    main()
