"""Overwriting rules for outputs: never a file that a person edited, unless forced, and then a copy is kept."""

import filecmp
import os
import shutil
from collections.abc import Collection, Iterator, Mapping
from itertools import count
from pathlib import Path

from toolkit import limits
from toolkit.checks.reading import Reading
from toolkit.errors import UserError
from toolkit.form.library import forms
from toolkit.office.filetypes import WORKBOOK, kind
from toolkit.office.opc import Package, zipped
from toolkit.office.xml import elements
from toolkit.report.pdf import timeless
from toolkit.submission.json import from_json, parse
from toolkit.submission.submission import Submission
from toolkit.tasks.export import export
from toolkit.tasks.files.inputs import read_data
from toolkit.tasks.files.outputs import real, write, writing
from toolkit.tasks.messages import output_exists
from toolkit.tasks.read import json_text

COPY = "（替换前{}）"
ABOUT = "docProps/core.xml"
SAID = frozenset({"title", "creator"})
ROOM = 200  # bytes of a name that a copy keeps; a name has 255


def put(path: Path, content: bytes, force: bool = False, ours: Collection[bytes] = ()) -> Path | None:
    """Write a named output; where something was replaced by force, the copy of it that was kept.

    ``ours``: what else this program writes there.

    Raises :class:`UserError` ``output-exists`` for a file that may not be replaced.
    """
    there = _there(real(path))
    if there == content:
        return None
    kept = there is None or there in ours or replaceable(there, content)
    if not (kept or force):
        raise output_exists(path)
    path = real(path)
    copy = None if kept else _copy(path)
    write(path, content)
    return copy


def refuse_loss(outputs: Mapping[Path, bytes], force: bool = False) -> None:
    """Of several outputs that belong together none is written where one may not be."""
    for path, content in outputs.items():
        there = _there(real(path))
        if there is not None and there != content and not force and not replaceable(there, content):
            raise output_exists(path)


def replaceable(there: bytes, content: bytes) -> bool:
    """Whether a file is as this program wrote it, is about the same, and holds nothing typed that would be gone."""
    if content.lstrip().startswith((b"{", b"[")):
        return _newer(content, there)
    return untouched(there) and _about(there) == _about(content) and (_typed(content) or not _typed(there))


def _newer(content: bytes, there: bytes) -> bool:
    """Whether data may be replaced by newer data of the same units.

    Figures certify themselves: with one changed by hand, the sums and the 校验码 beside it are not what we would write.
    Words do not (one of the same length leaves the 校验码 as it is): they must be the same.
    """
    new = {_whose(each): each for each in _submissions(content)}
    old = list(_submissions(there))
    return bool(old) and all(_whose(each) in new and _words(new[_whose(each)]) == _words(each) for each in old)


def _submissions(data: bytes) -> Iterator[Submission]:
    """All in a file, or none where it is not, to the byte, what we would write."""
    try:
        given = parse(json_text(data) or "")
        found = [from_json(each, forms()).submission for each in (given if isinstance(given, list) else [given])]
    except UserError:
        return
    if export(found if isinstance(given, list) else found[0]) == data:
        yield from found


def _whose(submission: Submission) -> tuple[str, str, int]:
    return submission.form.key, submission.unit, submission.year


def _words(submission: Submission) -> tuple[object, ...]:
    return submission.texts, submission.reasons, submission.code, submission.level, submission.declared


def untouched(data: bytes) -> bool:
    """Whether these are, to the byte, what we would write.

    A zip that holds the same parts but was put together by any other program differs in dates, flags or compression;
    our PDFs are numbered by their content. Of web pages nothing can be said.
    """
    if data.startswith(b"%PDF"):
        return timeless(data) == data
    package = _package(data)
    try:
        return package is not None and zipped({name: package.part(name) for name in package.names}) == data
    except UserError:
        return False


def _package(data: bytes) -> Package | None:
    try:
        package = Package(data)
    except UserError:
        return None
    return package if ABOUT in package else None


def _about(data: bytes) -> tuple[str, ...] | None:
    """Title and unit of an Office file of ours: a report of one unit is not replaced by one of another."""
    package = _package(data)
    if package is None:
        return None
    kept = "word" if "word/document.xml" in package else ""
    return (kept, *(text for _, _, text in elements(package.xml(ABOUT), SAID)))


def _typed(data: bytes) -> bool:
    """Whether it is a workbook with anything in it that was filled in."""
    if kind(data) != WORKBOOK:
        return False
    (filed,) = read_data(Path(), data, forms())
    if not isinstance(filed.outcome, Reading):
        return False
    found = filed.outcome.submission
    return bool(found.entries or found.texts or found.reasons or found.declared)


def _there(path: Path) -> bytes | None:
    """What stands there, no further than a file of ours may go; None for nothing and for devices."""
    with writing(path):
        if not path.is_file():
            return None
        with path.open("rb") as file:
            return file.read(limits.LOADED + 1)


def _copy(path: Path) -> Path:
    """A copy beside it under a name that nobody has; one that was made before of the same content is enough."""
    for number in count(1):
        copy = path.with_name(f"{_cut(path.stem)}{COPY.format(number)}{path.suffix}")
        with writing(copy):
            try:
                return _copied(path, copy)
            except FileExistsError:
                if copy.is_file() and filecmp.cmp(path, copy, shallow=False):
                    return copy
    raise AssertionError  # numbers do not end


def _copied(path: Path, copy: Path) -> Path:
    """Whole or not at all; raises :class:`FileExistsError`."""
    with path.open("rb") as source, copy.open("xb") as target:
        try:
            shutil.copyfileobj(source, target)
            target.flush()
            os.fsync(target.fileno())
        except BaseException:
            copy.unlink(missing_ok=True)
            raise
    shutil.copystat(path, copy)
    return copy


def _cut(stem: str) -> str:
    while len(os.fsencode(stem)) > ROOM:
        stem = stem[:-1]
    return stem
