"""Runs in the system's Python, which has LibreOffice's bridge: opens add-in and workbooks, calls macros, saves."""

import json
import shutil
import sys
from itertools import groupby
from pathlib import Path
from typing import Any

from tests.instruments.oracles.typist_inside import connected, values

XLSX, XLAM = "Calc MS Excel 2007 XML", "Calc MS Excel 2007 VBA XML"
ALWAYS = 4  # com.sun.star.document.MacroExecMode.ALWAYS_EXECUTE_NO_WARN


def called(addin: Any, book: Any, macro: str, arguments: list[str], sheet: str, ref: str) -> list[object]:
    """What the macro gives back, where the active cell is then, and the error."""
    if book is not None and sheet:
        page = book.Sheets.getByName(sheet)
        book.CurrentController.setActiveSheet(page)
        book.CurrentController.select(page.getCellRangeByName(ref))
    url = f"vnd.sun.star.script:VBAProject.{macro}?language=Basic&location=document"
    result, error = None, ""
    try:
        result = addin.getScriptProvider().getScript(url).invoke(tuple(arguments), (), ())[0]
    except Exception as fault:
        error = str(fault) or type(fault).__name__
    if book is None:
        return [result, "", "", error]
    selected = book.CurrentSelection.getCellByPosition(0, 0)
    column = selected.Columns.getByIndex(0).Name
    return [result, selected.Spreadsheet.Name, f"{column}{selected.CellAddress.Row + 1}", error]


def main(work: Path, program: str) -> None:
    out, plan = json.loads((work / "plan.json").read_text(encoding="utf-8"))
    context, office = connected(work, program, "--headless")
    desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    answers = []
    try:
        options = values(FilterName=XLAM, MacroExecutionMode=ALWAYS, Hidden=True)
        addin = desktop.loadComponentFromURL((work / "addin.xlam").as_uri(), "_blank", 0, options)
        for number, (path, presses) in enumerate(groupby(plan, key=lambda press: press[0])):
            copy = Path(shutil.copyfile(path, work / f"{number}-{Path(path).name}"))
            book = desktop.loadComponentFromURL(copy.as_uri(), "_blank", 0, ())
            saved = Path(out) / f"{number}.xlsx"
            answers += [[*called(addin, book, *press[1:]), str(saved)] for press in presses]
            if out:
                book.storeToURL(saved.as_uri(), values(FilterName=XLSX))
            book.close(True)
        (work / "answers.json").write_text(json.dumps(answers), encoding="utf-8")
    finally:
        desktop.terminate()
        office.wait(30)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
