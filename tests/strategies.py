"""Random submissions of any form: :func:`submissions` for hypothesis, :func:`random_submission` for bulk proofs.

Sound ones pass every check of level error: their rules hold, required texts are there, and blanks are declared.
``broken`` ones carry, besides, whatever people type: ``/``, -1, 1.5, undeclared blanks, sums that do not balance.
"""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from random import Random

from hypothesis import strategies as st

from toolkit.checks.state import state
from toolkit.form.expression import Ref
from toolkit.form.form import Check, Form
from toolkit.form.table import Cell
from toolkit.numbers import Number, number
from toolkit.rich_text import Paragraph, Run, paragraph
from toolkit.submission.reasons import joined
from toolkit.submission.submission import ALL_ZERO, BLANKS_ARE_ZERO, Submission

UNITS = ("青石镇", "原州区炭山乡", "某某县（区）数据局", "A&B“开发区”")
ATOMS = (
    "公开", "全年受理2件。", "abc", " ", "　", "\n", "*", "**", "***", "\\", "\\*", "**粗**", "_x000A_", "_x005F_",
    "<w:t>&amp;", "“引号”", "'=1+1", "=SUM(A1)", "𠮷😀", "\t", "{{ unit }}", "é", "0",
    "（文字描述）", "很长" * 60, "13800138000",
)  # fmt: skip
WRONG: tuple[Number | str, ...] = (
    "/", "无", -1, Decimal("1.5"), "12件", "１２", "三", "-", "1,2", "#REF!", 10**12, "22（其中修订16件）", "2000万元",
    "2000万", "1 234", "约5", "2024-01-02", "一", "\u200b",
)  # fmt: skip


def paragraphs() -> st.SearchStrategy[Paragraph]:
    """Any paragraph that is not empty: stars, backslashes, line ends, spaces, and bold anywhere."""
    text = st.lists(st.sampled_from(ATOMS) | st.characters(codec="utf-8", categories=("L", "N", "P", "S")), max_size=6)
    runs = st.lists(st.builds(Run, text.map("".join), st.booleans()), min_size=1, max_size=5)
    return runs.map(paragraph).filter(bool)


@st.composite
def submissions(draw: st.DrawFn, form: Form, broken: bool = False) -> Submission:
    """A random submission of a form; figures come from a drawn seed, texts are drawn piece by piece."""
    base = random_submission(form, Random(draw(st.integers(0, 2**32 - 1))), broken)
    id = draw(st.sampled_from(sorted(form.texts)))
    said = draw(st.lists(paragraphs(), min_size=1, max_size=min(3, form.texts[id].rows)))
    return _with_asked_words(replace(base, texts={**base.texts, id: tuple(said)}))


def random_submission(form: Form, random: Random, broken: bool = False) -> Submission:
    """The same kind of submission from a seeded generator."""
    first, last = form.years
    declared = {table.id: choice for table in form.tables if (choice := _declaration(random))}
    entries = _entries(form, random, declared)
    last_year = {id: random.randrange(50) for id in form.last_year if random.random() < 0.7}
    submission = Submission(
        form=form,
        unit=random.choice(UNITS),
        year=random.randint(first, last or first + 20),
        code=random.choice(("", "640402", "N1330300")),
        level=random.choice(("", *(level.id for level in form.levels))),
        entries=entries,
        texts=_texts(form, random),
        declared={id: _truthful(form, id, choice, entries) for id, choice in declared.items()},
        reasons={key: _reason(form, key, random) for key in form.reason_keys if random.random() < 0.1},
        last_year=last_year,
    )
    return _broken(_with_asked_words(submission), random) if broken else _with_asked_words(submission)


def _reason(form: Form, key: str, random: Random) -> str:
    """One of the usual reasons, words of one's own, or both."""
    choice = random.choice(("", *form.choices(key)))
    words = random.choice(("", "见附件。", "统计口径调整，见附件。"))
    return joined(choice, words) or "已核实"


def _declaration(random: Random) -> str:
    return random.choice(("", "", BLANKS_ARE_ZERO, BLANKS_ARE_ZERO, ALL_ZERO))


def _truthful(form: Form, table: str, choice: str, entries: Mapping[str, Number | str]) -> str:
    """All zero only where all is zero: mending a rule may have raised a figure."""
    return BLANKS_ARE_ZERO if any(entries.get(cell.id) for cell in form.inputs_of(table)) else choice


def _entries(form: Form, random: Random, declared: Mapping[str, str]) -> dict[str, Number | str]:
    blanks = random.choice((0.0, 0.3, 0.9))
    size = random.choice((1, 10, 10, 1000, 10_000_000))
    entries: dict[str, Number | str] = {}
    for cell in form.inputs:
        declaration = declared.get(cell.table)
        if declaration is None or random.random() >= blanks:
            entries[cell.id] = 0 if declaration == ALL_ZERO else _number(cell, size, random)
    return _balanced(form, entries)


def _number(cell: Cell, size: int, random: Random) -> Number:
    whole = random.randint(-size if cell.kind == "change" else 0, size)
    if cell.kind != "amount":
        return whole
    kept = number(Decimal(whole) + Decimal(random.randrange(10**6)).scaleb(-random.randrange(7)) % 1)
    assert kept is not None
    return kept


def _balanced(form: Form, entries: dict[str, Number | str]) -> dict[str, Number | str]:
    """Raise one figure on the lesser side of each broken rule until all rules between this year's figures hold."""
    binding = [check for check in form.checks if check.rule and check.rule.level == "error" and not check.looks_back]
    for _ in range(20):
        broken = [check for check in binding if _difference(form, check, entries)]
        if not broken:
            return entries
        for check in broken:
            _mend(form, check, entries)
    return {cell.id: 0 for cell in form.inputs}


def _difference(form: Form, check: Check, entries: Mapping[str, Number | str]) -> Number:
    drafted = Submission(form, "", 0, entries=entries)
    return state(check, drafted.number).difference or 0


def _mend(form: Form, check: Check, entries: dict[str, Number | str]) -> None:
    difference = _difference(form, check, entries)
    if difference:
        lesser = check.right if difference > 0 else check.left
        raised = [ref.id for sign, ref in lesser.signed() if sign > 0]
        id = raised[-1]
        before = Submission(form, "", 0, entries=entries).number(Ref(id))
        kept = number(before + (difference if difference > 0 else -difference))
        assert kept is not None
        entries[id] = kept


def _texts(form: Form, random: Random) -> dict[str, tuple[Paragraph, ...]]:
    return {
        id: _paragraphs(random, min(3, text.rows))
        for id, text in form.texts.items()
        if text.required or random.random() < 0.5
    }


def _paragraphs(random: Random, most: int) -> tuple[Paragraph, ...]:
    return tuple(_paragraph(random) for _ in range(random.randint(1, most)))


def _paragraph(random: Random) -> Paragraph:
    runs = [
        Run("".join(random.choice(ATOMS) for _ in range(random.randint(1, 5))), random.random() < 0.4)
        for _ in range(random.randint(1, 4))
    ]
    return paragraph(runs) or (Run("略"),)


def _with_asked_words(submission: Submission) -> Submission:
    """The words a text rule asks for, at the end of the last text it looks in."""
    said = dict(submission.texts)
    for rule in submission.form.text_rules:
        if rule.kind in ("mentions", "at_least") and any(said.get(id) for id in rule.texts):
            more = "改" * rule.limit if rule.kind == "at_least" else submission.filled(rule.words[0])
            id = rule.texts[-1]
            *before, last = said.get(id, ((),))
            said[id] = (*before, paragraph((*last, Run(f"{more}。"))))
    return replace(submission, texts=said)


def _broken(submission: Submission, random: Random) -> Submission:
    entries = dict(submission.entries)
    for cell in submission.form.inputs:
        chance = random.random()
        if chance < 0.03:
            entries[cell.id] = random.choice(WRONG)
        elif chance < 0.05:
            entries.pop(cell.id, None)
        elif chance < 0.07:
            entries[cell.id] = random.randrange(100)
    texts = {id: said for id, said in submission.texts.items() if random.random() < 0.9}
    return replace(submission, entries=entries, texts=texts)
