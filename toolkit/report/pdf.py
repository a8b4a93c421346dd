"""Converts a Word file to PDF with LibreOffice, if it is installed."""

import hashlib
import os
import re
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from toolkit.report.messages import no_office, office_failed

NAMES = ("soffice", "libreoffice")
WINDOWS = ("ProgramFiles", "ProgramW6432", "ProgramFiles(x86)")  # name the folders where programs are kept
MAC = "/Applications/LibreOffice.app/Contents/MacOS/soffice"
SECONDS = 120
ATTEMPTS = 2  # a fresh profile may end its first start with “restart me”
CLOCK = re.compile(rb"/CreationDate\(D:[^)]{1,30}\)")
NUMBERS = re.compile(rb"/ID \[ <\w{32}>\s<\w{32}> \]|/DocChecksum /\w{32}")
NUMBER = re.compile(rb"[0-9A-F]{32}")


def pdf(document: bytes) -> bytes:
    """Raises :class:`UserError` where LibreOffice is missing, fails or takes too long; leaves no file behind."""
    program = office()
    if not program:
        raise no_office()
    with tempfile.TemporaryDirectory(prefix="nianbao-", ignore_cleanup_errors=True) as work:
        source, printed = Path(work, "report.docx"), Path(work, "report.pdf")
        source.write_bytes(document)
        for _ in range(ATTEMPTS):
            if _run(program, source) and printed.is_file():
                return timeless(printed.read_bytes())
    raise office_failed()


def office() -> str | None:
    """The program, on the path or where its installers put it."""
    folders = [Path(folder) for name in WINDOWS if (folder := os.environ.get(name))]
    places = [*(folder / "LibreOffice" / "program" / "soffice.exe" for folder in folders), Path(MAC)]
    installed = (str(path) for path in places if path.is_file())
    return next(filter(None, (*map(shutil.which, NAMES), *installed)), None)


def timeless(printed: bytes) -> bytes:
    """Without the clock, and numbered by its content, so that the same report gives the same bytes; nothing moves."""
    still = CLOCK.sub(lambda found: b" " * len(found[0]), printed)
    number = hashlib.md5(NUMBERS.sub(b"", still), usedforsecurity=False).hexdigest().upper().encode()
    return NUMBERS.sub(lambda found: NUMBER.sub(number, found[0]), still)


def _run(program: str, source: Path) -> bool:
    """One call with a profile of its own: another LibreOffice that is open would take the file over, or refuse it."""
    command = [program, f"-env:UserInstallation={(source.parent / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", "pdf", "--outdir", str(source.parent), str(source)]
    try:
        with subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        ) as process:
            return _ended(process)
    except OSError:
        return False


def _ended(process: subprocess.Popen[bytes]) -> bool:
    try:
        return process.wait(SECONDS) == 0
    except BaseException as error:  # Ctrl+C too: LibreOffice must not outlive the command
        _end(process)
        if isinstance(error, subprocess.TimeoutExpired):
            return False
        raise


def _end(process: subprocess.Popen[bytes]) -> None:
    """With the processes it started."""
    if os.name == "nt":
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(process.pid)], capture_output=True, check=False)
    else:
        os.killpg(process.pid, signal.SIGKILL)
