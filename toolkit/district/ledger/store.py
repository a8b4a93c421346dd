"""Content-addressed store of all incoming bytes, under their SHA-256: nothing is overwritten or stored twice."""

import hashlib
from contextlib import suppress
from pathlib import Path

from toolkit.district.messages import kept_changed
from toolkit.office.filetypes import ENCRYPTED, JSON, ODS, OLD, WORKBOOK, kind
from toolkit.office.loading import load
from toolkit.tasks.files.outputs import write

RAW, FILES = Path("收件") / "原件", Path("收件") / "附件"
ISSUED = Path("下发")
LETTERS = Path("回复")
CHATS = LETTERS / "微信文字"
LETTER = ".eml"
SUFFIXES = {WORKBOOK: ".xlsx", OLD: ".xls", ODS: ".ods", ENCRYPTED: ".xlsx", JSON: ".json"}
OTHER = ".bin"  # not what it calls itself: a name chosen by a stranger is not given to a file here


def hash_of(data: bytes) -> str:
    """SHA-256 of the bytes, in lower-case hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def keep_raw(folder: Path, data: bytes, letter: bool) -> str:
    """A message as it came, before anything is done with it; its hash."""
    return _keep(folder / RAW, data, LETTER if letter else _suffix(data))


def keep_file(folder: Path, data: bytes) -> str:
    """A file that was in a message; its hash."""
    return _keep(folder / FILES, data, _suffix(data))


def file_path(folder: Path, hash: str) -> Path:
    """Where a kept file lies."""
    return next(iter((folder / FILES).glob(f"{hash}.*")), folder / FILES / hash)


def kept(folder: Path, hash: str) -> bytes:
    """A kept file as it came in; raises :class:`UserError` where it is gone, or was changed since."""
    path = file_path(folder, hash)
    data = load(path)
    if hash_of(data) != hash:
        raise kept_changed(path)
    return data


def _keep(folder: Path, data: bytes, suffix: str) -> str:
    name = hash_of(data)
    path = folder / f"{name}{suffix}"
    if not path.exists():
        write(path, data)
    with suppress(OSError):  # a share may not let one; whoever opens it to look at it must not change it by accident
        path.chmod(path.stat().st_mode & ~0o222)
    return name


def _suffix(data: bytes) -> str:
    return SUFFIXES.get(kind(data), OTHER)
