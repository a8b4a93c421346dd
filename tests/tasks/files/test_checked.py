"""What waits of a file until all others of a run were read: little, and enough to say what the two have in common."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.checks.prose.test_similar import OWN, saying
from tests.drawn import ROOT
from toolkit.checks.prose.hit import BrokenTextRule
from toolkit.checks.reading import Reading
from toolkit.form.library import forms
from toolkit.submission.json import code_of, to_json
from toolkit.submission.submission import Submission
from toolkit.tasks.export import to_bytes
from toolkit.tasks.files.checked import Checked, CheckFile, as_json, compared
from toolkit.tasks.files.inputs import Filed
from toolkit.tasks.files.packed import packed, unpacked
from toolkit.tasks.files.results import result

SAMPLES = sorted(ROOT.glob("samples/*/workbook.xlsx"))


def checked(submission: Submission) -> Checked:
    return Checked.of(result(Filed(Path(f"{submission.unit}.json"), Reading(submission)), lambda _: None))


def written(folder: Path, submission: Submission) -> Path:
    path = folder / f"{submission.unit}.json"
    path.write_bytes(to_bytes(to_json(submission)))
    return path


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.parent.name)
def test_no_figure_and_no_text_waits(path: Path) -> None:
    """A hundred of them are a hundred small things; the form travels by its name."""
    known = forms()
    (each,) = CheckFile(known, "", lambda _: None)(path)
    assert each.submission
    assert not each.submission.entries
    assert not each.submission.texts
    data = packed(replace(each, sketch=None))
    assert len(data) < 1_000 + 3_000 * len(each.told)
    assert as_json(replace(unpacked(data), sketch=each.sketch)) == as_json(each)
    assert unpacked(packed(each)).submission.form is each.submission.form


def test_a_rule_travels_by_its_name() -> None:
    """It is the same rule there, and its words do not travel with each thing that is said of them."""
    each = checked(saying("问题不少。", "新收申请7件。", id="overview.on_request"))
    rules = [told.finding.rule for told in each.told if isinstance(told.finding, BrokenTextRule)]
    assert rules
    again = unpacked(packed(each))
    assert [told.finding.rule for told in again.told if isinstance(told.finding, BrokenTextRule)] == rules
    assert len(packed(replace(each, sketch=None))) < 2_000 * len(each.told)


def test_the_check_code_is_that_of_the_whole() -> None:
    """Taken before figures and texts are left behind."""
    submission = saying(*OWN)
    assert checked(submission).check_code == code_of(submission)


def test_what_two_have_in_common_is_told_with_the_rest(tmp_path: Path) -> None:
    """By level among the other findings, with the sentence and the place that it has where all is at hand."""
    work = CheckFile(forms(), "", lambda _: None)
    run = [work(written(tmp_path, saying(*OWN, unit=unit)))[0] for unit in ("青石镇", "柳河乡", "白沙镇")]
    more = list(compared([*run, Checked(Path("坏.xlsx"), "坏.xlsx")]))
    assert [each.name for each in more] == [*(each.name for each in run), "坏.xlsx"]
    for before, after in zip(run, more, strict=False):
        added = [told for told in after.told if told.finding.code == "problems-alike"]
        assert [told.finding.level for told in after.told] == sorted(
            (told.finding.level for told in after.told), key=["error", "warning", "note"].index
        )
        assert len(after.told) == len(before.told) + 1
        assert "的年报相同，超过50%" in added[0].words.message
