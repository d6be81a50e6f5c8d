"""``python -m dateline`` is ``dateline``."""

from .cli import main

main()
