"""What a command imports before it begins: nobody waits for what his command does not use."""

import subprocess
import sys
from functools import cache

import pytest

from tests.cli.running import ROOT
from toolkit.cli.commands import COMMANDS, EXCEL, FORMS
from toolkit.cli.district.commands import COMMANDS as DISTRICT
from toolkit.cli.terminal.entry import CommandEntry
from toolkit.district.ledger import backups, journal
from toolkit.district.ledger.opening import NAME as LEDGER
from toolkit.district.units.roster_file import NAME as FILE

HEAVY = (
    *("openpyxl", "jinja2", "pebble", "sqlite3", "keyring", "toolkit.workbook.write", "toolkit.workbook.mark"),
    *("toolkit.published", "toolkit.report.word", "toolkit.mail.message", "toolkit.district.district"),
)
LOADED = {  # of the heavy ones, by command
    "": "",
    "demo": "openpyxl jinja2 toolkit.workbook.write toolkit.workbook.mark toolkit.published toolkit.report.word",
    "new": "openpyxl toolkit.workbook.write toolkit.published",
    "fill": "toolkit.workbook.write toolkit.published",
    "check": "toolkit.published",
    "mark": "toolkit.workbook.mark toolkit.published",
    "repair": "openpyxl toolkit.workbook.write toolkit.published",
    "render": "jinja2 toolkit.published toolkit.report.word",
    "template": "jinja2 toolkit.published toolkit.report.word",
    "page": "toolkit.published",
    "export": "toolkit.published",
    "import": "openpyxl jinja2 toolkit.workbook.write toolkit.workbook.mark toolkit.published",
    "compare": "toolkit.published",
    "history": "openpyxl toolkit.workbook.write toolkit.published",
    "total": "openpyxl jinja2 toolkit.workbook.write toolkit.published toolkit.report.word",
    "district": "",
    "excel": "",
    "excel open": "",
    "forms": "",
    "forms new": "toolkit.published",
    "forms show": "",
    "forms check": "openpyxl jinja2 toolkit.workbook.write toolkit.report.word",
}
ASKED = """
import sys
from toolkit.cli.app import app
try:
    app([*sys.argv[1:], "--help"])
except SystemExit:
    print(*sys.modules, file=sys.stderr)
"""


@cache
def loaded(command: str) -> frozenset[str]:
    """The modules in a new process that has shown the help of a command, for which the command is imported."""
    done = subprocess.run(
        [sys.executable, "-c", ASKED, *command.split()], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return frozenset(done.stderr.split())


@pytest.mark.parametrize("command", LOADED)
def test_a_command_loads_what_it_uses(command: str) -> None:
    """One import too many, anywhere below, and every command starts slower."""
    assert {each for each in HEAVY if each in loaded(command)} == set(LOADED[command].split())


def test_every_command_has_its_line() -> None:
    """A new command says what it loads; those of the district share its ledger, and load nearly all."""
    below = {f"forms {entry.name}" for entry in FORMS}
    assert {"", "excel open", *below, *(entry.name for entry in COMMANDS)} == set(LOADED)


@pytest.mark.parametrize(("group", "entries"), [("", COMMANDS), ("district", DISTRICT), ("forms", FORMS)])
def test_a_list_of_commands_imports_none(group: str, entries: tuple[CommandEntry, ...]) -> None:
    """Their help is in the list itself."""
    homes = {entry.home.partition(":")[0] for entry in entries}
    assert homes & loaded(group) == set()


@pytest.mark.parametrize("entries", [COMMANDS, DISTRICT, EXCEL, FORMS], ids=["nianbao", "district", "excel", "forms"])
def test_every_name_is_listed_once(entries: tuple[CommandEntry, ...]) -> None:
    """The second would never be found. That each is where its entry says, the page of commands proves (test_help)."""
    names = [entry.name for entry in entries]
    assert len(names) == len(set(names))


def test_the_files_that_a_help_names_are_called_so() -> None:
    """The list of commands imports none of the modules that know these names."""
    told = next(entry.help for entry in DISTRICT if entry.name == "restore")
    assert all(f"“{name}”" in told or f"（{name}）" in told for name in (journal.NAME, LEDGER, str(backups.FOLDER)))
    assert f"“{FILE}”" in next(entry.help for entry in DISTRICT if entry.name == "init")
