"""Outputs appear whole or not at all, never in place of an input, and under names that every file system holds."""

import os
import re
from collections.abc import Iterable
from pathlib import Path

from toolkit.report.content import title
from toolkit.report.finished import DRAFT
from toolkit.submission.refusal import Refusal
from toolkit.submission.submission import Submission

FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]')
UNFINISHED = ".nianbao-{}.tmp"  # what a file is called until it is whole
LONGEST = 60  # characters; a Chinese one takes three bytes, and a name has 255


def file_name(text: str) -> str:
    """The text as a file name without its suffix."""
    return FORBIDDEN.sub("_", text)[:LONGEST].strip(" .") or "_"


def report_name(submission: Submission, draft: bool = False) -> str:
    """A report's full title as a file name without its suffix, as it is attached to a page on the website."""
    return file_name("".join(title(submission))) + (f"（{DRAFT}）" if draft else "")


def refuse_inputs(output: Path, inputs: Iterable[Path]) -> None:
    """An output that is also an input would lose what somebody filled in."""
    for each in inputs:
        if _same(output, each):
            raise Refusal("same-file", path=output)


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return one.resolve() == other.resolve()


def write(path: Path, content: bytes) -> None:
    """Write a file by way of a neighbour that takes its place when complete; missing folders are made."""
    path = path.resolve()
    if path.is_dir():
        raise Refusal("output-is-folder", path=path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and not path.is_file():
            path.write_bytes(content)  # a device or a pipe cannot be replaced
        else:
            _replace(path, content)
    except OSError as error:
        raise Refusal("no-access", path=path) from error


def sweep(folder: Path) -> None:
    """Take away what a process left unfinished that was killed; nobody else may be writing there."""
    for path in folder.glob(UNFINISHED.format("*")):
        path.unlink(missing_ok=True)


def _replace(path: Path, content: bytes) -> None:
    beside = path.with_name(UNFINISHED.format(os.getpid()))
    try:
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())  # else a power cut could leave a name with nothing behind it
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
