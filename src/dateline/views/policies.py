"""The names of the policies that decide which figure heads a series (``series.py`` says what each does).

Always true here: nothing is imported that a command line would have to wait for.
"""

from __future__ import annotations

from typing import Literal, get_args

Policy = Literal["conservative", "range", "majority", "official", "highest"]
POLICIES: tuple[Policy, ...] = get_args(Policy)
