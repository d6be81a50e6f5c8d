"""Write the golden record of the sample anew. Read the difference before you keep it: see CONTRIBUTING.md."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import dateline
from dateline.export import encode

HERE = Path(__file__).parent


def main() -> None:
    """Build the sample as the test does, in a folder of its own, and keep the Markdown export."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(HERE.parents[1] / "examples" / "kyrgyzstan-2020" / "reports", Path(folder) / "reports")
        home = Path.cwd()
        os.chdir(folder)
        with dateline.build("reports") as record:
            (HERE / "kyrgyzstan-2020.md").write_bytes(encode(record.data(), "markdown"))
        os.chdir(home)


if __name__ == "__main__":
    main()
