"""What a cluster costs beside two processes, where both have the same two cores: from which size it may be worth it."""

import json
import tempfile
from pathlib import Path

from bench.growth import run, spread
from bench.inputs import FOLDER
from tests.tasks.files.test_cluster import running

COUNTS = (100, 1_000)
OUT = FOLDER / "cluster.json"


def main() -> None:
    """Writes .cache/bench/cluster.json."""
    rows = []
    for count in COUNTS:
        with tempfile.TemporaryDirectory(dir=FOLDER) as work, tempfile.TemporaryDirectory() as there:
            spread(count, Path(work))
            with running(Path(there), "--no-nanny") as found:
                seconds, megabytes = run(Path(work), "--cluster", found.address)
            rows.append({"files": count, "seconds": seconds, "megabytes": megabytes})
    OUT.write_text(json.dumps(rows, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
