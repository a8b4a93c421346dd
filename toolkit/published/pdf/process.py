"""A PDF opened in a process of its own, bounded in time and memory; what comes back is plain geometry."""

import importlib.util
import json
import subprocess
import sys
from collections.abc import Callable, Mapping

from toolkit import limits
from toolkit.errors import UserError
from toolkit.limits import too_large, within
from toolkit.office.messages import unreadable
from toolkit.published.messages import no_pdf_library, pdf_failed, pdf_has_password
from toolkit.published.pdf.sheet import PdfPage, page_of

LIBRARY = "pypdfium2"
CHILD = "toolkit.published.pdf.child"


REFUSED: Mapping[str, Callable[[], UserError]] = {  # by the code that the other process answers
    "pdf-password": pdf_has_password,
    "too-large": lambda: too_large(f"超过{limits.PAGES}页"),
    "unreadable": unreadable,
}


def pages(data: bytes) -> tuple[PdfPage, ...]:
    """Raises :class:`UserError` where the library is missing, and for what cannot be opened within the bounds."""
    within(len(data), limits.PDF, f"超过{limits.PDF >> 20}MB")
    if importlib.util.find_spec(LIBRARY) is None:
        raise no_pdf_library()
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-m", CHILD],
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=limits.PDF_SECONDS,
            check=True,
        )
        said = json.loads(done.stdout)
    except (OSError, subprocess.SubprocessError, ValueError) as error:
        raise pdf_failed() from error
    if code := said.get("refused"):
        raise REFUSED[code]()
    return tuple(page_of(each) for each in said["pages"])
