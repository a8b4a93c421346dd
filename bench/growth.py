"""How seconds and memory of ``nianbao check`` grow with the number of files: 10 to 10,000, in one process and in two.

The files are many different ones under ten thousand names; nothing of one is remembered for the next.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.inputs import FOLDER, MANY, workbooks

COUNTS = (10, 100, 1_000, 10_000)
OUT = FOLDER / "growth.json"


def spread(count: int, folder: Path) -> None:
    """So many names in a folder, each a link to one of the different workbooks."""
    paths = workbooks("usual", MANY)
    for number in range(count):
        os.link(paths[number % len(paths)], folder / f"{number:06}.xlsx")


def run(folder: Path, *options: str) -> tuple[float, float]:
    """Seconds of wall time and megabytes of the largest process, of ``nianbao check`` over a folder's files."""
    script = (
        "import resource, sys\n"
        "from toolkit.cli.main import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "most = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))\n"
        "print(most, file=sys.stderr)\n"
    )
    names = sorted(str(path) for path in folder.iterdir())
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", script, "check", *options, *names],
        capture_output=True,
        text=True,
        check=False,
    )
    return time.perf_counter() - start, int(done.stderr.split()[-1]) / 1024


def main() -> None:
    """Writes .cache/bench/growth.json."""
    rows = []
    for count in COUNTS:
        with tempfile.TemporaryDirectory(dir=FOLDER) as work:
            spread(count, Path(work))
            for jobs in (1, 2):
                seconds, megabytes = run(Path(work), "--jobs", str(jobs))
                rows.append({"files": count, "jobs": jobs, "seconds": seconds, "megabytes": megabytes})
    OUT.write_text(json.dumps(rows, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
