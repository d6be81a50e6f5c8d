"""What stands before every page: requests that could do harm are refused, and every answer forbids what it does not need.

Always true here: only GET and HEAD pass, and forms to the few addresses that take them; only the names under which the server was
started are answered to, so that no other site can reach a record through a reader's browser; no answer may be framed, sniffed, or load
anything from elsewhere.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import Any

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Scope]]
Send = Callable[[Scope], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

LONGEST = 4_096
"""Bytes of path and query of one request."""
LARGEST = 131_072
"""Bytes of one form: a reason, and the ids of all passages that a page shows."""
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
HEADERS: tuple[tuple[bytes, bytes], ...] = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
)

UNKEPT = ((b"cache-control", b"no-store"),)
"""Pages stay in no browser's cache: material that may not leave the building shall not stay on a disk that does."""


class Guard:
    """The wall around an application; ``hosts`` are the names that it answers to, without a port."""

    def __init__(self, app: App, hosts: Iterable[str], posts: Iterable[str] = ()) -> None:
        """Forms may be sent to the paths ``posts``. Only then may a page tell its own server where a request comes from."""
        self._app = app
        self._hosts = frozenset(host.casefold() for host in hosts)
        self._posts = frozenset(posts)
        told = (b"referrer-policy", b"same-origin" if self._posts else b"no-referrer")
        self._headers = (*HEADERS, told)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        bare = scope["method"] == "HEAD"

        async def guarded(message: Scope) -> None:
            if message["type"] == "http.response.start":
                given = message.get("headers", [])
                kept = () if any(name.lower() == b"cache-control" for name, _ in given) else UNKEPT
                message = {**message, "headers": [*given, *self._headers, *kept]}
            elif bare:
                message = {**message, "body": b""}
            await send(message)

        refusal = self._refusal(scope)
        if refusal:
            await _answer(guarded, *refusal)
        else:
            await self._app({**scope, "method": "GET" if bare else scope["method"]}, receive, guarded)

    def _refusal(self, scope: Scope) -> tuple[int, str] | None:
        """Why the request is not answered: status and words."""
        if scope["method"] == "POST" and scope["path"] in self._posts:
            if not _is_small(scope):
                return 413, f"A form has at most {LARGEST:,} bytes, and says how many."
        elif scope["method"] not in ("GET", "HEAD"):
            return 405, "This reading room only reads."
        if len(scope.get("raw_path") or scope["path"]) + len(scope["query_string"]) > LONGEST:
            return 414, "The address is too long."
        named = [value for name, value in scope["headers"] if name == b"host"]
        if len(named) != 1 or host_of(named[0].decode("latin-1")) not in self._hosts:
            return 421, "This server has another name. Start it with --host to give it one."
        return None


def _is_small(scope: Scope) -> bool:
    """Whether a request says that its body is no larger than a form; the server in front holds it to what it says."""
    sizes = [value for name, value in scope["headers"] if name == b"content-length"]
    chunked = any(name == b"transfer-encoding" for name, _ in scope["headers"])
    return len(sizes) == 1 and not chunked and sizes[0].isdigit() and int(sizes[0]) <= LARGEST


def host_of(header: str) -> str:
    """The name in a Host header, without its port."""
    name = header.strip().casefold()
    if name.startswith("["):
        return name[1:].partition("]")[0]
    return name.rpartition(":")[0] if name.count(":") == 1 else name


async def _answer(send: Send, status: int, words: str) -> None:
    body = (words + "\n").encode()
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
