"""Any number, written in any way, into any cell of any sheet: it is read as that input's figure, or it is named."""

import re
from dataclasses import dataclass, replace
from functools import cache
from random import Random
from xml.etree.ElementTree import Element

from tests.instruments.vandal.book import Book, Cell, Key, Sheet
from tests.instruments.vandal.book_file import saved
from tests.instruments.vandal.edits import new_sheet
from tests.instruments.vandal.judge import Outcome, outcome
from tests.instruments.vandal.kinds.file import strings_shared
from tests.instruments.vandal.kinds.typed import DATE, FULL, PERCENT, hanzi
from tests.instruments.vandal.kinds.xml import digit_by_digit, exponent, formula, typed, value
from tests.instruments.vandal.patient import Patient, patient
from tests.instruments.vandal.raw import Write
from tests.instruments.vandal.samples import filled_workbook, telling
from tests.instruments.vandal.styles import with_format
from toolkit.checks.finding import Finding
from toolkit.form.form import Form
from toolkit.office.sheets.addresses import Place, parse_area
from toolkit.submission.submission import Submission
from toolkit.workbook.design.layout import layout

FRESH = ("", "hidden", "veryHidden")
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384


def text(form: str) -> Write:
    """The number as text: in this form."""
    return lambda cell, figure, random: _text(cell, form.format(figure))


def _text(cell: Element, said: str) -> None:
    made = Cell()
    made.type(said)
    cell[:], cell.attrib["t"] = made.inner, "inlineStr"


WAYS: dict[str, Write] = {
    "number": typed("n"),
    "exponent": value(exponent),
    "str": typed("str"),
    "text": text("{}"),
    "shared": text("{}"),
    "full-width": lambda cell, figure, random: _text(cell, str(figure).translate(FULL)),
    "unit": text("{}件"),
    "spaces": text("　{} "),
    "line-end": text("{}\n"),
    "hanzi": lambda cell, figure, random: _text(cell, hanzi(figure)),
    "thousands": text("{:,}"),
    "formula": formula(),
    "formula-text": formula("str"),
    "runs": digit_by_digit,
    "date": typed("n"),
    "percent": typed("n"),
}
STYLED = {"date": DATE, "percent": PERCENT}


@dataclass(frozen=True)
class Thrown:
    """A workbook with one more number in it. ``at``: where; ``tag``: what the form has there, if anything."""

    workbook: bytes
    before: Submission
    number: int
    way: str
    at: Place
    tag: str
    region: str

    @property
    def said(self) -> str:
        return f"{self.number} as {self.way} at {self.at.sheet}!{self.at.ref} ({self.region}, {self.tag or 'nothing'})"


@cache
def base(form: Form) -> tuple[Submission, bytes]:
    """A submission in which every second input is blank and counts as 0: a loss does not show by itself."""
    whole = telling(form)
    kept = {id: figure for number, (id, figure) in enumerate(whole.entries.items()) if number % 2}
    sparse = replace(whole, entries=kept)
    return sparse, filled_workbook(sparse)


@cache
def usual(form: Form) -> frozenset[tuple[object, ...]]:
    """What is found in the workbook before."""
    return frozenset(_key(finding) for finding in outcome(base(form)[1]).findings)


def thrown(form: Form, random: Random) -> Thrown:
    before, workbook = base(form)
    sick = patient(workbook, before)
    sheet, region = _sheet(sick.book, random)
    key = _cell(sick, sheet, region, random)
    cell = sheet.cell(*key)
    number, way = random.randrange(5000, 9999), random.choice(sorted(WAYS))
    _write(sick, cell, number, way, random)
    file = saved(sick.book)
    done = strings_shared(file) if way == "shared" else file
    return Thrown(done, before, number, way, Place(sheet.name, *key), cell.tag, region)


def _sheet(book: Book, random: Random) -> tuple[Sheet, str]:
    """One of the workbook's sheets, rather one of the form's; or a new one, seen or hidden."""
    regions = ("cell", "tag", "inside", "near", "far", "end")
    if random.random() < 0.1:
        sheet = new_sheet(book, random.choice(("Sheet1", "底稿", "数据")))
        state = random.choice(FRESH)
        sheet.attributes |= {"state": state} if state else {}
        return sheet, random.choice(("far", "end"))
    return random.choice(book.sheets), random.choice(regions)


def _cell(sick: Patient, sheet: Sheet, region: str, random: Random) -> Key:
    """A cell of this region: one that is there, one the form knows, one within, around or away from what is there."""
    used = sheet.used()
    there = sorted(sheet.cells)
    tagged = [key for key in there if sheet.cells[key].tag]
    if region == "tag" and tagged:
        return random.choice(tagged)
    if region in ("cell", "tag") and there:
        return random.choice(there)
    if region == "inside":
        return random.randint(1, used.bottom), random.randint(1, used.right)
    if region == "near":
        beside = random.randint(1, used.bottom + 3), used.right + random.randint(1, 3)
        return random.choice((beside, (used.bottom + random.randint(1, 3), random.randint(1, used.right + 3))))
    if region == "far":
        return used.bottom + random.randint(4, 300), random.randint(1, 60)
    return random.randint(LAST_ROW - 5, LAST_ROW), random.randint(LAST_COLUMN - 5, LAST_COLUMN)


def _write(sick: Patient, cell: Cell, number: int, way: str, random: Random) -> None:
    style = with_format(sick.book, STYLED[way]) if way in STYLED else None
    element = Element("c", {"r": "A1"})
    cell.clear()
    WAYS[way](element, number, random)
    cell.inner = list(element)
    cell.attributes |= {key: each for key, each in element.attrib.items() if key != "r"}
    if style:
        cell.attributes["s"] = style(cell.attributes.get("s", "0"))


def unsaid(case: Thrown, result: Outcome) -> list[str]:
    """What the reader did wrong with the number; nothing where it is read, named, or nobody's business."""
    if result.raised:
        return [f"raised {result.raised}: {case.said}"]
    identity = case.at in layout(case.before.form).identity.values()
    if result.reading is None:
        return [] if identity else [f"refused {result.refused}: {case.said}"]
    told = [finding for finding in result.findings if _key(finding) not in usual(case.before.form)]
    if _free(case) or _named(case, told) or _read(case, result.reading.submission) or (identity and told):
        return []
    read, meant = result.reading.submission, case.before
    same = (read.unit, read.year, read.form) == (meant.unit, meant.year, meant.form)
    return [] if identity and same else [f"unsaid: {case.said}"]


def _read(case: Thrown, read: Submission) -> bool:
    """The number is the figure of the input that it stands in, or last year's."""
    placed = layout(read.form)
    inputs = {each.id for each in read.form.inputs}
    here = [id for id, place in placed.figures.items() if place == case.at and id in inputs]
    before = [id for id, place in placed.last_year.items() if place == case.at]
    return any(read.figure(id) == case.number for id in here) or any(
        read.last_year.get(id) == case.number for id in before
    )


def _free(case: Thrown) -> bool:
    """Where the printed form itself has room for whatever is written: who files it, paragraphs, reasons."""
    placed = layout(case.before.form)
    reasons = (place for reason in placed.reasons.values() for place in (reason.choice, reason.words))
    paragraphs = (place for places in placed.texts.values() for place in places)
    return case.at in {*placed.cover_fields.values(), *paragraphs, *reasons}


def _named(case: Thrown, told: list[Finding]) -> bool:
    """A finding names the cell: by its id or by its place."""
    return any(case.tag in finding.cells or _spots(case, finding) for finding in told)


def _spots(case: Thrown, finding: Finding) -> bool:
    spots = [(ref, spot.sheet) for spot in finding.spots for ref in re.findall(r"[\w$:]+", spot.ref)]
    return any(box.holds(case.at) for ref, sheet in spots if (box := parse_area(ref, sheet)))


def _key(finding: Finding) -> tuple[object, ...]:
    return finding.code, finding.cells, finding.spots
