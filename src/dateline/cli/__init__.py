"""The command line: parse, one call of ``api``, show. No logic of the record and no SQL stand here."""

import sys

__all__ = ["main"]


def main() -> None:
    """Run the command line and end the process."""
    try:
        # Ctrl-C may come while this is being imported.
        from .edge import run
    except KeyboardInterrupt:
        sys.exit(130)
    sys.exit(run())
