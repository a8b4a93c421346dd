"""What is measured on: different workbooks, each read once, so that nothing is won by remembering content.

Made once in .cache/bench, from seeds; the sizes are those of reports that offices really file.
"""

import io
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
SENTENCE = "本年度共受理政府信息公开申请{number}件，均在法定期限内答复，未发生行政复议和行政诉讼。"
SIZES = {"small": 1, "usual": 6, "largest": 40}  # sentences a text


def submission(form: Form, seed: int, size: str) -> Submission:
    """A sound report whose texts are as long as the size says; every seed gives other figures and words."""
    random = Random(seed)
    base = random_submission(form, random)
    texts = {id: tuple(_paragraphs(random, SIZES[size], text.rows)) for id, text in form.texts.items() if text.required}
    return Submission(
        form, f"第{seed}号镇", base.year, entries=base.entries, texts={**base.texts, **texts}, declared=base.declared,
        reasons=base.reasons, last_year=base.last_year,
    )  # fmt: skip


def _paragraphs(random: Random, sentences: int, rows: int) -> list[Paragraph]:
    words = [SENTENCE.format(number=random.randrange(1000)) for _ in range(sentences)]
    step = -(-sentences // rows)
    return [from_markup("".join(words[start : start + step])) for start in range(0, sentences, step)]


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
