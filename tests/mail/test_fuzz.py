"""Whatever is done to a letter, it ends in files and remarks, or in a refusal, within 20 seconds of work and 600 MB.

The long version writes its figures to docs/proof/fuzz-letters.md.
"""

import json
import os
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest

pytest.importorskip("resource", reason="no such limits on this system")

from tests.drawn import ROOT
from tests.mail.fuzzing import CRASHED, KINDS, MEMORY, OUTCOMES, SECONDS

PROOF = ROOT / "docs" / "proof" / "fuzz-letters.md"
SEVERAL, PIECE = 10_000, 250
Measured = tuple[str, str, float, int]


def measured(first: int, count: int) -> list[Measured]:
    """Of each letter: kind, outcome, seconds, bytes."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.mail.fuzzing", str(first), str(count)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=True,
    )
    return [(kind, said, seconds, size) for kind, said, seconds, size in map(json.loads, done.stdout.splitlines())]


def faults(found: list[Measured]) -> list[str]:
    return [
        f"{kind}: {said}, {seconds} s, {size} bytes"
        for kind, said, seconds, size in found
        if said not in OUTCOMES[:-1] or seconds > SECONDS or size > MEMORY
    ]


def test_two_hundred_damaged_letters() -> None:
    """A few of each kind, the same ones each time."""
    found = measured(0, 200)
    assert faults(found) == []
    assert {"every file", "some files and remarks", "remarks", "nothing"} <= {said for _, said, _, _ in found}


@pytest.mark.prove
def test_ten_thousand_damaged_letters() -> None:
    """The long version, for the record."""
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        pieces = pool.map(lambda first: measured(first, PIECE), range(0, SEVERAL, PIECE))
        found = [each for piece in pieces for each in piece]
    PROOF.write_text(page(found), encoding="utf-8")
    assert faults(found) == []


def page(found: list[Measured]) -> str:
    counts = Counter((kind, said.partition(":")[0]) for kind, said, _, _ in found)
    lines = ["# Damaged letters", "", INTRODUCTION, "", f"| damage to | letters | {' | '.join(OUTCOMES)} |"]
    lines += ["|---|---|" + "---|" * len(OUTCOMES)]
    for kind in KINDS:
        row = [counts[kind, said] for said in OUTCOMES]
        lines.append(f"| {kind} | {sum(row)} | {' | '.join(map(str, row))} |")
    slow = sum(seconds > 1 for _, _, seconds, _ in found)
    large = sum(size > 200 * 2**20 for _, _, _, size in found)
    lines += ["", f"{slow} of them took more than a second of work, {large} more than 200 MB."]
    return "\n".join([*lines, ""])


INTRODUCTION = f"""Made by `make prove`. A letter with workbooks in archives is damaged at random: its bytes, its
headers, the order of its parts, or the archives in it, up to eight in each other, with false sizes and damaged
bytes. It is read as a letter, as a file in a folder, or out of an .mbox, in a process of its own that the system
ends after {SECONDS} seconds of work or at {MEMORY // 2**20} MB. What can be taken out of it is; of the rest there is
a remark; “{CRASHED}” would be any exception, or a process that was ended."""
