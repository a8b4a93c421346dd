"""Atomic writing of output files; refuses to write over an input."""

import errno
import os
import secrets
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from toolkit.errors import UserError
from toolkit.office.messages import no_access
from toolkit.tasks.messages import (
    disk_fault,
    disk_full,
    link_loop,
    name_too_long,
    output_is_folder,
    output_too_large,
    parent_is_file,
    quota_used_up,
    read_only,
    same_file,
)

UNFINISHED = ".nianbao-{}.tmp"  # what a file is called until it is whole
REASONS: Mapping[str, Callable[[Path | str], UserError]] = {  # by the system's names, of which not all are everywhere
    "ENOSPC": disk_full,
    "EDQUOT": quota_used_up,
    "EFBIG": output_too_large,
    "EROFS": read_only,
    "ENAMETOOLONG": name_too_long,
    "ENOTDIR": parent_is_file,
    "EEXIST": parent_is_file,
    "EIO": disk_fault,
    "ELOOP": link_loop,
}


def refuse_inputs(output: Path, inputs: Iterable[Path]) -> None:
    """An output that is also an input would lose what somebody filled in."""
    for each in inputs:
        if _same(output, each):
            raise same_file(output)


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except (OSError, ValueError):
        return real(one) == real(other)


def real(path: Path) -> Path:
    """The file a name stands for, links followed; links in a circle stay as they are, and so do pipes and devices.

    The link ``/dev/stdout`` leads to a pipe that has no path.
    """
    return path if _flows(path) else Path(os.path.realpath(path))


def _flows(path: Path) -> bool:
    """Whether it is a pipe or a device: it cannot be replaced. Raises nothing, however long the name."""
    return os.path.exists(path) and not (os.path.isfile(path) or os.path.isdir(path))


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """What the system says about an output becomes a :class:`UserError` with the true reason."""
    try:
        yield
    except OSError as error:
        raise REASONS.get(errno.errorcode.get(error.errno or 0, ""), no_access)(path) from error


def write(path: Path, content: bytes) -> None:
    """Write a file by way of a neighbour that takes its place when complete; missing folders are made.

    A link stays a link: the file it points to is replaced. What somebody may have edited is put by
    :func:`toolkit.tasks.files.replacing.put`.
    """
    with writing(path):
        path = real(path)
        if path.is_dir():
            raise output_is_folder(path)
        if _flows(path):
            path.write_bytes(content)
            return
        if path.is_symlink():  # still, with all links followed
            raise link_loop(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, content)


def sweep(folder: Path) -> None:
    """Take away what a process left unfinished that was killed; nobody else may be writing there."""
    for path in folder.glob(UNFINISHED.format("*")):
        path.unlink(missing_ok=True)


def _replace(path: Path, content: bytes) -> None:
    """The neighbour's name is drawn and must be new (O_EXCL): no file or link that lay in wait is opened."""
    beside = path.with_name(UNFINISHED.format(secrets.token_hex(8)))
    try:
        with beside.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())  # else a power cut could leave a name with nothing behind it
        if path.exists():
            beside.chmod(stat.S_IMODE(path.stat().st_mode))  # who may read it is not for us to change
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
