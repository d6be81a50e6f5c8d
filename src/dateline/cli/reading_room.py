"""The commands that let people read a record in a browser: serve and publish.

Always true here: what a command works with is imported when it runs, so that no other command and no help waits for it.
"""

from __future__ import annotations

import socket
import sys
from contextlib import suppress
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated

import typer

from ..errors import InputError
from .opening import opened
from .options import RecordPath
from .terminal import emit_bytes, say

LOOPBACK = ("127.0.0.1", "localhost", "::1")


def serve(
    record: RecordPath,
    host: Annotated[
        str, typer.Option("--host", help="Address to listen at; others than this computer's own let others in.")
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option("--port", "-p", min=0, max=65535, help="Port to listen at; 0 takes a free one.")
    ] = 8765,
    name: Annotated[
        list[str] | None,
        typer.Option("--name", help="Another name under which browsers may ask for it (behind a proxy)."),
    ] = None,
    edit: Annotated[
        bool, typer.Option("--edit", help="Let whoever opens the address that is printed rule on the record.")
    ] = False,
    who: Annotated[
        str | None,
        typer.Option("--who", envvar="DATELINE_WHO", help="With --edit: who rules; otherwise the page asks."),
    ] = None,
) -> None:
    """Show a record in a browser: timeline, events, reports, names, offices, figures, map, sources, disputes, search.

    Nothing is changed without --edit, nothing is loaded from elsewhere. Needs the extra [web]. Ctrl-C stops it.

    \b
    dateline serve kessen.dateline
    dateline serve kessen.dateline --port 9000
    dateline serve kessen.dateline --edit --who ines
    """
    try:
        from ..web.door import Door
        from ..web.serving import server_for
    except ImportError as error:
        message = f"The reading room needs a package that is not installed: {error.name}."
        raise InputError("E103", message, "pip install 'dateline[web]', or use: dateline publish.") from error
    opened(record).close()
    bound = _listening(host, port)
    where = f"[{host}]" if ":" in host else host
    home = f"http://{where}:{bound.getsockname()[1]}/"
    say(f"Reading room of {record}: {home}  (Ctrl-C stops it)")
    if not _is_loopback(host):
        say("Whoever reaches this address can read all of it: there is no password.")
    door = Door(who) if edit else None
    if door:
        say(f"To rule on it, open: {home}enter?token={door.token}")
        say("Whoever has that address rules; it holds until the server stops.")
    with suppress(KeyboardInterrupt):
        server_for(Path(record), (*LOOPBACK, host, *(name or ())), door=door).run(sockets=[bound])


def publish(
    record: RecordPath,
    output: Annotated[str | None, typer.Option("--output", "-o", help="Where to write; stdout if left out.")] = None,
) -> None:
    """The record as one HTML file to read, send and print: no network, no other file.

    \b
    dateline publish kessen.dateline -o kessen.html
    """
    from ..web.publish import published

    if output is None and sys.stdout.isatty():
        raise InputError("E103", "The report is a file to open in a browser.", "Name it with -o.")
    with opened(record) as found:
        page = published(found)
    if output is None:
        emit_bytes(page)
        return
    from ..export import write_file

    write_file(page, Path(output))
    say(f"{output} written.")


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host.casefold() == "localhost"


def _listening(host: str, port: int) -> socket.socket:
    """A socket that listens there. Raises InputError (E103) where that cannot be."""
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        message = f"Nothing can listen at {host}, port {port}: {error.strerror or error}."
        raise InputError("E103", message, "Name another with --port, or 0 for a free one.") from error
