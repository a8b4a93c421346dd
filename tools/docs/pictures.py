"""Makes the pictures in docs/pictures: LibreOffice prints each sheet and report, pdftoppm turns pages into pictures;
Chromium shows the web page.

make pictures
"""

import os
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

DOCS = Path(__file__).resolve().parents[2] / "docs"
os.environ["FONTCONFIG_FILE"] = str(Path(__file__).with_name("fonts.conf"))

from samples.make import filing  # noqa: E402
from tests.instruments.oracles.browser import photographed  # noqa: E402
from tests.instruments.oracles.office import to_pdfs  # noqa: E402  LibreOffice must start with the fonts named above
from tests.office.sheets.drawn_parts import showing_only  # noqa: E402
from toolkit.checks.check import check  # noqa: E402
from toolkit.checks.messages.told import tell  # noqa: E402
from toolkit.form.library import forms  # noqa: E402
from toolkit.form.reserved_names import LIST  # noqa: E402
from toolkit.numbers import Number  # noqa: E402
from toolkit.report.web.html import page as web_page  # noqa: E402
from toolkit.submission.submission import Submission  # noqa: E402
from toolkit.workbook.mark.from_findings import whose  # noqa: E402
from toolkit.workbook.mark.mark import marked  # noqa: E402
from toolkit.workbook.mark.problem_list import Mark  # noqa: E402
from toolkit.workbook.read.reader import read  # noqa: E402
from toolkit.workbook.write.book import blank  # noqa: E402
from toolkit.workbook.write.fill import fill, paste_over  # noqa: E402

SAMPLES = DOCS.parent / "samples"
SAMPLE = SAMPLES / "huaian-2024"
DOTS_PER_INCH = "70"

# picture, sheet, which of the workbooks
SHEETS = (
    ("cover", "封面", "blank filled broken"),
    ("guide", "填表说明", "blank"),
    ("overview", "一、总体情况", "blank filled"),
    ("publication", "二、主动公开", "blank filled broken"),
    ("requests", "三、收到和处理申请", "blank filled broken"),
    ("disputes", "四、复议诉讼", "blank filled broken"),
    ("problems", "五、问题及改进", "blank filled broken"),
    ("other", "六、其他事项", "blank filled"),
    ("results", "校验结果", "blank filled broken"),
    ("collect", "数据采集单", "blank"),
    ("list", LIST, "marked"),
)
# picture, report, pages
REPORTS = (("report", "huaian-2024/report.docx", 3), ("draft", "hongze-2023-broken/report.docx", 1))
WINDOWS = (("page-wide", 1000, 2600), ("page-phone", 390, 2600))  # picture, width and height of the window
PAGES = {"guide": 2}  # of other sheets the first

# What is typed wrongly: no figures, one that does not balance, totals pasted over, texts left out.
WRONG: dict[str, Number | str] = {
    "publication.rules.issued": "/",
    "publication.licences.decisions": "约120件",
    "requests.granted.person": 1,
    "disputes.review.upheld": "无",
}
PASTED = {"requests.handled.business": 99, "disputes.direct.total": 0}
NOTED: dict[str, Number | str] = {"disputes.after_review.upheld": "１２"}  # in the marked one besides
LAST_YEAR: dict[str, Number] = {"publication.norms.in_force": 80}
UNSAID = ("overview.platform", "problems.improved", "other")


def workbooks() -> dict[str, bytes]:
    """One unit's workbook as it is sent out, filled in, filled in wrongly, and with its problems marked."""
    filed = filing(SAMPLE).submission
    empty = blank(filed.form, filed.unit, filed.year, filed.code, filed.level)
    broken = _broken(filed)
    noted = replace(broken, entries={**broken.entries, **NOTED}, last_year=LAST_YEAR)
    return {
        "blank": empty,
        "filled": fill(empty, filed, forms()),
        "broken": paste_over(fill(empty, broken, forms()), PASTED, forms()),
        "marked": _marked(paste_over(fill(empty, noted, forms()), PASTED, forms())),
    }


def _marked(workbook: bytes) -> bytes:
    """As ``nianbao mark`` does it."""
    reading = read(workbook, forms())
    marks = [Mark(each.finding.level, each.words.message, each.where) for each in tell(reading, check(reading))]
    return marked(workbook, marks, whose(reading.submission))


def _broken(filed: Submission) -> Submission:
    texts = {id: said for id, said in filed.texts.items() if id not in UNSAID}
    return replace(filed, entries={**filed.entries, **WRONG}, texts=texts)


def files(folder: Path) -> Iterator[tuple[str, Path, int]]:
    """Each picture's name, the file it shows, and how many pages of it."""
    books = workbooks()
    for name, sheet, states in SHEETS:
        for state in states.split():
            file = folder / f"{name}-{state}.xlsx"
            file.write_bytes(showing_only(books[state], sheet))
            yield file.stem, file, PAGES.get(name, 1)
    for name, report, pages in REPORTS:
        yield name, SAMPLES / report, pages


def picture(pdf: Path, page: int, target: Path) -> None:
    wanted = ["-f", str(page), "-l", str(page), "-r", DOTS_PER_INCH, "-png", "-singlefile"]
    subprocess.run(["pdftoppm", *wanted, pdf, target], check=True)
    print(f"docs/pictures/{target.name}.png")


def main() -> None:
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work)
        shown = list(files(folder))
        printed = to_pdfs([file for _, file, _ in shown], folder / "printed")
        for (name, _, pages), pdf in zip(shown, printed, strict=True):
            for page in range(1, pages + 1):
                picture(pdf, page, DOCS / "pictures" / (f"{name}-{page}" if pages > 1 else name))
    shown_on_the_web = web_page(filing(SAMPLE).submission)
    for name, width, height in WINDOWS:
        photographed(shown_on_the_web, width, height, DOCS / "pictures" / f"{name}.png")
        print(f"docs/pictures/{name}.png")


if __name__ == "__main__":
    main()
