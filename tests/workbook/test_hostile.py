"""Files made to hurt: each ends within 20 seconds of work and 600 MB, in a result or a sentence.

The bounds are those of the operating system: a process that passes them is ended, and the test fails.
"""

import json
import os
import struct
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.drawn import ROOT, official_form
from tests.office.sheets.drawn_parts import parts_of, replacing, sheet_part, small, typed, with_cell, with_part
from toolkit.office.opc import Package, zipped
from toolkit.office.sheets.xlsx import Contents

resource = pytest.importorskip("resource", reason="no such limits on this system")
SECONDS, BYTES = 20, 600 * 2**20
MB = 2**20
NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def limited() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))


def checked(data: bytes, folder: Path) -> Any:
    """What ``nianbao check --json`` says of a file, as a process that is ended when it takes too much."""
    (folder / "a.xlsx").write_bytes(data)
    done = subprocess.run(
        [sys.executable, "-m", "toolkit", "check", "--json", "a.xlsx"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        preexec_fn=limited,
        check=False,
    )
    assert done.returncode in (0, 1, 2), (done.returncode, done.stderr[-500:])
    assert b"Traceback" not in done.stderr
    return json.loads(done.stdout)["files"][0]


def codes(data: bytes, folder: Path) -> set[str]:
    return {finding["code"] for finding in checked(data, folder)["findings"]}


def sheet(inner: str) -> bytes:
    """A workbook whose only sheet holds this XML."""
    return small(inner)


def strings(inner: str) -> bytes:
    return small('<row r="1"><c r="A1" t="s"><v>0</v></c></row>', inner)


def names(inner: str) -> bytes:
    return small("", names=inner)


def styles(inner: str) -> bytes:
    return replaced("xl/styles.xml", f"<styleSheet {NS}>{inner}</styleSheet>")


def replaced(part: str, xml: str | bytes) -> bytes:
    return zipped({**parts_of(small('<c s="0"><v>1</v></c>')), part: xml if isinstance(xml, bytes) else xml.encode()})


def nested(depth: int) -> str:
    return "<a>" * depth + "</a>" * depth


def many_sheets_of_one_part() -> bytes:
    listed = "".join(f'<sheet name="s{number}" sheetId="{number}" r:id="a"/>' for number in range(50_000))
    rows = "<row>" + "<c><v>1</v></c>" * 1_000 + "</row>"
    return with_part(sheet(rows), "xl/workbook.xml", replacing("</sheets>", f"{listed}</sheets>"))


def quoted_overlap() -> bytes:
    """Every line of the directory points to the same compressed bytes."""
    first = small("<row/>" * 300_000)
    end = first.rindex(b"PK\x05\x06")
    start = first.index(b"PK\x01\x02")
    directory = first[start:end]
    line = directory[directory.index(b"xl/sheet.xml") - 46 :][:46]
    copies = [f"xl/copy{number:04}.xml".encode() for number in range(1_000)]
    directory += b"".join(line[:28] + struct.pack("<H", len(name)) + line[30:] + name for name in copies)
    count = directory.count(b"PK\x01\x02")
    return (
        first[:start] + directory + struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, count, count, len(directory), start, 0)
    )


BOMBS: dict[str, tuple[Callable[[], bytes], str]] = {
    "a part of 300 MB": (lambda: replaced("xl/sheet.xml", b" " * (300 * MB)), "too-large"),
    "ten million tags": (lambda: sheet("<c/>" * 10_000_000), "too-large"),
    "as many tags as may be": (lambda: sheet("<row/>" * 2_499_000), "not-ours"),
    "as many cells without content as may be": (lambda: sheet("<c s='1'/>" * 2_499_000), "not-ours"),
    "as deep as may be": (lambda: sheet(nested(1_249_000)), "too-large"),
    "cells that hold something": (lambda: sheet("<c><v>1</v></c>" * 600_000), "too-large"),
    "as many cells as may be": (lambda: sheet("<row>" + "<c><v>12345</v></c>" * 200_000 + "</row>"), "not-ours"),
    "as many cells of text": (
        lambda: sheet(("<row>" + "<c t='inlineStr'><is><t>一二三四五</t></is></c>" * 16_000 + "</row>") * 12),
        "not-ours",
    ),
    "a text of 32 MB": (lambda: strings(f"<si><t>{'字' * 11 * MB}</t></si>"), "too-large"),
    "a text in pieces": (lambda: strings(f"<si>{'<r><t>字字字字字字</t></r>' * 200_000}</si>"), "too-large"),
    "a text of a million runs": (lambda: strings("<si>" + "<r><t>字</t></r>" * 600_000 + "</si>"), "too-large"),
    "a text in every cell": (
        lambda: small("<c t='s'><v>0</v></c>" * 190_000, "<si>" + "<r><t>字字字</t></r>" * 170_000 + "</si>"),
        "not-ours",
    ),
    "a number of a million digits": (lambda: sheet(f"<c><v>{'1' * 500_000}</v></c>"), "not-ours"),
    "an attribute of 20 MB": (lambda: sheet(f'<c a="{"x" * 20 * MB}"/>'), "too-large"),
    "a million attributes": (
        lambda: sheet("<c " + " ".join(f'a{number}=""' for number in range(1_000_000)) + "/>"),
        "too-large",
    ),
    "a long prefix": (
        lambda: replaced("xl/sheet.xml", f'<x:s xmlns:x="{"u" * 400_000}"><x:d>{"<x:c/>" * 1_200_000}</x:d></x:s>'),
        "not-ours",
    ),
    "a formula of 1 MB": (lambda: sheet(f"<c><f>{'SUM(A1,' * 60_000}</f><v>1</v></c>"), "not-ours"),
    "a shared formula": (
        lambda: sheet(f'<c><f si="1">{"A1+" * 100_000}</f></c>' + '<c><f si="1"/></c>' * 190_000),
        "too-large",
    ),
    "a million names": (lambda: names('<definedName name="a">x!$A$1</definedName>' * 1_000_000), "too-large"),
    "names of many cells": (
        lambda: names("".join(f'<definedName name="a{n}">x!$A$1:$A$9999</definedName>' for n in range(20_000))),
        "too-large",
    ),
    "a million formats": (lambda: styles("<cellXfs>" + "<xf/>" * 1_000_000 + "</cellXfs>"), "too-large"),
    "a format of open brackets": (
        lambda: styles(
            f'<numFmts><numFmt numFmtId="200" formatCode="{"[" * 400_000}"/></numFmts>'
            + f"<cellXfs>{'<xf numFmtId=' + chr(34) + '200' + chr(34) + '/>'}</cellXfs>"
        ),
        "not-ours",
    ),
    "a million strings": (lambda: strings("<si><t>一</t></si>" * 600_000), "too-large"),
    "a million merged areas": (
        lambda: small("</sheetData><mergeCells>" + '<mergeCell ref="A1:B2"/>' * 1_000_000 + "</mergeCells><sheetData>"),
        "too-large",
    ),
    "a million hidden columns": (
        lambda: sheet('<col min="1" max="2" hidden="1"/>' * 1_000_000),
        "too-large",
    ),
    "a million hidden rows": (lambda: sheet('<row hidden="1"/>' * 1_048_000), "not-ours"),
    "one part as many sheets": (many_sheets_of_one_part, "not-ours"),
    "parts that overlap": (quoted_overlap, "not-ours"),
    "three thousand parts": (lambda: zipped({str(number): b"" for number in range(3_000)}), "too-large"),
    "a directory of a million lines": (
        lambda: b"PK\x03\x04" + (b"PK\x01\x02" + b"\0" * 42) * 1_000_000 + b"PK\x05\x06" + b"\0" * 18,
        "too-large",
    ),
    "UTF-16": (
        lambda: replaced("xl/sheet.xml", f"<s>{'<c/>' * 2_400_000}</s>".encode("utf-16")),
        "not-ours",
    ),
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_bombs(bomb: str, tmp_path: Path) -> None:
    """Small files that would fill the clerk's memory or afternoon."""
    made, expected = BOMBS[bomb]
    assert codes(made(), tmp_path) == {expected}


def test_a_million_rows_that_hold_nothing(tmp_path: Path) -> None:
    """WPS may write a row for each of a sheet's million; it is a submission like any other."""
    row = '<row r="{}" spans="1:8" s="3" customFormat="1" ht="13.5" customHeight="1"/>'
    rows = "".join(row.format(number) for number in range(1_000, 1_000_000))
    ours = typed(official_form())
    part = sheet_part(ours, next(iter(Contents(Package(ours)).sheets)))
    found = checked(with_part(ours, part, replacing("</sheetData>", f"{rows}</sheetData>")), tmp_path)
    assert (found["ok"], found["findings"]) == (True, checked(ours, tmp_path)["findings"])


def test_long_texts_where_figures_and_texts_belong(tmp_path: Path) -> None:
    """What is compared, counted and quoted must not take the square of its length."""
    form = official_form()
    ours = typed(form)
    places = Contents(Package(ours)).names
    for filler in ("1", "，", "=", " ", "*", "\\", "1,", "（", "_x0041_"):
        long = filler * (500_000 // len(filler.encode()))
        ids = [next(cell.id for cell in form.inputs), f"text.{next(iter(form.texts))}"]
        for id in ids:
            ours = with_cell(ours, places[id][0], f"<is><t>x{long}x</t></is>", "inlineStr")
        assert "crashed" not in codes(ours, tmp_path), filler
