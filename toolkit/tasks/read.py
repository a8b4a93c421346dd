"""``read``: parses the bytes of a file into the submission filed in it."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from toolkit import limits
from toolkit.checks.reading import Reading, from_filing
from toolkit.errors import UserError
from toolkit.form.form import Form
from toolkit.form.library import forms, main_forms
from toolkit.limits import within
from toolkit.office.filetypes import JSON, kind, refusal
from toolkit.office.sheets.book import Book
from toolkit.office.sheets.open import opened
from toolkit.published.blocks import Block
from toolkit.published.messages import no_report
from toolkit.published.read import readings
from toolkit.published.source import cells
from toolkit.published.source.open import blocks, is_printed
from toolkit.submission.json import from_json, parse
from toolkit.submission.messages import not_ours
from toolkit.tasks.messages import several_submissions, too_many_submissions
from toolkit.workbook.read.reader import read_book

Outcome = tuple[int, Reading | UserError]  # its place in a JSON array, from 1; 0 for what stands alone in its file


def read(data: bytes, known: tuple[Form, ...] | None = None, password: str = "", any_revision: bool = False) -> Reading:
    """The only submission in a file, told by its content: a workbook (.xlsx, .xls, .et, .ods), JSON, or a report as it
    was published (Word, web page, PDF, text, cells of a workbook).

    ``known``: the forms that it may be on, by default those that come with the program; a companion form is read from
    its sheet in the workbook of another. ``any_revision``: a
    workbook of a revision that is not among them is read as the newest one that is.

    Raises :class:`~toolkit.errors.UserError` where the file cannot be read, is not ours, or holds several.
    """
    known = forms() if known is None else known
    outcomes = tuple(read_all(data, known, password, any_revision, printed=True))
    if len(outcomes) > 1:
        raise several_submissions(path="文件", count=len(outcomes))
    ((_, outcome),) = outcomes
    if isinstance(outcome, UserError):
        raise outcome
    return outcome


def read_all(
    data: bytes,
    known: tuple[Form, ...],
    password: str = "",
    any_revision: bool = False,
    most: int = limits.SUBMISSIONS,
    printed: bool = False,
) -> Iterator[Outcome]:
    """Every submission in a file, no more than ``most``; those of a JSON array are refused one by one.

    ``printed``: a published report will do too. What a unit sends must be its workbook.

    Raises :class:`~toolkit.errors.UserError` where the file as a whole cannot be read.
    """
    text = json_text(data)
    if text is not None:
        yield from _from_json(parse(text), main_forms(known), most)
    elif printed and is_printed(data):
        otherwise = refusal(data) if kind(data) == "text" else no_report()  # a .csv is no document
        yield from _published(blocks(data), otherwise, known, most)
    else:
        yield from _from_book(opened(data, password), known, any_revision, most, printed)


def json_text(data: bytes) -> str | None:
    """The text of a JSON file, in whatever encoding an editor saved it; None for anything else.

    Raises :class:`UserError`.
    """
    if kind(data) != JSON:
        return None
    within(len(data), limits.JSON, f"超过{limits.JSON >> 20}MB")
    for encoding in (json.detect_encoding(data), "gb18030"):
        try:
            text = data.decode(encoding).strip()
        except UnicodeDecodeError:
            continue
        if text.startswith(("{", "[")):
            return text
    return None


def _from_book(book: Book, known: tuple[Form, ...], any_revision: bool, most: int, printed: bool) -> Iterator[Outcome]:
    """Our own workbook, or else a report whose tables were pasted into one."""
    try:
        if printed and _is_foreign(book, known):
            yield from _published(cells.blocks(book), not_ours(), known, most)
            return
    except UserError as refusal:
        if refusal.code not in ("not-ours", "too-large"):
            raise
    yield 0, read_book(book, known, any_revision)


def _is_foreign(book: Book, known: tuple[Form, ...]) -> bool:
    """Whether nothing in a workbook tells that it was drawn by us: no names of cells, no sheet of a form.

    One with more cells than a report can have is not looked at either.
    """
    if book.names or any(table.sheet in book.sheets for form in known for table in form.tables):
        return False
    return sum(len(sheet.cells) for sheet in book.sheets.values()) <= limits.PASTED


def _published(there: Sequence[Block], otherwise: UserError, known: tuple[Form, ...], most: int) -> Iterator[Outcome]:
    """``otherwise``: why the file cannot be read where it holds no report."""
    try:
        found = readings(there, known)
    except UserError as refusal:
        raise otherwise if refusal.code == "no-report" else refusal from refusal
    if len(found) > most:
        raise too_many_submissions(len(found), most)
    yield from enumerate(found, start=1) if len(found) > 1 else ((0, each) for each in found)


def _from_json(data: Any, known: tuple[Form, ...], most: int) -> Iterator[Outcome]:
    if not isinstance(data, list):
        yield 0, from_filing(from_json(data, known))
    elif not data:
        raise not_ours()
    else:
        if len(data) > most:
            raise too_many_submissions(count=len(data), limit=most)
        for position, each in enumerate(data, start=1):
            yield position, _one(each, known)


def _one(data: Any, known: tuple[Form, ...]) -> Reading | UserError:
    try:
        return from_filing(from_json(data, known))
    except UserError as refusal:
        return refusal
