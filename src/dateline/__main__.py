"""``python -m dateline`` is ``dateline``. Worker processes import this module again, and must not start over."""

from __future__ import annotations

from .cli import main

if __name__ == "__main__":
    main()
