"""Lints rules: each has a live formula on the sheet of results, and each figure is validated while typed."""

from collections.abc import Iterator

from toolkit.form.form import Check, Form
from toolkit.workbook.design.sheets import RESULTS, Layout, Layouts, Subject
from toolkit.workbook.lint.faults import LintFault, fault
from toolkit.workbook.lint.formulas import reads
from toolkit.workbook.lint.raw_book import YES, RawBook


def rules(book: RawBook, placed: Layouts) -> Iterator[LintFault]:
    """Faults of live rules: one without a formula on its line of results, or whose formula does not read all cells."""
    for each in placed:
        yield from _of_form(book, each)


def _of_form(book: RawBook, placed: Layout) -> Iterator[LintFault]:
    lines = {line.subject: line.state for line in placed.results}
    for subject in _subjects(placed.form):
        state = lines.get(subject)
        on, ref = (state.sheet, state.ref) if state else (RESULTS, "")
        sheet = book.by_name.get(on)
        formula = sheet.formula(ref) if sheet else ""
        if not formula:
            yield fault("rule-dead", on, ref, rule=_called(subject))
            continue
        seen = list(reads(formula, on))
        for name in _names(subject):
            if not all(any(area.holds(place) for area in seen) for place in book.places.get(name, ())):
                yield fault("rule-deaf", on, ref, rule=_called(subject), name=name)


def _subjects(form: Form) -> list[Subject]:
    """All that can be wrong with a submission of the form and that a formula can see."""
    texts = [text for text in form.texts.values() if text.required]
    return [*form.checks, *texts, *(rule for rule in form.text_rules if rule.live)]


def _called(subject: Subject) -> str:
    """As the developer wrote it; a total by its cell."""
    if isinstance(subject, Check):
        return subject.rule.id if subject.rule else subject.total
    return subject.id


def _names(subject: Subject) -> list[str]:
    """The names of the cells that a rule is about."""
    if isinstance(subject, Check):
        refs = (("last_year." if ref.last_year else "") + ref.id for ref in subject.inputs)
        return list(dict.fromkeys(filter(None, (subject.total, *refs))))
    return [f"text.{id}" for id in getattr(subject, "texts", (subject.id,))]


def validations(book: RawBook, placed: Layouts) -> Iterator[LintFault]:
    """A check that shows no message refuses nothing."""
    checked = [
        area
        for sheet in book.sheets
        for rule in sheet.validations
        if rule.get("type", "none") != "none" and rule.get("showErrorMessage") in YES
        for area in sheet.areas(rule.get("sqref", ""))
    ]
    for cell in (cell for each in placed for cell in each.form.inputs):
        for place in book.places.get(cell.id, ()):
            if not any(area.holds(place) for area in checked):
                yield fault("input-unchecked", place.sheet, place.ref, name=cell.id)
