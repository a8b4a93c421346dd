"""The samples: what lies in samples/ is what samples/make.py makes of each submission, and says what it should."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from samples.make import as_json, filing, made, samples
from toolkit.checks.check import check
from toolkit.checks.reading import from_filing
from toolkit.rich_text import plain
from toolkit.submission.json import to_json

SAMPLES = {path.name: path for path in samples()}
EXPECTED = {
    "hongze-2023-broken": {
        ("total-differs", "error", "disputes.review.total"),
        ("total-differs", "error", "disputes.after_review.total"),
    },
    "huaian-2024": set(),
    "pingtan-2022": set(),
    "pingtan-2023": {("in-force-flow", "warning", "publication.norms.in_force")},
    "tanshan-2023": set(),
}

each_sample = pytest.mark.parametrize("sample", SAMPLES.values(), ids=SAMPLES.keys())


def parts(content: bytes) -> Any:
    """A zip's parts by name, whatever compressed them; any other file as it is."""
    if not content.startswith(b"PK"):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_samples_are_there() -> None:
    """Each shows something of its own."""
    assert SAMPLES.keys() == EXPECTED.keys()


@each_sample
def test_what_lies_there_is_what_is_made(sample: Path) -> None:
    """A change of the workbook or the report shows in the samples (make samples), for a reviewer to look at."""
    for name, content in made(sample).items():
        assert parts((sample / name).read_bytes()) == parts(content), f"{sample.name}/{name}: run make samples"


@each_sample
def test_the_json_gives_the_same_findings(sample: Path) -> None:
    """A submission is checked alike, whether it comes as a workbook or as JSON."""
    assert (sample / "findings.json").read_bytes() == as_json(check(from_filing(filing(sample))))


@each_sample
def test_the_findings_are_the_ones_meant(sample: Path) -> None:
    """The list in the sample is made by the program, so what is meant stands here."""
    listed = json.loads((sample / "findings.json").read_text(encoding="utf-8"))
    assert {(each["code"], each["level"], each["cells"][0]) for each in listed} == EXPECTED[sample.name]


@each_sample
def test_the_json_is_what_export_writes(sample: Path) -> None:
    """All 200 figures, the check code among them; only the wrong totals of the broken sample are its own."""
    given = json.loads((sample / "submission.json").read_text(encoding="utf-8"))
    exported = to_json(filing(sample).submission)
    wrong = {id for _, level, id in EXPECTED[sample.name] if level == "error"}
    assert len(given["figures"]) == len(filing(sample).submission.form.cells)
    assert {id for id, figure in given["figures"].items() if figure != exported["figures"][id]} == wrong
    assert {**given, "figures": {}} == {**exported, "figures": {}}


@each_sample
def test_the_overview_is_short(sample: Path) -> None:
    """The format asks for no more than a thousand characters."""
    texts = filing(sample).submission.texts
    assert sum(len(plain(runs)) for id, all in texts.items() if id.startswith("overview") for runs in all) <= 1000
