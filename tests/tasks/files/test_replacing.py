"""What an output may replace: what we wrote and nobody has touched; all else only by force, and then a copy stays."""

import io
import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.drawn import filled, official_form
from toolkit.errors import UserError
from toolkit.form.library import forms
from toolkit.office.opc import Package, zipped
from toolkit.report.finished import finished
from toolkit.report.pdf import timeless
from toolkit.report.user_template.default import default_template
from toolkit.submission.json import to_json
from toolkit.tasks.export import to_bytes
from toolkit.tasks.files.replacing import put, refuse_loss, replaceable, untouched
from toolkit.workbook.write.book import blank
from toolkit.workbook.write.fill import fill

pytestmark = pytest.mark.usefixtures("folder")
FORM = official_form()
EMPTY, OTHER_YEAR = blank(FORM, "青石镇", 2024), blank(FORM, "青石镇", 2025)
WITH_CODE = blank(FORM, "青石镇", 2024, code="1")
OTHER_UNIT = blank(FORM, "甲乡", 2024)
FULL = fill(EMPTY, filled(FORM), forms())
REPORT, DRAFT = finished(filled(FORM)), finished(filled(FORM), draft=True)
OTHER_REPORT = finished(filled(FORM, unit="甲乡"))
TEMPLATE = default_template(FORM)


def saved(data: bytes) -> bytes:
    """As a spreadsheet program leaves it that changed nothing else."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


REPLACED = {
    "a blank by a blank of the same unit and year": (EMPTY, WITH_CODE, True),
    "a blank by a full one": (EMPTY, FULL, True),
    "a full one by a full one": (FULL, fill(WITH_CODE, filled(FORM), forms()), True),
    "a full one by a blank": (FULL, EMPTY, False),
    "another unit's": (OTHER_UNIT, EMPTY, False),
    "another year's": (OTHER_YEAR, EMPTY, False),
    "a blank that was saved by somebody": (saved(EMPTY), EMPTY, False),
    "a full one that was saved by somebody": (saved(FULL), FULL, False),
    "a report by its draft": (REPORT, DRAFT, True),
    "another unit's report": (OTHER_REPORT, REPORT, False),
    "a workbook by a report": (EMPTY, REPORT, False),
    "a template by a report": (TEMPLATE, REPORT, False),
    "no file of ours": (b"PK", EMPTY, False),
    "words": ("备忘".encode(), REPORT, False),
    "data": (b'{"unit": "a"}\n', b'{"unit": "b"}\n', False),
    "nothing at all": (b"", REPORT, False),
}  # fmt: skip


@pytest.mark.parametrize("kind", REPLACED)
def test_what_may_replace_what(kind: str) -> None:
    """The typing of an afternoon is never gone without a word."""
    there, content, may = REPLACED[kind]
    assert replaceable(there, content) is may
    Path("a").write_bytes(there)
    if may:
        assert put(Path("a"), content) is None
        assert Path("a").read_bytes() == content
    else:
        with pytest.raises(UserError, match="output-exists"):
            put(Path("a"), content)
        assert Path("a").read_bytes() == there
    assert os.listdir() == ["a"]


def exported(**changes: Any) -> Any:
    return to_json(filled(FORM)) | changes


DATA: dict[str, tuple[bytes, bool]] = {
    "another figure typed in the workbook": (to_bytes(to_json(replace(filled(FORM), entries={}))), True),
    "the same words": (to_bytes(exported()), True),
    "a list without it": (to_bytes([exported(unit="甲乡")]), False),
    "another unit": (to_bytes(to_json(filled(FORM, unit="甲乡"))), False),
    "a figure changed by hand": (to_bytes(exported(figures={**exported()["figures"], FORM.inputs[0].id: 9})), False),
    "a word changed by hand": (to_bytes(exported(texts={**exported()["texts"], "other": ["某"]})), False),
    "set out otherwise": (json.dumps(exported()).encode(), False),
    "no submission": (b'{"a": 1}', False),
}


@pytest.mark.parametrize("kind", DATA)
def test_data_may_be_replaced_while_its_sums_prove_it(kind: str) -> None:
    """An export that is run again each day; what somebody wrote into one stays."""
    there, may = DATA[kind]
    assert replaceable(there, to_bytes(exported())) is may


def test_one_byte_is_enough() -> None:
    """Whoever changed a part, even with a tool that keeps all others as they are, has touched it."""
    package = Package(REPORT)
    parts = {name: package.part(name) for name in package.names}
    assert untouched(zipped(parts))
    assert not untouched(REPORT + b"\x00")
    assert not untouched(REPORT[:-1])


def test_a_pdf_knows_itself() -> None:
    """It is numbered by its content."""
    printed = timeless(b"%PDF-1.7 /CreationDate(D:20240101) abc /ID [ <" + b"A" * 32 + b">\n<" + b"B" * 32 + b"> ]")
    assert untouched(printed)
    assert not untouched(printed.replace(b"abc", b"abd"))


def test_the_same_again_is_nothing_to_do() -> None:
    """Whatever it is: not even its date changes."""
    Path("a.json").write_bytes(b"{}")
    os.utime("a.json", (1, 1))
    assert put(Path("a.json"), b"{}") is None
    assert Path("a.json").stat().st_mtime == 1


def test_by_force_a_copy_stays_and_never_over_another() -> None:
    """Each in its own name; the same content is not kept twice."""
    Path("表.xlsx").write_bytes(b"one")
    assert put(Path("表.xlsx"), EMPTY, force=True) == Path("表（替换前1）.xlsx").resolve()
    Path("表.xlsx").write_bytes(b"two")
    assert put(Path("表.xlsx"), EMPTY, force=True) == Path("表（替换前2）.xlsx").resolve()
    Path("表.xlsx").write_bytes(b"two")
    assert put(Path("表.xlsx"), EMPTY, force=True) == Path("表（替换前2）.xlsx").resolve()
    assert put(Path("表.xlsx"), WITH_CODE, force=True) is None
    assert Path("表（替换前1）.xlsx").read_bytes() == b"one"
    assert Path("表（替换前2）.xlsx").read_bytes() == b"two"
    assert Path("表.xlsx").read_bytes() == WITH_CODE
    assert len(os.listdir()) == 3


def test_a_long_name_leaves_room_for_its_copy() -> None:
    """255 bytes are all a name may have."""
    path = Path("乡" * 83 + ".xlsx")
    path.write_bytes(b"one")
    copy = put(path, EMPTY, force=True)
    assert copy
    assert copy.read_bytes() == b"one"


def test_of_several_none_is_written_where_one_may_not_be() -> None:
    """Half a total is none."""
    Path("b").write_bytes(b"mine")
    with pytest.raises(UserError, match="output-exists"):
        refuse_loss({Path("a"): b"1", Path("b"): b"2"})
    refuse_loss({Path("a"): b"1", Path("b"): b"2"}, force=True)


def test_what_a_link_points_to_is_under_the_same_rule() -> None:
    """A link that somebody else has put there must not cost another file."""
    Path("mine").write_bytes(b"typed")
    Path("out.xlsx").symlink_to("mine")
    with pytest.raises(UserError, match="output-exists"):
        put(Path("out.xlsx"), EMPTY)
    put(Path("out.xlsx"), EMPTY, force=True)
    assert Path("out.xlsx").is_symlink()
    assert Path("mine").read_bytes() == EMPTY
    assert Path("mine（替换前1）").read_bytes() == b"typed"
