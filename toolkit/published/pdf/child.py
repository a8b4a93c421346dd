"""Run as a process of its own: a PDF on standard input, its pages as JSON on standard output.

PDFium is a large C++ program that reads strangers' files. Here it can crash, loop or eat memory without taking anybody
along: what it may use is bounded before the file is opened.
"""

import ctypes
import importlib
import json
import sys
from collections.abc import Iterator
from contextlib import suppress
from itertools import pairwise
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from toolkit import limits

THIN = 3.0  # points: what is thinner is a ruling, whatever it was drawn as
DEEP = 4  # forms inside each other
NOTHING = (0, 10, 13, 0xFFFE, 0xFFFF)


def main() -> int:
    """Read a PDF from stdin and write ``{"pages": …}`` or ``{"refused": code}`` to stdout. Always 0."""
    _bound()
    data = sys.stdin.buffer.read()
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = pdfium.FPDF_GetLastError() == pdfium.FPDF_ERR_PASSWORD or "password" in str(error).lower()
        json.dump({"refused": "pdf-password" if locked else "unreadable"}, sys.stdout)
        return 0
    left = [limits.GLYPHS, limits.RULINGS]
    pages = [_page(document[number], left) for number in range(min(len(document), limits.PAGES))]
    too_large = len(document) > limits.PAGES or min(left) < 0
    json.dump({"refused": "too-large"} if too_large else {"pages": pages}, sys.stdout)
    return 0


def _bound() -> None:
    """Windows has no such bounds; there the time alone is bounded, by whoever started this."""
    with suppress(ImportError, ValueError, OSError):
        resource = importlib.import_module("resource")
        resource.setrlimit(resource.RLIMIT_AS, (limits.PDF_MEMORY, limits.PDF_MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (limits.PDF_SECONDS, limits.PDF_SECONDS))


def _page(page: Any, left: list[int]) -> list[Any]:
    width, height = page.get_size()
    if min(left) < 0:
        return [width, height, [], [], []]
    glyphs, rulings = list(_glyphs(page, left)), list(_rulings(page, left))
    across = [each[1:] for each in rulings if not each[0]]
    return [width, height, glyphs, across, [each[1:] for each in rulings if each[0]]]


def _glyphs(page: Any, left: list[int]) -> Iterator[tuple[Any, ...]]:
    text = page.get_textpage()
    box = [ctypes.c_double() for _ in range(4)]
    x, y = ctypes.c_double(), ctypes.c_double()
    high = 0
    for number in range(text.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text, number)
        if 0xD800 <= code < 0xDC00:  # a rare character comes as two halves (UTF-16)
            high = code
            continue
        if high and 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00
        high = 0
        if code in NOTHING or pdfium.FPDFText_IsGenerated(text, number) == 1:
            continue
        if not pdfium.FPDFText_GetCharBox(text, number, *box):
            continue
        left[0] -= 1
        if left[0] < 0:
            return
        pdfium.FPDFText_GetCharOrigin(text, number, x, y)
        start, end, bottom, top = (round(each.value, 2) for each in box)
        yield _character(code), start, bottom, end, top, round(y.value, 2)


def _character(code: int) -> str:
    return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"


def _rulings(page: Any, left: list[int]) -> Iterator[tuple[bool, float, float, float]]:
    """Thin rectangles and straight strokes: whether upright, where, and from where to where."""
    for each in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=DEEP):
        for points in _figures(each):
            for found in _lines(points, _is_stroked(each)):
                left[1] -= 1
                if left[1] < 0:
                    return
                yield found


def _is_stroked(path: Any) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, fill, stroke)
    return bool(stroke.value)


def _figures(path: Any) -> list[list[tuple[float, float]]]:
    """The points of each figure of a path, on the page."""
    matrix = path.get_matrix()
    x, y = ctypes.c_float(), ctypes.c_float()
    figures: list[list[tuple[float, float]]] = []
    for number in range(pdfium.FPDFPath_CountSegments(path)):
        segment = pdfium.FPDFPath_GetPathSegment(path, number)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = matrix.on_point(x.value, y.value)
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO or not figures:
            figures.append([point])
        else:
            figures[-1].append(point)
        if pdfium.FPDFPathSegment_GetClose(segment):
            figures[-1].append(figures[-1][0])
    return figures


def _lines(points: list[tuple[float, float]], stroked: bool) -> Iterator[tuple[bool, float, float, float]]:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    wide, high = max(xs) - min(xs), max(ys) - min(ys)
    if wide < THIN < high:
        yield True, (min(xs) + max(xs)) / 2, min(ys), max(ys)
    elif high < THIN < wide:
        yield False, (min(ys) + max(ys)) / 2, min(xs), max(xs)
    elif stroked:
        for (x0, y0), (x1, y1) in pairwise(points):
            if abs(x0 - x1) < 1 and abs(y0 - y1) > THIN:
                yield True, x0, min(y0, y1), max(y0, y1)
            elif abs(y0 - y1) < 1 and abs(x0 - x1) > THIN:
                yield False, y0, min(x0, x1), max(x0, x1)


if __name__ == "__main__":
    sys.exit(main())
