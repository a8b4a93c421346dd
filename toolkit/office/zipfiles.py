"""Opens zip files safely: the directory itself can be a zip bomb."""

import io
import zipfile
import zlib

from toolkit import limits
from toolkit.limits import within
from toolkit.office.messages import truncated, unreadable

BEGINS = (b"PK\x03\x04", b"PK\x05\x06")
LISTED = b"PK\x01\x02"  # before each line of the directory
ENDS = b"PK\x05\x06"  # before the last words of a zip
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, RuntimeError)


def is_zip(data: bytes) -> bool:
    """Whether it is one, or was before it was cut off."""
    return data.startswith(BEGINS) or zipfile.is_zipfile(io.BytesIO(data))


def opened(data: bytes) -> zipfile.ZipFile:
    """Raises :class:`UserError` where it is broken or lists too much."""
    # Python makes an object of each line before anybody can count them. Some may be those of a zip within.
    within(data.count(LISTED), 2 * limits.PARTS, "里面的部件超过{}个")
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except BROKEN as error:
        raise (unreadable() if ENDS in data else truncated()) from error
    within(len(archive.infolist()), limits.PARTS, "里面的部件超过{}个")
    return archive
