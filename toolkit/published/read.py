"""Blocks of a printed source as readings: which form, which reports, their figures and their texts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from toolkit.checks.finding import Finding, Level, Quoting
from toolkit.checks.reading import Reading, Stated
from toolkit.form.form import Form
from toolkit.form.library import main_forms
from toolkit.published.blocks import Block, passages
from toolkit.published.figures.gather import figures
from toolkit.published.figures.sighting import Doubt, Sighting
from toolkit.published.messages import no_report
from toolkit.published.several import parts
from toolkit.published.words.narrative import Narrative, narrative, section_heads, unfolded
from toolkit.published.words.title import Title, title
from toolkit.rich_text import Paragraph, plain
from toolkit.submission.submission import Submission

RECOGNISED = 0.3  # of a form's figures, below which a document is no report on it
ELSEWHERE = 0.5  # what a figure counts on a form for other years
MISSING = "import-missing"
NOTES = {
    Doubt.PLACE: "import-place", Doubt.SHAPE: "import-shape", Doubt.HEADING: "import-heading",
    Doubt.GROUP: "import-group", Doubt.RUN_ON: "import-run-on",
}  # fmt: skip


def readings(blocks: Sequence[Block], known: Sequence[Form]) -> tuple[Reading, ...]:
    """Every report in a document, on whichever of the known forms; equal ones once (a page for phones too).

    Raises :class:`UserError` ``no-report`` where it holds none.
    """
    best: tuple[float, tuple[Reading, ...]] = (0, ())
    for form in sorted(main_forms(known), key=lambda form: form.revision, reverse=True):
        found = tuple(dict.fromkeys(_Report(part, form) for part in parts(blocks, form)))
        recognised = _distinct([report for report in found if report.share >= RECOGNISED])
        there = tuple(report.reading() for report in recognised)
        score = sum(_weight(each) for each in there)
        if score > best[0]:
            best = (score, there)
        if there and score == len(there) * len(form.cells):
            break
    if not best[1]:
        raise no_report()
    return best[1]


def _weight(reading: Reading) -> float:
    """How many figures are sure; half of that on a form that is not for the report's year."""
    form = reading.submission.form
    unsure = reading.submission.doubtful.keys() | {
        id for each in reading.findings if each.code == MISSING for id in each.cells
    }
    return (len(form.cells) - len(unsure)) * (1.0 if form.serves(reading.submission.year) else ELSEWHERE)


class _Report:
    """One report on a form that it may be of."""

    def __init__(self, blocks: Sequence[Block], form: Form) -> None:
        self.form = form
        self.found: Mapping[str, Sighting] = figures(blocks, form)
        self._blocks = blocks

    @property
    def share(self) -> float:
        return len(self.found) / len(self.form.cells)

    def reading(self) -> Reading:
        said = unfolded([passage for block in self._blocks for passage in passages(block)], self.form)
        heads = section_heads(said, self.form)
        whose = title(said[: heads[0][0] if heads else len(said)], self.form)
        told = narrative(said, heads, whose.last, self.form)
        submission = _submission(self.form, whose, self.found, told)
        stated = {
            cell.id: Stated(seen.value, formula=None)
            for cell in self.form.computed
            if (seen := self.found.get(cell.id)) and seen.doubt is None and seen.value is not None
        }
        places = {id: seen.spot for id, seen in self.found.items() if seen.spot}
        return Reading(
            submission, stated, places, tuple(_findings(self.form, self.found, told)), headings=told.headings
        )


def _distinct(reports: Sequence[_Report]) -> list[_Report]:
    """Without those that say the same figures again."""
    kept: list[_Report] = []
    for report in reports:
        if all(report.found != other.found for other in kept):
            kept.append(report)
    return kept


def _submission(form: Form, whose: Title, found: Mapping[str, Sighting], told: Narrative) -> Submission:
    entries = {cell.id: seen.value for cell in form.inputs if (seen := found.get(cell.id)) and seen.value is not None}
    bare = Submission(form=form, unit=whose.unit, year=whose.year, entries=entries)
    doubtful = {id: found[id].seen for id in form.cells if id in found and found[id].doubt}
    texts = {id: tuple(told.texts[id]) for id in form.texts if id in told.texts}
    return replace(bare, texts=_without_defaults(texts, bare), doubtful=doubtful)


def _without_defaults(
    texts: Mapping[str, tuple[Paragraph, ...]], submission: Submission
) -> dict[str, tuple[Paragraph, ...]]:
    """Texts that nobody wrote but the form says of itself are blank (design, 5.1)."""
    own = {id: submission.filled(field.default) for id, field in submission.form.texts.items() if field.default}
    return {id: said for id, said in texts.items() if "".join(map(plain, said)) != own.get(id)}


def _findings(form: Form, found: Mapping[str, Sighting], told: Narrative) -> Iterator[Finding]:
    missing = tuple(id for id in form.cells if id not in found)
    if missing:
        yield Finding(MISSING, Level.ERROR, missing)
    for doubt, code in NOTES.items():
        if cells := tuple(id for id in form.cells if id in found and found[id].doubt is doubt):
            yield Finding(code, Level.NOTE, cells)
    if told.undivided:
        yield Finding("import-undivided", Level.NOTE, tuple(told.undivided))
    if told.stray:
        yield Quoting("import-stray", Level.NOTE, quotes=tuple(told.stray))
