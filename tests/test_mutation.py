"""Any single wrong figure in a sent workbook is caught and named, or is one that no identity binds."""

from dataclasses import replace
from pathlib import Path

import pytest

from samples.make import filing, samples, typed
from toolkit.checks.check import check
from toolkit.checks.finding import Level
from toolkit.form.form import Form
from toolkit.form.library import forms
from toolkit.numbers import Number
from toolkit.submission.submission import Submission
from toolkit.workbook.read.reader import read
from toolkit.workbook.write.fill import fill, paste_over

PROOF = Path(__file__).resolve().parents[1] / "docs" / "proof" / "mutation.md"
HUAIAN = next(sample for sample in samples() if sample.name == "huaian-2024")


def mutated(submission: Submission, workbook: bytes, id: str) -> bytes:
    """The filled workbook with one figure raised by one; a computed one as a number pasted over its formula."""
    raised: Number = (submission.figure(id) or 0) + 1
    if submission.form.cells[id].computed:
        return paste_over(workbook, {id: raised}, forms())
    changed = replace(submission, entries={**submission.entries, id: raised})
    return fill(workbook, changed, forms())


def caught(submission: Submission, workbook: bytes) -> dict[str, tuple[str, ...]]:
    """For each figure the codes of the errors that name it once it is raised by one."""
    named = {}
    for id in submission.form.cells:
        findings = check(read(mutated(submission, workbook, id), forms()))
        errors = [finding for finding in findings if finding.level is Level.ERROR]
        assert all(id in finding.cells or id in _inputs_behind(submission.form, finding.cells) for finding in errors)
        named[id] = tuple(finding.code for finding in errors)
    return named


def _inputs_behind(form: Form, cells: tuple[str, ...]) -> set[str]:
    """A balance names the total; the inputs it adds up are in the same line."""
    return {ref.id for cell in cells for ref in (form.sums[cell].refs if cell in form.sums else ())}


@pytest.fixture(scope="module")
def outcome() -> dict[str, tuple[str, ...]]:
    submission = filing(HUAIAN).submission
    return caught(submission, typed(filing(HUAIAN), forms()))


def test_every_computed_figure_is_caught(outcome: dict[str, tuple[str, ...]], official: Form) -> None:
    """A total pasted over its formula is the commonest way for a report not to add up."""
    assert all(outcome[cell.id] == ("total-differs",) for cell in official.computed)


def test_every_input_of_the_balanced_table_is_caught(outcome: dict[str, tuple[str, ...]], official: Form) -> None:
    """Each request is either handled or carried over, so no single figure of table three can be wrong unseen."""
    assert all(outcome[cell.id] == ("requests-balance",) for cell in official.inputs_of("requests"))


def test_the_inputs_that_no_identity_binds(outcome: dict[str, tuple[str, ...]], official: Form) -> None:
    """Table two has no sum, and table four's sums are computed from just these figures."""
    unbound = {id for id, codes in outcome.items() if not codes}
    assert unbound == {cell.id for table in ("publication", "disputes") for cell in official.inputs_of(table)}


@pytest.mark.prove
def test_the_list_for_the_record(outcome: dict[str, tuple[str, ...]]) -> None:
    """Writes docs/proof/mutation.md."""
    counts: dict[str, int] = {}
    for codes in outcome.values():
        counts["、".join(codes) or "no identity binds it"] = (
            counts.get("、".join(codes) or "no identity binds it", 0) + 1
        )
    unbound = [f"- `{id}`" for id, codes in outcome.items() if not codes]
    lines = [
        "# One wrong figure",
        "",
        "Made by `make prove`: each figure of samples/huaian-2024 raised by one in the filled",
    ]
    lines += ["workbook (a computed one pasted over its formula), read back and checked.", ""]
    lines += [
        "| caught by | figures |",
        "|---|---|",
        *(f"| {code} | {number} |" for code, number in sorted(counts.items())),
    ]
    lines += ["", "Inputs that no identity of the form binds:", "", *unbound, ""]
    PROOF.parent.mkdir(parents=True, exist_ok=True)
    PROOF.write_text("\n".join(lines), encoding="utf-8")
