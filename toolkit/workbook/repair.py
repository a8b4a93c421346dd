"""A fresh workbook with everything that was found in one that came back damaged, or filed on an older form."""

from dataclasses import replace

from toolkit.checks.reading import Reading
from toolkit.form.model import Form
from toolkit.submission.submission import Submission
from toolkit.submission.text import Paragraph, Run
from toolkit.workbook.contents import Contents
from toolkit.workbook.draw import blank
from toolkit.workbook.fill import fill
from toolkit.workbook.layout import layout
from toolkit.workbook.package import Package
from toolkit.workbook.patch import rewrite


def repaired(reading: Reading, known: tuple[Form, ...]) -> bytes:
    """The workbook, drawn anew and filled with what was read; what was typed and is no number is typed again.

    Raises :class:`~toolkit.submission.refusal.Refusal` where a paragraph has more characters than a cell can hold.
    """
    found = reading.submission
    fresh = blank(found.form, found.unit, found.year, found.code, found.level, found.last_year)
    filled = fill(fresh, _plain(found), known)
    fields = layout(found.form).cover_fields
    return rewrite(Contents(Package(filled)), {fields[key]: said for key, said in reading.cover.items()})


def _plain(found: Submission) -> Submission:
    """Numbers as numbers (“12件” is 12), and no more paragraphs than there are rows."""
    entries = {}
    for id, typed in found.entries.items():
        number = found.entry(id).number
        entries[id] = typed if number is None else number
    texts = {id: _within(said, found.form.texts[id].rows) for id, said in found.texts.items()}
    return replace(found, entries=entries, texts=texts)


def _within(said: tuple[Paragraph, ...], rows: int) -> tuple[Paragraph, ...]:
    """What has no row of its own goes on in the last one, on lines of its own."""
    if len(said) <= rows:
        return said
    last = [run for paragraph in said[rows - 1 :] for run in (Run("\n"), *paragraph)][1:]
    return (*said[: rows - 1], tuple(last))
