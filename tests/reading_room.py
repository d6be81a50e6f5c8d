"""A record of the sample and of hostile reports behind a real server, for the tests of pages and those of a browser."""

from __future__ import annotations

import http.client
import json
import re
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

import dateline
from dateline.settings import Settings

if TYPE_CHECKING:
    from dateline.web.door import Door

SAMPLE = Path(__file__).parents[1] / "examples" / "kyrgyzstan-2020" / "reports"
HOSTILE = {
    "script.txt": """<script>document.title = "taken"</script> & <b>Mayor</b> resigns

<img src=x onerror=alert(1)> Mayor Sade Olin <svg onload=alert(2)>resigned</svg> on Tuesday, the council said.
See javascript:alert(3) or <a href="javascript:alert(4)">this</a> or https://elsewhere.example/track?x=1 for more.
""",
    "bidi.txt": """Governor \u202eseirev\u202c the count

Governor Tarn Ekdal\u2066 told the Harbour Post on Tuesday that \u200f12 people\u2069 were arrested in Lisberg\x1b[31m.
""",
    "rtl.txt": """Governor Tarn Ekdal said on Tuesday that three people were arrested near the harbour of Lisberg in the night. The port
authority said that the ferries would sail again on Wednesday.

“قال المحافظ إن ثلاثة أشخاص اعتقلوا”, the governor said. שלום.
""",
}
LONG = "the people at the harbour said that it was a long day and " * 88_000
"""One line of five million characters."""


class Answer(Struct, frozen=True):
    """What the server answered; header names in small letters."""

    status: int
    headers: dict[str, str]
    text: str

    @property
    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.text)


class Server(Struct, frozen=True):
    """A running reading room over the record at ``path``."""

    path: Path
    port: int

    def get(self, address: str, method: str = "GET", host: str | None = None) -> Answer:
        """Ask for ``address`` as it stands, unmended."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.putrequest(method, address, skip_host=True)
            connection.putheader("Host", host or f"127.0.0.1:{self.port}")
            connection.endheaders()
            found = connection.getresponse()
            headers = {name.lower(): value for name, value in found.getheaders()}
            return Answer(found.status, headers, found.read().decode("utf-8", "replace"))
        finally:
            connection.close()

    def first(self, page: str, pattern: str) -> str:
        """The first link on ``page`` that matches."""
        found = re.search(rf'href="({pattern})"', self.get(page).text)
        assert found, f"{page} links to no {pattern}"
        return found[1].replace("&amp;", "&")


@contextmanager
def running(path: Path, door: Door | None = None) -> Iterator[Server]:
    """A server over the record at ``path`` as long as it is needed; whoever enters by ``door`` may rule."""
    from dateline.web.serving import server_for

    server = server_for(path, ("127.0.0.1",), door=door)
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        assert thread.is_alive()
        thread.join(0.02)
    try:
        yield Server(path, server.servers[0].sockets[0].getsockname()[1])
    finally:
        server.should_exit = True
        thread.join()


def reports_in(folder: Path) -> Path:
    """The sample and the hostile reports, put into ``folder``."""
    shutil.copytree(SAMPLE, folder)
    for name, text in HOSTILE.items():
        (folder / name).write_text(f"date 2020-10-06\n\n{text}", encoding="utf-8")
    (folder / "line.txt").write_text(f"date 2020-10-06\n\nLong day\n\n{LONG}\n", encoding="utf-8")
    return folder


def built(path: Path) -> Path:
    """The record of them, made at ``path``."""
    settings = Settings(max_characters=6_000_000)
    dateline.build([str(reports_in(path.parent / "reports"))], path, settings=settings).close()
    return path
