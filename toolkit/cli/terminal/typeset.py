"""Chinese text in lines of a given width: broken between characters, but not before a comma and not inside a word."""

import re
from collections.abc import Iterable, Iterator

from rich.cells import cell_len

PIECE = re.compile(r"[（“《〔]*(?:[!-~]+|[^!-~])[，。；：？！、）”》〕…]*")
LABELS = 28  # a longer label stands on a line of its own


def wrapped(text: str, width: int) -> list[str]:
    """The lines of one paragraph."""
    lines = [""]
    for piece in PIECE.findall(text):
        if cell_len(lines[-1] + piece.rstrip()) > width:
            lines.append("")
        lines[-1] += piece if lines[-1] or piece.strip() else ""
    return [line.rstrip() for line in lines]


def two_columns(rows: Iterable[tuple[str, str]], width: int, indent: int = 2) -> Iterator[str]:
    """Labels on the left, their texts on the right, as in a list of options."""
    rows = list(rows)
    left = max((cell_len(label) for label, _ in rows if cell_len(label) <= LABELS), default=0) + 2
    for label, text in rows:
        first, *more = wrapped(text, max(width - indent - left, 20)) or [""]
        gap = left - cell_len(label)
        if gap < 2:
            yield f"{' ' * indent}{label}"
            yield f"{' ' * (indent + left)}{first}"
        else:
            yield f"{' ' * indent}{label}{' ' * gap}{first}".rstrip()
        yield from (f"{' ' * (indent + left)}{line}" for line in more)
