"""Writes docs/architecture.md and its picture from the imports of the program (``make docs``).

The picture is a dependency matrix: packages from the ground up, a square where one imports another, darker for more
imports. All squares lie on one side of the diagonal: imports go down, never up.
"""

import ast
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from tests.test_layers import LAYERS, ROOMS, imports, layer, modules

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGE, PICTURE = DOCS / "architecture.md", DOCS / "pictures" / "architecture.svg"
CELL, LEFT, TOP = 30, 150, 110  # pixels

INTRODUCTION = """# How the program is built

Written by `make docs` from the packages' own words and imports. *A form is data; a submission is figures on a form;
everything else reads or writes those two.*

```
definition in TOML ── form/definition ──▶ Form ── workbook/design, formulas, write ──▶ a locked workbook
a file that came back ── office ──▶ Book ── workbook/read ──▶ Reading ── checks ──▶ findings ── messages ──▶ sentences
JSON ── submission/json ──▶ Submission ── report ──▶ Word report, read again and proved
a letter ── mail ──▶ files ── district/intake ──▶ ledger ── district/letters ──▶ an answer
```

Imports go down this list, never up, and inside a package one way too; `tests/test_layers.py` holds it. The core (from
the ground to `report`) is plain Python with openpyxl and Jinja2, so that the offline page can run it in a browser.

![Which package imports which](pictures/architecture.svg)
"""


def page() -> str:
    """The page as Markdown."""
    return "\n".join((INTRODUCTION, *_listed(), ""))


def _listed() -> Iterator[str]:
    for name in reversed(LAYERS):
        if name == "ground":
            names = ", ".join(f"`{each.removeprefix('toolkit.')}`" for each in modules() if layer(each) == "ground")
            yield f"- **ground**: what all else stands on: {names}."
            continue
        yield f"- **{name}**: {_first_line(f'toolkit.{name}')}"
        for room in reversed(ROOMS.get(name, ())):
            yield f"  - `{name}/{room}`: {_first_line(f'toolkit.{name}.{room}')}"


def _first_line(name: str) -> str:
    return (ast.get_docstring(ast.parse(modules()[name].read_text(encoding="utf-8"))) or "").split("\n")[0]


def matrix() -> Mapping[tuple[str, str], int]:
    """How often modules of one package import modules of another."""
    pairs = ((layer(one.importer), layer(one.imported)) for one in imports() if one.imported.startswith("toolkit."))
    return Counter(pair for pair in pairs if pair[0] in LAYERS and pair[1] in LAYERS and pair[0] != pair[1])


def picture(order: Sequence[str], counts: Mapping[tuple[str, str], int]) -> str:
    """The matrix as SVG; the same imports give the same bytes."""
    size = len(order) * CELL
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{LEFT + size + 20}" height="{TOP + size + 20}" '
        'font-family="sans-serif" font-size="13">',
        f'<rect width="{LEFT + size + 20}" height="{TOP + size + 20}" fill="#ffffff"/>',
    ]
    for row, importer in enumerate(order):
        y, x = TOP + row * CELL, LEFT + row * CELL
        parts.append(f'<text x="{LEFT - 10}" y="{y + 20}" text-anchor="end">{importer}</text>')
        parts.append(f'<text transform="translate({x + 20} {TOP - 8}) rotate(-60)">{importer}</text>')
        parts.append(f'<rect x="{x}" y="{y}" width="{CELL}" height="{CELL}" fill="#e5e7eb"/>')
        parts += [_square(row, column, counts.get((importer, imported), 0)) for column, imported in enumerate(order)]
    return "\n".join((*parts, "</svg>", ""))


def _square(row: int, column: int, count: int) -> str:
    if not count:
        return ""
    x, y = LEFT + column * CELL, TOP + row * CELL
    opacity = min(1.0, 0.25 + count / 80)
    return (
        f'<rect x="{x + 1}" y="{y + 1}" width="{CELL - 2}" height="{CELL - 2}" fill="#1d4ed8" opacity="{opacity:.2f}"/>'
        f'<text x="{x + CELL // 2}" y="{y + 20}" text-anchor="middle" font-size="11" fill="#ffffff">{count}</text>'
    )


def main() -> None:
    """Writes both files."""
    PAGE.write_text(page(), encoding="utf-8")
    PICTURE.write_text(picture(LAYERS, matrix()), encoding="utf-8")


if __name__ == "__main__":
    main()
