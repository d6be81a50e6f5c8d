"""The server in front of the reading room.

Always true here: what is asked for is not logged, for addresses hold what people search for, and one of them the token for ruling; no
answer says which server gave it.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import uvicorn

from .app import served
from .door import Door

AT_ONCE = 64
"""Requests that are answered at the same time; more are told to come again."""


def server_for(record: Path, hosts: Sequence[str], port: int = 0, door: Door | None = None) -> uvicorn.Server:
    """A server of the record under the names ``hosts``, not yet running; ``port`` counts where no socket is given to it.

    Whoever enters by ``door`` may rule; without one it only reads.
    """
    config = uvicorn.Config(
        served(record, hosts, door),
        port=port,
        log_level="error",
        access_log=False,
        server_header=False,
        limit_concurrency=AT_ONCE,
        timeout_keep_alive=5,
        lifespan="off",
    )
    return uvicorn.Server(config)
