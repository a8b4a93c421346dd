"""A mailbox of thousands of letters: collected with flat memory, and once.

The long version writes its figures to docs/proof/flood.md.
"""

import multiprocessing
import os
import resource
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random

import pytest

from tests.district.desks import GOOD, desk_of, issued, mail, typed
from tests.instruments.oracles.postoffice import PASSWORD, PostOffice, needs_dovecot, post_office
from toolkit.cli.district.collect import run
from toolkit.district.password import VARIABLE

PROOF = Path(__file__).resolve().parents[2] / "docs" / "proof" / "flood.md"
PROCESSES = multiprocessing.get_context("forkserver")
UNITS = 60
SIZE = 150_000  # bytes of a scan; a third more in a letter
MB = 2**20


@dataclass(frozen=True)
class Collected:
    """What one run came to: the most memory it ever had, what it fetched, and what was taken."""

    peak: int
    new: int
    submissions: int


def work(folder: str, says: Connection) -> None:
    os.chdir(folder)
    run(None)
    says.send(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)


def collected(folder: Path) -> Collected:
    """Run in a process of its own."""
    with desk_of(folder, UNITS, "keep") as place:
        before = len(place.ledger.messages())
    ours, theirs = PROCESSES.Pipe(duplex=False)
    process = PROCESSES.Process(target=work, args=(str(folder), theirs))
    process.start()
    peak = int(ours.recv())
    process.join()
    process.close()
    with desk_of(folder, UNITS, "keep") as place:
        return Collected(peak, len(place.ledger.messages()) - before, len(place.ledger.entries()))


def flood(office: PostOffice, blanks: list[bytes], first: int, count: int) -> int:
    """So many letters: of ten, one brings a workbook, the others scans and whatever else lies in a mailbox."""
    random = Random(first)
    size = 0
    for number in range(first, first + count):
        unit = number // 10 % UNITS
        if number % 10 == 0:
            figures = {**GOOD, "disputes.review.upheld": number}
            files = [
                ("年报.xlsx", typed(blanks[unit], unit, figures)),
                ("扫描件.pdf", b"%PDF-1.4" + random.randbytes(SIZE)),
            ]
        else:
            files = [("通知.pdf", b"%PDF-1.4" + random.randbytes(SIZE))]
        raw = mail(unit, *files, id=f"flood{number}", sender="" if number % 10 == 0 else f"other{number}@other.example")
        size += len(raw)
        office.put(raw)
    return size


def measured(
    folder: Path, monkeypatch: pytest.MonkeyPatch, few: int, many: int
) -> tuple[Collected, Collected, Collected, int]:
    """First a few letters, then many more, then nothing new."""
    monkeypatch.setenv(VARIABLE, PASSWORD)
    PROCESSES.set_forkserver_preload(["tests.district.test_flood"])
    with post_office() as office:
        with desk_of(folder, UNITS, office.settings) as place:
            blanks = issued(place)
        flood(office, blanks, 0, few)
        small = collected(folder)
        size = flood(office, blanks, few, many)
        return small, collected(folder), collected(folder), size


@needs_dovecot
def test_many_letters_take_no_more_memory_than_few(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A hundred after twenty; five thousand in the long version."""
    small, large, again, size = measured(tmp_path / "区", monkeypatch, 20, 100)
    assert (small.new, large.new, again.new) == (20, 100, 0)
    assert (small.submissions, large.submissions, again.submissions) == (2, 12, 12)
    assert size > 20 * MB
    assert large.peak - small.peak < 10 * MB


@pytest.mark.prove
@needs_dovecot
def test_five_thousand_letters(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A gigabyte of them."""
    small, large, again, size = measured(tmp_path / "区", monkeypatch, 50, 5000)
    PROOF.write_text(
        "# A mailbox of thousands of letters\n\n"
        "Made by `make prove`: `nianbao district collect` over a real mailbox, every tenth letter with a workbook.\n\n"
        "| | a few letters | thousands | again |\n|---|---|---|---|\n"
        f"| letters collected | {small.new} | {large.new} | {again.new} |\n"
        f"| their size, MB | | {size // MB} | |\n"
        f"| submissions in the ledger | {small.submissions} | {large.submissions} | {again.submissions} |\n"
        f"| most memory, MB | {small.peak // MB} | {large.peak // MB} | {again.peak // MB} |\n",
        encoding="utf-8",
    )
    assert (large.new, again.new) == (5000, 0)
    assert size > 1000 * MB
    assert large.peak - small.peak < 60 * MB
