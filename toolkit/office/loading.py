"""Loads a file from disk within the limits for files from outside."""

from pathlib import Path

from toolkit import limits
from toolkit.limits import too_large
from toolkit.office.messages import is_folder, no_access, no_file

LOCK = "~$"  # how the names of owner files begin


def load(path: Path) -> bytes:
    """A file's bytes; raises :class:`UserError`."""
    try:
        if path.is_dir():
            raise is_folder(path)
        if path.stat().st_size > limits.LOADED:
            raise too_large(f"超过{limits.LOADED // 1_000_000}MB")
        with path.open("rb") as file:  # a device says that it is empty, and never ends
            data = file.read(limits.LOADED + 1)
        if len(data) > limits.LOADED:
            raise too_large(f"超过{limits.LOADED // 1_000_000}MB")
        return data
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:  # ValueError: a name that cannot exist
        raise no_file(path) from error
    except OSError as error:
        raise no_access(path) from error
