"""Makes the pictures of the offline page: two workbooks and a photograph in it. Needs Chromium and make page.

python -m tools.docs.offline_pictures
"""

import shutil
import tempfile
from pathlib import Path

from tests.drawn import ROOT
from tests.instruments.oracles.visitor import visit
from toolkit.tasks.files.bundled import PAGE
from tools.docs.pictures import DOCS

PICTURES = DOCS / "pictures"
DROPPED = {"洪泽区-2023.xlsx": "hongze-2023-broken", "炭山乡-2023.xlsx": "tanshan-2023"}


def main() -> None:
    with tempfile.TemporaryDirectory() as work:
        files = [
            shutil.copy(ROOT / "samples" / sample / "workbook.xlsx", Path(work, name))
            for name, sample in DROPPED.items()
        ]
        photo = Path(work, "照片.xlsx")
        photo.write_bytes(b"\xff\xd8\xff")
        visit(
            PAGE,
            ("idle",),
            ("drop", [*map(str, files), str(photo)]),
            ("idle",),
            ("picture", str(PICTURES / "offline-wide.png"), 1000, 1180),
            ("picture", str(PICTURES / "offline-phone.png"), 390, 1180),
        )


if __name__ == "__main__":
    main()
