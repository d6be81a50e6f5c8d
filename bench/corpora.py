"""Public data sets as inputs that ``dateline build`` reads: one .jsonl file a corpus.

    python bench/corpora.py --data ../shared/bench/t17/egypt -o /tmp/egypt.jsonl
    python bench/corpora.py --data ../shared/bench/allsides/2016-01_2017-06.jsonl.gz --articles 500 -o /tmp/allsides.jsonl

Timeline17 comes in Penn Treebank tokens; ``detokenized`` turns them back into prose. The last line printed is JSON.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
import tempfile
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

import dateline
from dateline.model.record import RecordData

_BRACKETS = {"-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "-LCB-": "{", "-RCB-": "}"}
_STEPS = (
    (re.compile(r"\\/"), "/"),
    (re.compile(r"\s+([,.;:!?%)\]}]|'s\b|'re\b|'ve\b|'ll\b|'d\b|'m\b|n't\b|')"), r"\1"),
    (re.compile(r"([(\[{$#£€])\s+"), r"\1"),
    (re.compile(r"``\s*"), "“"),
    (re.compile(r"\s*''"), "”"),
    (re.compile(r"`\s*"), "‘"),
    (re.compile(r" \.\.\."), "..."),
    (re.compile(r"\b(can) (not)\b"), r"\1\2"),
    (re.compile(r"[ \t]+"), " "),
)


def detokenized(text: str) -> str:
    """Prose from Penn Treebank tokens, line by line."""
    for token, mark in _BRACKETS.items():
        text = text.replace(token, mark)
    return "\n".join(_line(line) for line in text.split("\n"))


def _line(line: str) -> str:
    for pattern, mark in _STEPS:
        line = pattern.sub(mark, line)
    return line.strip()


def articles(data: Path) -> Iterator[dict[str, str]]:
    """The articles of a Timeline17 topic folder, or of a .jsonl(.gz) file, with the field names that Dateline knows."""
    treebank = data.is_dir()
    path = data / "articles.jsonl.gz" if treebank else data
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            item = json.loads(line)
            text = detokenized(item["text"]) if treebank else item["text"]
            date = item.get("time") or item.get("date") or item.get("publish_date") or ""
            yield {
                "id": str(item.get("id") or item.get("ID") or ""),
                "title": item.get("title") or "",
                "published": date[:10],
                "publisher": item.get("source") or item.get("publisher") or "",
                "url": item.get("url") or "",
                "text": text,
            }


def record_of(found: Iterable[dict[str, str]], name: str) -> RecordData:
    """The record of ``articles``, as if they had come in a file of that ``name``."""
    with tempfile.TemporaryDirectory() as folder:
        lines = Path(folder) / name
        lines.write_text("\n".join(json.dumps(article, ensure_ascii=False) for article in found), encoding="utf-8")
        with dateline.build(str(lines)) as record:
            return record.data()


def main() -> int:
    """Write the corpus; print how much it is."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--articles", type=int, default=None, help="the first N only")
    options.add_argument("-o", "--output", type=Path, required=True)
    given = options.parse_args()
    found = list(islice(articles(given.data), given.articles))
    with given.output.open("w", encoding="utf-8") as out:
        out.writelines(json.dumps(a, ensure_ascii=False) + "\n" for a in found)
    print(json.dumps({"articles": len(found), "words": sum(len(a["text"].split()) for a in found)}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
