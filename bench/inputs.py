"""What is measured on: different workbooks, each read once, so that nothing is won by remembering content.

Made once in .cache/bench, from seeds; the sizes are those of reports that offices really file.
"""

import io
import json
import re
from functools import cache
from pathlib import Path
from random import Random

from docx import Document

from tests.drawn import ROOT, official_form
from tests.strategies import random_submission
from toolkit.form.form import Form
from toolkit.rich_text import Paragraph, from_markup
from toolkit.submission.submission import Submission
from toolkit.workbook.write.book import blank
from toolkit.workbook.write.fill import fill

FOLDER = ROOT / ".cache" / "bench"
MANY = 200  # workbooks of each size
SIZES = {"small": 1, "usual": 4, "largest": 25}  # sentences a text; the samples have up to 4
DIGITS = re.compile(r"\d+")


def submission(form: Form, seed: int, size: str) -> Submission:
    """A sound report whose texts are as long as the size says; every seed gives other figures and words."""
    random = Random(seed)
    base = random_submission(form, random)
    said = sentences()
    texts = {
        id: tuple(_paragraphs(random, said[id], SIZES[size], text.rows))
        for id, text in form.texts.items()
        if text.required
    }
    return Submission(
        form, f"第{seed}号镇", base.year, entries=base.entries, texts={**base.texts, **texts}, declared=base.declared,
        reasons=base.reasons, last_year=base.last_year,
    )  # fmt: skip


@cache
def sentences() -> dict[str, list[str]]:
    """What the samples say in each text, sentence by sentence."""
    found: dict[str, list[str]] = {}
    for path in sorted((ROOT / "samples").glob("*/submission.json")):
        for id, paragraphs in json.loads(path.read_text(encoding="utf-8"))["texts"].items():
            found.setdefault(id, []).extend(re.findall("[^。]+。", "".join(paragraphs)))
    return found


def _paragraphs(random: Random, said: list[str], count: int, rows: int) -> list[Paragraph]:
    """So many sentences, each with other numbers than anywhere else."""
    words = [
        DIGITS.sub(lambda digits: str(random.randrange(1, 10 ** len(digits[0]))), random.choice(said))
        for _ in range(count)
    ]
    step = -(-count // rows)
    return [from_markup("".join(words[start : start + step])) for start in range(0, count, step)]


def workbooks(size: str, count: int = MANY) -> list[Path]:
    """So many filled workbooks of a size, made where they are not there yet."""
    form, paths = official_form(), []
    for seed in range(count):
        path = FOLDER / size / f"{seed:05}.xlsx"
        if not path.exists():
            filed = submission(form, seed, size)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(fill(blank(form, filed.unit, filed.year), filed, (form,)))
        paths.append(path)
    return paths


def template(form: Form) -> bytes:
    """A Word template for docxtpl with as many tags as a report of the form has figures and paragraphs."""
    document = Document()
    for table in form.tables:
        cells = [cell.id for cell in form.cells.values() if cell.table == table.id]
        drawn = document.add_table(rows=-(-len(cells) // 7), cols=7)
        for number, id in enumerate(cells):
            drawn.cell(number // 7, number % 7).text = "{{ " + id.replace(".", "_") + " }}"
    for id, text in form.texts.items():
        for row in range(text.rows):
            document.add_paragraph("{{ " + f"text_{id.replace('.', '_')}_{row}" + " }}")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


if __name__ == "__main__":
    for each in SIZES:
        workbooks(each)
