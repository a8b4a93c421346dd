"""Many processes give what one gives, in order; what happens to one of them costs one item."""

import os
import time
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

import pytest
from typer.testing import CliRunner

from tests.cli.running import run
from tests.drawn import ROOT, filled, official_form
from tests.strategies import random_submission
from toolkit.cli.app import app
from toolkit.form.library import forms
from toolkit.tasks.files import parallel
from toolkit.tasks.files.parallel import in_order
from toolkit.tasks.files.workers import FEW, Workers
from toolkit.workbook.write.book import blank
from toolkit.workbook.write.fill import fill

ITEMS = tuple(range(FEW + 10))


@dataclass(frozen=True)
class Work:
    """Dies on one item, sleeps on another, says of all others in which process it was done."""

    dies: int = -1
    sleeps: int = -1

    def __call__(self, item: int) -> tuple[int, int]:
        if item == self.dies:
            os._exit(3)
        if item == self.sleeps:
            time.sleep(60)
        return item, os.getpid()


def lost(item: int, late: bool) -> tuple[int, int]:
    return item, -2 if late else -1


@pytest.fixture(autouse=True)
def two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "cores", lambda: 2)


def test_answers_come_in_order_from_two_processes() -> None:
    """A progress bar and a list of results follow the files as they were named."""
    answers = list(Workers(2).in_order(Work(), ITEMS, lost))
    assert [item for item, _ in answers] == list(ITEMS)
    assert os.getpid() not in {process for _, process in answers}


@pytest.mark.parametrize(("jobs", "count"), [(1, FEW + 10), (2, FEW)])
def test_few_items_are_done_here(jobs: int, count: int) -> None:
    """Starting processes would take longer than the work."""
    assert {process for _, process in Workers(jobs).in_order(Work(), ITEMS[:count], lost)} == {os.getpid()}


def test_a_dead_process_costs_one_item() -> None:
    """All others are answered."""
    answers = dict(in_order(Work(dies=7), ITEMS, 2, lost))
    assert answers[7] == -1
    assert all(process > 0 for item, process in answers.items() if item != 7)


def test_an_item_that_takes_too_long_is_ended() -> None:
    answers = dict(in_order(Work(sleeps=5), ITEMS, 2, lost, seconds=3))
    assert answers[5] == -2
    assert all(process > 0 for item, process in answers.items() if item != 5)


def workbooks(folder: Path) -> list[Path]:
    """Enough for several processes: good ones, broken ones, one that cannot be read."""
    folder.mkdir(exist_ok=True)
    form = official_form()
    broken = (ROOT / "samples" / "hongze-2023-broken" / "workbook.xlsx").read_bytes()
    for number in range(FEW + 4):
        filed = filled(form, {"requests.new.person": number}, unit=f"第{number}号镇")
        data = fill(blank(form, filed.unit, filed.year), filed, forms()) if number % 3 else broken
        (folder / f"{number:02}.xlsx").write_bytes(data[: 5_000 if number == 8 else None])
    return sorted(folder.iterdir())


def test_check_says_the_same_with_one_process_and_with_two(tmp_path: Path) -> None:
    """Findings, their order, what the reports have in common: byte for byte."""
    files = workbooks(tmp_path)
    one, two = (run("check", *files, "--json", "--jobs", jobs) for jobs in ("1", "2"))
    assert one.code == two.code == 2
    assert one.out == two.out
    assert len(one.out) > 10_000


def test_reports_and_data_are_the_same_with_one_process_and_with_two(tmp_path: Path) -> None:
    """What is written, what is said, and the exit code; those that are refused for their errors, too."""
    files = workbooks(tmp_path / "in")
    rendered = {}
    for jobs in ("1", "2"):
        folder = tmp_path / jobs
        refused, made = (
            run("render", *files, "-o", folder, "--jobs", jobs, *more) for more in ((), ("--draft",))
        )  # fmt: skip
        written = {path.name: path.read_bytes() for path in folder.iterdir()}
        rendered[jobs] = refused.err, made.code, made.err.replace(str(folder), ""), written
    assert rendered["1"] == rendered["2"]
    assert rendered["1"][1] == 2
    assert len(rendered["1"][3]) == len(files) - 1
    one, two = (run("export", *files, "--jobs", jobs) for jobs in ("1", "2"))
    assert (one.code, one.out, one.err) == (two.code, two.out, two.err)


@pytest.mark.prove
def test_five_hundred_random_files_with_one_process_and_with_two(tmp_path: Path) -> None:
    """All that is said and written, byte for byte: checked, exported, rendered, added up."""
    files = random_workbooks(tmp_path / "in", 500)
    for command in (("check",), ("check", "--json-lines"), ("export",)):
        one, two = (by_jobs(jobs, *command, *files) for jobs in ("1", "2"))
        assert one == two
    written = []
    for jobs in ("1", "2"):
        folder = tmp_path / jobs
        by_jobs(jobs, "render", *files, "-o", folder, "--draft")
        by_jobs(jobs, "total", *files, "--unit", "合计", "-o", folder / "合计.json", "--partial")
        written.append({path.name: path.read_bytes() for path in folder.iterdir()})
    assert written[0] == written[1]
    assert len(written[0]) > 400


def by_jobs(jobs: str, *arguments: str | Path) -> tuple[int, bytes]:
    """A command by so many processes; rare hanzi, which no Windows console shows, may be in what it says."""
    ran = CliRunner().invoke(app, [*map(str, arguments), "--jobs", jobs])
    return ran.exit_code, ran.output_bytes


def random_workbooks(folder: Path, count: int) -> list[Path]:
    """With whatever figures, texts and declarations; of each ten one is cut off."""
    folder.mkdir()
    form = official_form()
    for number in range(count):
        filed = replace(random_submission(form, Random(number)), unit=f"第{number}号镇")
        data = fill(blank(form, filed.unit, filed.year), filed, forms())
        (folder / f"{number:03}.xlsx").write_bytes(data[: 5_000 if number % 10 == 8 else None])
    return sorted(folder.iterdir())
