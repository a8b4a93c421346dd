"""Killed at any moment while it collects and sends, and run again: the same end as if nothing had happened.

The long version writes its figures to docs/proof/killed.md.
"""

import multiprocessing
import os
import shutil
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from email.parser import BytesHeaderParser
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.district.desks import BAD, GOOD, desk_of, issued, mail, typed
from tests.instruments.oracles.postoffice import PASSWORD, USER, PostOffice, needs_dovecot, post_office
from toolkit.cli.district.collect import run
from toolkit.district.ledger.store import FILES, RAW
from toolkit.district.password import VARIABLE
from toolkit.district.settings import NAME

PROOF = Path(__file__).resolve().parents[2] / "docs" / "proof" / "killed.md"
LETTERS = 4
PROCESSES = multiprocessing.get_context("forkserver")


@dataclass(frozen=True)
class Place:
    """A district folder with a mailbox of its own, in which the same letters lie."""

    folder: Path
    user: str


def work(folder: str) -> None:
    """What a clerk runs, in a process that can be killed."""
    os.chdir(folder)
    run(None, send=True)


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[PostOffice, Path, list[bytes]]]:
    """A folder whose workbooks are out, and what its units send back."""
    PROCESSES.set_forkserver_preload(["tests.district.test_killed"])
    os.environ[VARIABLE] = PASSWORD
    folder = tmp_path_factory.mktemp("killed") / "whole"
    with post_office() as office:
        office.slow = 0.1  # seconds in which a letter is taken, and nobody has been told
        with desk_of(folder, LETTERS, office.settings) as place:
            blanks = issued(place)
            place.ledger.database.execute("DELETE FROM letters")  # those were sent long ago
        filled = [typed(blank, number, GOOD if number % 3 else BAD) for number, blank in enumerate(blanks)]
        letters = [mail(number, (f"{number}.xlsx", data), id=str(number)) for number, data in enumerate(filled)]
        letters[-1] = mail(LETTERS - 1, ("照片.jpg", b"\xff\xd8\xff" * 99), id="picture")
        yield office, folder, letters
    del os.environ[VARIABLE]


def place(office: PostOffice, whole: Path, letters: list[bytes], number: int) -> Place:
    """A copy to be disturbed."""
    user = f"desk{number}@test.example"
    folder = whole.with_name(f"copy{number}")
    shutil.copytree(whole, folder)
    settings = (folder / NAME).read_text(encoding="utf-8")
    (folder / NAME).write_text(settings.replace(f'"{USER}"', f'"{user}"'), encoding="utf-8")
    office.open(user)
    for raw in letters:
        office.put(raw, user=user)
    return Place(folder, user)


def undisturbed(where: Place) -> float:
    """Until there is nothing more to do; how long it took."""
    begin = time.monotonic()
    process = PROCESSES.Process(target=work, args=(str(where.folder),))
    process.start()
    process.join()
    assert process.exitcode == 0
    process.close()
    return time.monotonic() - begin


def killed(where: Place, after: float) -> None:
    process = PROCESSES.Process(target=work, args=(str(where.folder),))
    process.start()
    time.sleep(after)
    process.kill()
    process.join()
    process.close()


def end(office: PostOffice, where: Place) -> dict[str, Any]:
    """All that there is at the end, but for times and for where the letters came from."""
    with desk_of(where.folder, LETTERS, "keep") as desk:
        messages = {each.id for each in desk.ledger.messages() if not each.automatic}
        files = [file for id in sorted(messages) for file in desk.ledger.files_of(id)]
        sent = desk.ledger.letters()
        return {
            "standings": {unit.key: desk.standing(unit).label for unit in desk.roster.units},
            "messages": messages,
            "files": sorted((file.message, file.name, file.hash, file.outcome, file.unit) for file in files),
            "submissions": [(each.unit, each.hash, each.faults) for each in desk.ledger.entries()],
            "letters": sorted((ours.kind, ours.unit, ours.about, ours.state) for ours in sent),
            "kept": sorted(path.name for path in (where.folder / FILES).iterdir()),
            "raw": messages - {path.stem for path in (where.folder / RAW).iterdir()},
            "sent": delivered(office, where.user),
        }


def delivered(office: PostOffice, user: str) -> dict[str, int]:
    """How often each of our answers was taken by the server, by the letter that it answers."""
    headers = (BytesHeaderParser().parsebytes(raw) for raw, to in office.letters if user in to)
    return Counter(str(header["In-Reply-To"]) for header in headers)


def differences(prepared: tuple[PostOffice, Path, list[bytes]], times: int, seed: int) -> list[str]:
    """What is not as it would have been; each run is killed up to twice, at random."""
    office, whole, letters = prepared
    calm = place(office, whole, letters, seed)
    seconds = undisturbed(calm)
    expected = end(office, calm)
    assert expected["raw"] == set()
    assert expected["sent"] == {f"<{id}@test.example>": 1 for id in (*range(LETTERS - 1), "picture")}
    found = []
    random = Random(seed)
    for number in range(seed + 1, seed + 1 + times):
        where = place(office, whole, letters, number)
        for _ in range(random.choice((1, 2))):
            killed(where, random.uniform(0.02, seconds))
        undisturbed(where)
        reached = end(office, where)
        found += [f"{number}: {key}" for key, value in expected.items() if reached[key] != value]
        shutil.rmtree(where.folder)
    return found


@needs_dovecot
def test_killed_and_run_again(prepared: tuple[PostOffice, Path, list[bytes]]) -> None:
    """Twenty moments; two hundred in the long version."""
    assert differences(prepared, 20, 1000) == []


@pytest.mark.prove
@needs_dovecot
def test_killed_at_two_hundred_moments(prepared: tuple[PostOffice, Path, list[bytes]]) -> None:
    """The same end each time, and no answer sent twice."""
    found = differences(prepared, 200, 5000)
    PROOF.write_text(
        "# Killed and run again\n\n"
        "Made by `make prove`: `nianbao district collect --send` over a real mailbox and a real mail server is killed\n"
        "(SIGKILL) at random moments, up to twice, and run again. Compared with an undisturbed run: how every unit\n"
        "stands, every message, file, submission and finding, every letter of ours, what is kept on disk, and how\n"
        "often the server took each answer (once).\n\n"
        "| | |\n|---|---|\n"
        f"| runs that were killed | 200 |\n| letters in the mailbox | {LETTERS} |\n"
        f"| runs that ended otherwise | {len(found)} |\n",
        encoding="utf-8",
    )
    assert found == []
