"""Runs in the system's Python, which has LibreOffice's bridge: carries out each step on a fresh copy of a workbook."""

import json
import sys
from pathlib import Path
from typing import Any

from tests.instruments.oracles.typist_inside import connected, values

XLSX = "Calc MS Excel 2007 XML"


def carried_out(document: Any, what: str, sheet: str, where: list[int]) -> None:
    from com.sun.star.sheet.CellInsertMode import DOWN  # noqa: PLC0415  only this Python has it

    page = document.Sheets.getByName(sheet)
    match what:
        case "insert rows":
            page.Rows.insertByIndex(*where)
        case "delete rows":
            page.Rows.removeByIndex(*where)
        case "insert columns":
            page.Columns.insertByIndex(*where)
        case "delete columns":
            page.Columns.removeByIndex(*where)
        case "insert cells":
            page.insertCells(page.getCellRangeByPosition(*where).RangeAddress, DOWN)
        case "move":
            left, top, right, bottom, column, row = where
            source = page.getCellRangeByPosition(left, top, right, bottom).RangeAddress
            page.moveRange(page.getCellByPosition(column, row).CellAddress, source)
        case _:
            raise ValueError(what)


def main(work: Path, program: str) -> None:
    context, office = connected(work, program)
    desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    try:
        for number, step in enumerate(json.loads((work / "steps.json").read_text(encoding="utf-8"))):
            document = desktop.loadComponentFromURL((work / "book.xlsx").as_uri(), "_blank", 0, values(Hidden=True))
            carried_out(document, *step)
            document.storeToURL((work / f"{number}.xlsx").as_uri(), values(FilterName=XLSX))
            document.close(True)
    finally:
        desktop.terminate()
        office.wait(30)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
