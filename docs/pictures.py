"""Makes the pictures in docs/pictures from the samples: LibreOffice prints them, pdftoppm turns pages into pictures.

make pictures
"""

import os
import subprocess
import tempfile
from pathlib import Path

DOCS = Path(__file__).resolve().parent
os.environ["FONTCONFIG_FILE"] = str(DOCS / "fonts.conf")

from tests.oracles.office import to_pdf  # noqa: E402  LibreOffice must start with the fonts named above

SAMPLES = DOCS.parent / "samples"
DOTS_PER_INCH = "80"

# picture, the file it shows, its page
SHOWN = (
    ("cover", "huaian-2024/workbook.xlsx", 1),
    ("publication", "huaian-2024/workbook.xlsx", 5),
    ("requests", "huaian-2024/workbook.xlsx", 6),
    ("disputes-broken", "hongze-2023-broken/workbook.xlsx", 7),
    ("texts", "tanshan-2023/workbook.xlsx", 3),
    ("results", "huaian-2024/workbook.xlsx", 10),
    ("report-1", "huaian-2024/report.docx", 1),
    ("report-2", "huaian-2024/report.docx", 2),
    ("report-3", "huaian-2024/report.docx", 3),
    ("draft", "hongze-2023-broken/report.docx", 1),
)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        printed: dict[str, Path] = {}
        for name, file, page in SHOWN:
            if file not in printed:
                printed[file] = to_pdf(SAMPLES / file, Path(folder) / file.replace("/", "-"))
            target = DOCS / "pictures" / name
            pages = ["-f", str(page), "-l", str(page), "-r", DOTS_PER_INCH, "-png", "-singlefile"]
            subprocess.run(["pdftoppm", *pages, printed[file], target], check=True)
            print(f"docs/pictures/{name}.png")


if __name__ == "__main__":
    main()
