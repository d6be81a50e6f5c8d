"""The site in an address, which stands for a publisher that a page does not name.

Always true here: what is given stands in the address.
"""

from __future__ import annotations

from urllib.parse import urlsplit


def site(url: str) -> str:
    """The host of ``url`` without ``www.``; empty where there is none."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")
