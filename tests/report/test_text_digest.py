"""素材汇编: every paragraph of every unit under its heading, as it was written."""

import io
from dataclasses import replace
from pathlib import Path

import docx
import pytest

from tests.drawn import filled
from tests.instruments.oracles.validator import needs_validator, problems
from tests.tasks.test_total import units
from toolkit.form.form import Form
from toolkit.report.text_digest import text_digest
from toolkit.rich_text import Run, plain


@pytest.mark.parametrize("seed", range(5))
def test_every_paragraph_stands_under_its_heading(any_form: Form, seed: int) -> None:
    """In the form's order, units in theirs; nothing left out, nothing twice, tags and formulas as typed."""
    parts = units(any_form, seed, 3)
    expected: list[str] = []
    for section in any_form.sections:
        for text in section.texts:
            for part in parts:
                said = [plain(each) for each in part.texts.get(text.id, ())]
                expected += [f"{part.unit}：{said[0]}", *said[1:]] if said else []
    document = docx.Document(io.BytesIO(text_digest(parts, "原州区")))
    printed = [each.text for each in document.paragraphs if each.style and each.style.name == "Body Text"]
    assert printed == expected


def test_headings_are_the_forms(official: Form) -> None:
    """A unit's name leads in bold."""
    document = docx.Document(io.BytesIO(text_digest([filled(official)], "原州区")))
    heads = [each.text for each in document.paragraphs if each.style and each.style.name == "Heading 1"]
    assert heads == [section.heading for section in official.sections if section.texts]
    lead = next(each for each in document.paragraphs if each.text.startswith("青石镇："))
    assert (lead.runs[0].text, lead.runs[0].bold) == ("青石镇：", True)


@needs_validator
def test_it_is_valid(any_form: Form, tmp_path: Path) -> None:
    """For the Open XML SDK, with whatever people type."""
    parts = units(any_form, 3, 2)
    id = next(text.id for section in any_form.sections for text in section.texts)
    parts[0] = replace(parts[0], texts={**parts[0].texts, id: ((Run("<w:p/>{{ 7*7 }}=1+1\n\t&"),),)})
    path = tmp_path / "素材.docx"
    path.write_bytes(text_digest(parts, "原州区"))
    assert problems(path) == []
