"""The tests beside a room tell what broke in it: one deliberate fault in each room is caught there."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.drawn import ROOT

LEFT = (".git", ".venv", ".cache", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis", "__pycache__", "built")
QUIETLY = ("-x", "-q", "-p", "no:cacheprovider", "-m")
PROGRAMS = os.environ["PATH"]  # before a test is shown less of it
LIVE = (
    "excel",
    "mail/mailbox",
    "district/recovery",
)  # rooms that are for another program: nothing can be told without it
# Module, what stands there, what is put in its place. Only tests of a room in LIVE see other programs.
FAULTS = (
    ("numerals.py", 'digit != "0" else "零"', 'digit != "0" else "〇"'),
    (
        "checks/totals.py",
        '"formula-uncalculated" if stated.value is None',
        '"formula-uncalculated" if stated.value is not None',
    ),
    ("checks/messages/naming.py", 'if check.along == "column"', 'if check.along != "column"'),
    ("checks/prose/clauses.py", "mark.group() != LISTING or counted", "mark.group() != LISTING"),
    ("cli/targets.py", "if target.name == typed", "if target.name != typed"),
    ("cli/district/decide.py", "if bool(units) == every", "if bool(units) != every"),
    ("cli/forms/check.py", "if not found:", "if found:"),
    ("cli/terminal/typeset.py", "gap = left - cell_len(label)", "gap = left - len(label)"),
    ("district/settings.py", "(start, *start.parents)", "(start,)"),
    ("district/intake/collect.py", "entry.hash == hash", "entry.hash != hash"),
    ("district/ledger/ledger.py", 'WHERE mark = ?", mark) is not None', 'WHERE mark = ?", mark) is None'),
    ("district/letters/issue.py", "bool(token) and says ==", "bool(token) or says =="),
    ("district/overview/district_total.py", "if missing and not partial", "if missing and partial"),
    ("district/recovery/replay.py", "_reached(before.changed, before.state) <= after", "before.state == 0"),
    ("district/units/roster_file.py", "if not is_address(each)", "if is_address(each)"),
    ("excel/live.py", "used.row + down", "used.row - down"),
    ("form/grid.py", "height = depth - level if innermost", "height = depth if innermost"),
    ("form/definition/binding.py", "if size(id) > LONGEST", "if size(id) < LONGEST"),
    ("mail/account.py", 'how == "none" and not _is_here(host)', 'how == "none"'),
    ("mail/attachments/tars.py", "for _ in range(limits.ARCHIVED)", "for _ in range(1)"),
    ("mail/mailbox/imap.py", "if not PRINTABLE.fullmatch(message_id)", "if PRINTABLE.fullmatch(message_id)"),
    ("mail/message/mime.py", "next_from = at + len(delimiter)", "next_from = at + 2 * len(delimiter)"),
    ("mail/outgoing/compose.py", "if not MESSAGE_ID.fullmatch(message_id)", "if MESSAGE_ID.fullmatch(message_id)"),
    ("office/compound.py", "len(directory) - ENTRY + 1, ENTRY", "len(directory) - ENTRY + 1, 2 * ENTRY"),
    ("office/sheets/addresses.py", "divmod(column - 1, 26)", "divmod(column, 26)"),
    ("published/read.py", "seen.value for cell in form.inputs if", "seen.value for cell in form.computed if"),
    ("published/figures/align.py", "if not _may_hold(row, wanted)", "if _may_hold(row, wanted)"),
    ("published/pdf/lattice.py", "min(map(len, part)) >= 2", "min(map(len, part)) >= 20"),
    ("published/source/web.py", "if name in self.starts:", "if name in ():"),
    ("published/words/title.py", "at, at + lines - 1", "at, at + lines"),
    ("report/content.py", "if written or not field.default", "if written"),
    ("report/user_template/fields.py", 'elif name == "fldSimple"', 'elif name == "fldSimples"'),
    ("report/verify/prove.py", "if expected.get(place) != found.cells.get(place)", "if expected.get(place) is None"),
    ("report/web/table.py", "return header.kind == TITLE or beside or above", "return beside or above"),
    ("report/word/table.py", "top = cell.row == row", "top = cell.row != row"),
    ("submission/json.py", "if id not in ids", "if id in ids"),
    ("tasks/total.py", "if len(figures) == len(parts) else None", "if figures else None"),
    ("tasks/files/outputs.py", "os.path.isfile(path) or os.path.isdir(path)", "os.path.isdir(path)"),
    ("workbook/design/layout.py", "last + STEPS + 1, 3", "last + STEPS, 3"),
    ("workbook/formulas/states.py", 'broken = join(BROKEN, call("ABS", gap))', "broken = join(BROKEN, gap)"),
    ("workbook/lint/lint.py", "    locks,\n", ""),
    ("workbook/mark/colours.py", "_priority(rule) + len(cells)", "_priority(rule)"),
    ("workbook/read/locate.py", "order = (labelled, keyed, named) if sure", "order = (named, keyed, labelled) if sure"),
    ("workbook/strip/strip.py", "if kind(data) != WORKBOOK", "if kind(data) == WORKBOOK"),
    ("workbook/write/fill.py", "if length > CELL_LIMIT", "if length < CELL_LIMIT"),
)


def room(module: str) -> Path:
    return Path(module).parent


def rooms() -> Iterator[Path]:
    """Every folder of the program that holds modules of its own."""
    for folder in (ROOT / "toolkit").rglob("__init__.py"):
        if any(path.name not in ("__init__.py", "messages.py") for path in folder.parent.glob("*.py")):
            yield folder.parent.relative_to(ROOT / "toolkit")


def neighbours(module: str) -> list[str]:
    """The tests that stand in the room's folder, the module's own first; else those of the room above."""
    beside = ROOT / "tests" / room(module)
    while not list(beside.glob("test_*.py")):
        beside = beside.parent
    own = beside / f"test_{Path(module).name}"
    every = sorted(beside.glob("test_*.py"), key=lambda path: (path != own, path))
    return [str(path.relative_to(ROOT)) for path in every]


def _marked(module: str) -> str:
    return "not prove" if str(room(module)) in LIVE else "not prove and not needs"


def test_a_fault_for_each_room() -> None:
    """None is forgotten, and what is to be changed stands there once."""
    assert {room(module) for module, _, _ in FAULTS} == set(rooms())
    for module, there, _ in FAULTS:
        assert (ROOT / "toolkit" / module).read_text(encoding="utf-8").count(there) == 1, (module, there)


@pytest.mark.prove
@pytest.mark.parametrize(("module", "there", "instead"), FAULTS, ids=[module for module, _, _ in FAULTS])
def test_it_is_caught_beside_it(module: str, there: str, instead: str, tmp_path: Path) -> None:
    """In a copy of the program with one line changed."""
    copy = tmp_path / "copy"
    shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(*LEFT))
    changed = copy / "toolkit" / module
    text = changed.read_text(encoding="utf-8")
    changed.write_text(text.replace(there, instead), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *QUIETLY, _marked(module), *neighbours(module)],
        cwd=copy,
        env={**os.environ, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1", "PATH": PROGRAMS},
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    assert done.returncode == 1, done.stdout[-2000:]
