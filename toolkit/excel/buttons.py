"""What the buttons of the tab 年报 do in Python: each on the workbook that is open in front (macros/RunPython.bas)."""

import subprocess
import sys
import tempfile
from collections.abc import Callable
from itertools import count
from pathlib import Path

import xlwings

from toolkit.checks.messages.told import Told, level_counts
from toolkit.checks.messages.wording import LEVELS, passed
from toolkit.checks.reading import Reading
from toolkit.errors import UserError
from toolkit.excel import marking
from toolkit.excel.live import live_book
from toolkit.excel.messages import not_on_disk
from toolkit.form.library import forms
from toolkit.form.reserved_names import LIST
from toolkit.tasks import check as checking
from toolkit.tasks.check import errors
from toolkit.tasks.files.guard import working_on
from toolkit.tasks.files.outputs import write
from toolkit.tasks.names import file_name
from toolkit.tasks.render import render
from toolkit.workbook.design.labels import COMMENT_AUTHOR, LIST_HEADINGS
from toolkit.workbook.mark.from_findings import whose
from toolkit.workbook.read.reader import read_book
from toolkit.workbook.write.plain import Column, PlainSheet, plain_book


def check() -> None:
    """The problems as a list in a workbook of its own; nothing changes in the one that is checked."""
    _press(_check)


def mark() -> None:
    """The problems marked in their cells; whatever was marked before and is mended is marked no longer."""
    _press(_mark)


def report() -> None:
    """The Word report beside the workbook, opened; a 送审稿 while there is something that must be mended."""
    _press(_report)


def told_of(book: xlwings.Book) -> tuple[Reading, tuple[Told, ...]]:
    """What is in an open workbook, and what is wrong with it; raises :class:`UserError` where it is not ours."""
    reading = read_book(live_book(book), forms())
    return reading, checking.check(reading)


def _press(action: Callable[[xlwings.Book], str]) -> None:
    """Whatever happens, the officer reads a sentence and never a traceback."""
    book = xlwings.Book.caller()
    try:
        with working_on(book.name):
            sentence = action(book)
    except UserError as refusal:
        sentence = refusal.text
    book.app.alert(sentence, title=COMMENT_AUTHOR)


def _check(book: xlwings.Book) -> str:
    reading, told = told_of(book)
    if told:
        path = Path(tempfile.mkdtemp(prefix="nianbao"), f"{file_name(Path(book.name).stem)}-{LIST}.xlsx")
        write(path, _list(reading, told))
        _close(book.app, path.name)
        book.app.books.open(path)
    return _verdict(reading, told)


def _close(app: xlwings.App, name: str) -> None:
    """The list of the last time: Excel opens no two workbooks of one name."""
    for book in list(app.books):
        if book.name == name:
            book.close()


def _verdict(reading: Reading, told: tuple[Told, ...]) -> str:
    fine = "" if errors(told) else passed(reading.submission.form).rstrip("。")
    return "。".join(filter(None, (fine, level_counts(told)))) + "。"


def _list(reading: Reading, told: tuple[Told, ...]) -> bytes:
    number, level, *_, message = LIST_HEADINGS
    columns = (Column(number, 6), Column(level, 11), Column(message, 100))
    rows = [(at, LEVELS[each.finding.level], each.words.message) for at, each in enumerate(told, start=1)]
    return plain_book([PlainSheet(LIST, columns, rows, note=whose(reading.submission))])


def _mark(book: xlwings.Book) -> str:
    reading, told = told_of(book)
    marking.mark(book, reading, told)
    return f"已标出问题：{level_counts(told)}。" if told else f"{passed(reading.submission.form)}没有标记。"


def _report(book: xlwings.Book) -> str:
    reading, told = told_of(book)
    folder = Path(book.fullname).parent
    if not Path(book.fullname).is_file():
        raise not_on_disk()
    draft = bool(errors(told))
    rendered = render(reading, draft)
    path = _free(folder, rendered.name)
    write(path, rendered.data)
    _open(path)
    return f"有{level_counts(told)}，生成的是送审稿：{path.name}" if draft else f"已生成报告：{path.name}"


def _free(folder: Path, name: str) -> Path:
    """A name that nobody has: the report that is there may have been changed by hand."""
    names = (name if number == 1 else f"{name}（{number}）" for number in count(1))
    return next(path for each in names if not (path := folder / f"{each}.docx").exists())


def _open(path: Path) -> None:
    """As by a double click."""
    if sys.platform == "win32":
        import os  # noqa: PLC0415 - only Windows has this

        os.startfile(path)
    else:
        subprocess.run(["open", path], check=False)
