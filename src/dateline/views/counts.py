"""Numbers with their noun, as labels."""

from __future__ import annotations


def counted(n: int, noun: str) -> str:
    """ "1 origin", "2 origins", "1,200 copies"."""
    plural = noun[:-1] + "ies" if noun.endswith("y") else noun + "s"
    return f"{n:,} {noun if n == 1 else plural}"


def behind(n_origins: int, n_publishers: int, n_reports: int, n_speakers: int) -> str:
    """What stands behind an event, as one label; publishers and speakers only where there are any."""
    parts = ((n_origins, "origin"), (n_publishers, "publisher"), (n_reports, "report"), (n_speakers, "speaker"))
    return ", ".join(counted(n, noun) for n, noun in parts if n or noun in ("origin", "report"))
