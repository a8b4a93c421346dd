"""``compare``: two reports of one unit, figure by figure, heading by heading, paragraph by paragraph."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from toolkit.checks.messages.naming import cell_name, text_name
from toolkit.checks.reading import Reading
from toolkit.entry import HALF_WIDTH, INVISIBLE
from toolkit.form.form import Form
from toolkit.numbers import plain_number, rounded
from toolkit.rich_text import Paragraph, plain
from toolkit.submission.submission import Submission
from toolkit.tasks.messages import different_forms
from toolkit.tasks.names import bare

NOTHING, BLANK = "（没有）", "（空白）"
UNSEEN = dict.fromkeys(INVISIBLE)
AROUND = 12  # characters before and behind the first that differs
LONGEST = 60


@dataclass(frozen=True, slots=True)
class Difference:
    """``where``: what differs, by its name. ``first`` and ``second``: what each of the two says there."""

    where: str
    first: str
    second: str

    def sentence(self, names: tuple[str, str]) -> str:
        """The difference as one Chinese sentence; ``names`` is what the first and the second report are called."""
        return f"{self.where}：{names[0]}是{self.first}，{names[1]}是{self.second}。"


def compare(first: Reading, second: Reading) -> tuple[Difference, ...]:
    """Everything that differs, in printed order; spaces between words and the width of brackets do not count.

    Raises :class:`~toolkit.errors.UserError` for reports on different forms.
    """
    one, other = first.submission, second.submission
    if one.form.key != other.form.key:
        raise different_forms(one.form.key, other.form.key)
    return (*_identity(one, other), *_figures(first, second), *_headings(first, second), *_texts(one, other))


def _identity(one: Submission, other: Submission) -> Iterator[Difference]:
    if bare(one.unit) != bare(other.unit):
        yield Difference("单位名称", _quoted(one.unit), _quoted(other.unit))
    if one.year != other.year:
        yield Difference("报告年度", str(one.year), str(other.year))


def _figures(first: Reading, second: Reading) -> Iterator[Difference]:
    form = first.submission.form
    for id, cell in form.cells.items():
        one, other = _figure(first, id), _figure(second, id)
        if one != other:
            yield Difference(cell_name(cell, form), one, other)


def _figure(reading: Reading, id: str) -> str:
    """What a report says a figure is: a total as it is stated there, where it is."""
    submission = reading.submission
    if id in submission.doubtful:
        return f"拿不准（原文“{submission.doubtful[id]}”）"
    if any(id in each.cells for each in reading.findings if each.code == "import-missing"):
        return NOTHING
    stated = reading.stated.get(id)
    if stated and stated.value is not None and stated.formula is None:
        return stated.value if isinstance(stated.value, str) else plain_number(rounded(stated.value))
    figure = submission.figure(id)
    if figure is not None:
        return plain_number(rounded(figure))
    typed = submission.entries.get(id)
    return BLANK if typed is None else _quoted(str(typed))


def _headings(first: Reading, second: Reading) -> Iterator[Difference]:
    """As printed; a workbook prints the form's own."""
    form = first.submission.form
    ones, others = _printed_headings(first, form), _printed_headings(second, form)
    for name in ones:
        one, other = ones[name], others[name]
        if _even(one) != _even(other):
            yield Difference(f"标题“{name}”", _quoted(one), _quoted(other))


def _printed_headings(reading: Reading, form: Form) -> dict[str, str]:
    """By the form's own headings, those of texts that have none left out; empty where a report lacks one."""
    found: dict[str, str] = {}
    for section in form.sections:
        found[section.heading] = reading.headings.get(section.heading, "") if reading.headings else section.heading
    return found


def _texts(one: Submission, other: Submission) -> Iterator[Difference]:
    for id in one.form.texts:
        yield from _paragraphs(text_name(id, one.form), one.texts.get(id, ()), other.texts.get(id, ()))


def _paragraphs(name: str, ones: Sequence[Paragraph], others: Sequence[Paragraph]) -> Iterator[Difference]:
    left, right = [plain(each) for each in ones], [plain(each) for each in others]
    blocks = SequenceMatcher(None, list(map(_even, left)), list(map(_even, right)), autojunk=False).get_opcodes()
    for kind, start, end, begin, stop in blocks:
        if kind == "equal":
            continue
        for at in range(max(end - start, stop - begin)):
            mine = left[start + at] if start + at < end else ""
            theirs = right[begin + at] if begin + at < stop else ""
            number = (start if mine else begin) + at + 1
            yield Difference(f"{name}第{number}段", *_where_they_part(mine, theirs))


def _where_they_part(mine: str, theirs: str) -> tuple[str, str]:
    """The first place that differs, with a few characters around it."""
    if not mine or not theirs:
        return _quoted(mine), _quoted(theirs)
    mine, theirs = _squeezed(mine), _squeezed(theirs)
    pairs = enumerate(zip(_even(mine), _even(theirs), strict=False))
    at = next((at for at, (a, b) in pairs if a != b), min(len(mine), len(theirs)))
    start = max(0, at - AROUND)
    return _piece(mine, start, at + AROUND), _piece(theirs, start, at + AROUND)


def _piece(text: str, start: int, end: int) -> str:
    return f"“{'…' * (start > 0)}{text[start:end]}{'…' * (end < len(text))}”"


def _quoted(text: str) -> str:
    return f"“{text[:LONGEST]}{'…' * (len(text) > LONGEST)}”" if text else NOTHING


def _even(text: str) -> str:
    """For comparing: no spaces, brackets and marks of one width; as long as the squeezed text."""
    return _squeezed(text).translate(HALF_WIDTH)


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text.translate(UNSEEN))
