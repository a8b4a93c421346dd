"""What users install is what was tested, each file by its hash, and nothing is fetched beside it."""

import re
from importlib.metadata import requires
from pathlib import Path

from tests.drawn import ROOT

NAME = re.compile(r"[A-Za-z0-9._-]+")
DEVELOPERS, USERS = ROOT / "requirements.lock", ROOT / "requirements-users.lock"
CLUSTER = ROOT / "requirements-cluster.lock"


def pins(lock: Path) -> dict[str, str]:
    """Each package with its version, where it is for, and its hashes."""
    blocks = re.split(r"\n(?! )", lock.read_text(encoding="utf-8").strip())
    return {block.partition("==")[0]: block for block in blocks}


def named(requirement: str) -> str:
    found = NAME.match(requirement)
    assert found
    return found[0].lower()


def test_every_pin_has_its_hashes() -> None:
    """Else pip would refuse the whole list, or take what it is given."""
    assert [
        name for name, pin in (pins(DEVELOPERS) | pins(USERS) | pins(CLUSTER)).items() if "--hash=sha256:" not in pin
    ] == []


def test_users_get_the_files_that_were_tested() -> None:
    """No other version, no other file; where a package is for may be said more narrowly."""
    tested, given = pins(DEVELOPERS), pins(USERS)
    assert {name: pin.splitlines()[1:] for name, pin in given.items()} == {
        name: tested[name].splitlines()[1:] for name in given
    }


def test_users_get_all_that_the_program_and_its_build_need() -> None:
    """But the extras for Excel, which needs an Excel, and for a cluster, which has a lock of its own."""
    apart = ("extra == 'excel'", "extra == 'cluster'")
    wanted = {named(each) for each in requires("nianbao") or () if not any(extra in each for extra in apart)}
    assert wanted | {"hatchling"} <= pins(USERS).keys()


def test_users_are_told_to_install_the_lock() -> None:
    """The words of README are what was tried."""
    told = (ROOT / "README.md").read_text(encoding="utf-8")
    assert f"--require-hashes -r {USERS.name}\n" in told
    assert "install --no-deps --no-build-isolation .\n" in told
