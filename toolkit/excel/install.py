"""Installs the add-in, and opens and checks workbooks in Excel for the command line."""

import subprocess
import sys
import tempfile
from pathlib import Path

import xlwings

from toolkit.excel import buttons
from toolkit.excel.messages import no_excel
from toolkit.office.messages import no_file
from toolkit.tasks.files.bundled import ADDIN, built

XLWINGS = (sys.executable, "-c", "from xlwings.cli import main; main()", "addin", "install")
DONE = "Successfully"  # what xlwings says when it was installed


def install() -> None:
    """Ours, and the add-in of xlwings that runs Python for it, where Excel looks for them at its start.

    Raises :class:`UserError` where there is no Excel.
    """
    with tempfile.TemporaryDirectory() as folder:
        ours = Path(folder, ADDIN)
        ours.write_bytes(built(ADDIN))
        for command in (XLWINGS, (*XLWINGS, "--file", str(ours))):
            ran = subprocess.run(command, capture_output=True, text=True, check=False)
            if ran.returncode or DONE not in ran.stdout:
                raise no_excel()


def open_and_check(path: Path) -> None:
    """Open a workbook in Excel and press 校验; raises :class:`UserError` where there is no Excel."""
    if not path.is_file():
        raise no_file(path)
    try:
        book = xlwings.Book(path)
    except Exception as error:  # whatever Excel, COM or AppleScript make of it
        raise no_excel() from error
    book.set_mock_caller()
    buttons.check()
