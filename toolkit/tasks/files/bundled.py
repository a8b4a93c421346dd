"""Build artefacts shipped in the wheel: the offline page in two editions, the add-in for Excel."""

import base64
import gzip
from collections.abc import Mapping
from pathlib import Path

from toolkit.form.form import Form
from toolkit.form.library import all_definitions
from toolkit.office.opc import zipped
from toolkit.tasks.messages import not_built

FOLDER = Path(__file__).resolve().parents[2] / "built"
PAGE, OLDER_PAGE = "nianbao.html", "nianbao-older.html"
ADDIN = "nianbao.xlam"
PACKED = b'<script type="text/plain" data-packed='  # before each piece of what the page unpacks
PIECE = 3 * 2**16  # bytes of one; a multiple of three, so that no piece but the last is padded
MADE_BY = {PAGE: "make page", OLDER_PAGE: "make page", ADDIN: "make addin"}


def built(name: str) -> bytes:
    """Its bytes; raises :class:`UserError` in a checkout where it was not built yet."""
    path = FOLDER / name
    if not path.is_file():
        raise not_built(name=name, make=MADE_BY[name])
    return path.read_bytes()


def offline_page(name: str) -> bytes:
    """An edition of the offline page that knows the forms from outside too; raises :class:`UserError`."""
    added = {folder: form for folder, form in all_definitions().sound.items() if form.outside}
    return with_forms(built(name), added) if added else built(name)


def with_forms(built_page: bytes, forms: Mapping[Path, Form]) -> bytes:
    """The page with the definitions in these folders packed along, as its worker unpacks them."""
    files = {
        f"{form.key}/{path.name}": path.read_bytes() for folder, form in forms.items() for path in folder.glob("*.toml")
    }
    small = gzip.compress(zipped(dict(sorted(files.items()))), 9, mtime=0)
    pieces = [base64.b64encode(small[at : at + PIECE]) for at in range(0, len(small), PIECE)]
    head, mark, rest = built_page.partition(PACKED)
    return head + b"".join(PACKED + b'"forms">' + piece + b"</script>\n" for piece in pieces) + mark + rest
