"""A PDF opened in a process of its own, bounded in time and memory; what comes back is plain geometry."""

import importlib.util
import json
import subprocess
import sys

from toolkit import limits
from toolkit.errors import Refusal
from toolkit.limits import within
from toolkit.published.pdf.sheet import PdfPage, page_of

LIBRARY = "pypdfium2"
CHILD = "toolkit.published.pdf.child"


def pages(data: bytes) -> tuple[PdfPage, ...]:
    """Raises :class:`Refusal` where the library is missing, and for what cannot be opened within the bounds."""
    within(len(data), limits.PDF, f"超过{limits.PDF >> 20}MB")
    if importlib.util.find_spec(LIBRARY) is None:
        raise Refusal("no-pdf-library")
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
        raise Refusal("pdf-failed") from error
    if refused := said.get("refused"):
        raise Refusal(refused, what=f"超过{limits.PAGES}页") if refused == "too-large" else Refusal(refused)
    return tuple(page_of(each) for each in said["pages"])
