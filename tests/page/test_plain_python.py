"""Whatever the page asks for is done by plain Python: nothing compiled but the standard library's own, no thread, no
process, no socket, no file written but the temporary ones of openpyxl (design, idea 11).
"""

import json
import subprocess
import sys
import tempfile

import pytest

from tests.drawn import ROOT
from tests.page.everything import everything
from toolkit.tasks.files.guard import DEBUG

# What a browser's Python does not have, and what the program must not do there.
MISSING = (
    "_curses _dbm _gdbm _hashlib _lzma _multiprocessing _sqlite3 _ssl _tkinter fcntl grp "
    "mmap pwd readline resource syslog termios lxml markupsafe._speedups python_calamine msoffcrypto typer rich"
)
FORBIDDEN = (
    "ctypes os.exec os.fork os.mkdir os.posix_spawn os.rename os.rmdir os.spawn "
    "os.system os.truncate os.utime pty.spawn shutil socket subprocess urllib.Request"
)
GUARD = f"""
import _thread, importlib.machinery, os, sys

def no_thread(*_, **__):
    raise AssertionError("a thread")

class Browser:
    "Finds nothing that a browser lacks, and no compiled module from outside the standard library."
    def find_spec(self, name, path=None, target=None):
        if name in MISSING or name.partition(".")[0] in MISSING:
            raise ModuleNotFoundError(name)
        found = importlib.machinery.PathFinder.find_spec(name, path)
        if found and "site-packages" in str(found.origin) and not str(found.origin).endswith(".py"):
            raise ModuleNotFoundError(name)
        return None

def watch(event, given):
    temporary = event == "open" and os.path.commonpath([TEMPORARY, os.path.abspath(str(given[0]))]) == TEMPORARY
    writes = event == "open" and given[2] & (os.O_WRONLY | os.O_RDWR) and not temporary
    if writes or any(event == each or event.startswith(each + ".") for each in FORBIDDEN):
        raise AssertionError(f"{{event}} {{given}}")

TEMPORARY = {tempfile.gettempdir()!r}
MISSING, FORBIDDEN = set({MISSING.split()!r}), {FORBIDDEN.split()!r}
_thread.start_new_thread = no_thread
sys.dont_write_bytecode = True
sys.meta_path.insert(0, Browser())
sys.addaudithook(watch)
"""
WORK = """
import json
from pathlib import Path
from tests.page.everything import everything
from toolkit.tasks.files.guard import DEBUG
print(json.dumps(everything([Path(path) for path in sys.argv[1:]])))
"""


def guarded(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", GUARD + code, *arguments]
    environment = {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "PATH": "", DEBUG: "1"}
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def test_everything_runs_where_nothing_is_allowed() -> None:
    """The same answers, to the byte, as with everything at hand."""
    files = sorted((ROOT / "samples").glob("*/workbook.xlsx"))
    ran = guarded(WORK, *map(str, files))
    assert ran.returncode == 0, ran.stderr[-3000:]
    assert json.loads(ran.stdout) == everything(files)


@pytest.mark.parametrize(
    "code",
    [
        "import lxml.etree",
        "import markupsafe._speedups",
        "import lzma",
        "import threading; threading.Thread(target=print).start()",
        "import os; os.fork()",
        "import pathlib; pathlib.Path('/nianbao').write_bytes(b'')",
    ],
)
def test_the_guard_bites(code: str) -> None:
    """Each thing that a browser lacks fails under the guard."""
    assert guarded(code).returncode == 1
    assert guarded("import zlib, pyexpat, decimal").returncode == 0
