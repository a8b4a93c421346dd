"""LibreOffice as a converter, where there is one: a file in, a file out, in a folder and with a profile of its own."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from toolkit import limits

NAMES = ("soffice", "libreoffice")
WINDOWS = ("ProgramFiles", "ProgramW6432", "ProgramFiles(x86)")  # name the folders where programs are kept
MAC = "/Applications/LibreOffice.app/Contents/MacOS/soffice"
ATTEMPTS = 2  # a fresh profile may end its first start with “restart me”
BOUNDED = "toolkit.office.bounded"
# For strangers' files: no macro runs, nothing is fetched, links and fields stay as they are.
STRICT = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>2</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings">
<prop oor:name="ooInetProxyType" oor:op="fuse"><value>2</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings">
<prop oor:name="ooInetHTTPProxyName" oor:op="fuse"><value>127.0.0.1</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings">
<prop oor:name="ooInetHTTPProxyPort" oor:op="fuse"><value>9</value></prop></item>
</oor:items>
"""


def office() -> str | None:
    """The program, on the path or where its installers put it."""
    folders = [Path(folder) for name in WINDOWS if (folder := os.environ.get(name))]
    places = [*(folder / "LibreOffice" / "program" / "soffice.exe" for folder in folders), Path(MAC)]
    installed = (str(path) for path in places if path.is_file())
    return next(filter(None, (*map(shutil.which, NAMES), *installed)), None)


def converted(program: str, data: bytes, suffixes: tuple[str, str], seconds: float, strict: bool = False) -> bytes:
    """The file in another format; empty where LibreOffice fails or takes longer. Leaves no file behind.

    ``suffixes``: what the file is and what it shall be, such as ``("docx", "pdf")``. ``strict``: it is a stranger's
    file, which LibreOffice opens without macros and links, and within bounds of memory and processor time.
    """
    with tempfile.TemporaryDirectory(prefix="nianbao-", ignore_cleanup_errors=True) as work:
        source, result = (Path(work, f"report.{suffix}") for suffix in suffixes)
        source.write_bytes(data)
        if strict:
            settings = Path(work, "profile", "user", "registrymodifications.xcu")
            settings.parent.mkdir(parents=True)
            settings.write_text(STRICT, "utf-8")
        command = _command(program, source, suffixes[1], strict)
        with suppress(subprocess.TimeoutExpired):
            for _ in range(ATTEMPTS):
                if _run(command, seconds) and result.is_file():
                    return result.read_bytes() if result.stat().st_size <= limits.LOADED else b""
    return b""


def _command(program: str, source: Path, suffix: str, strict: bool) -> list[str]:
    """With a profile of its own: another LibreOffice that is open would take the file over, or refuse it."""
    command = [program, f"-env:UserInstallation={(source.parent / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", suffix, "--outdir", str(source.parent), str(source)]
    return [sys.executable, "-P", "-m", BOUNDED, *command] if strict and os.name != "nt" else command


def _run(command: list[str], seconds: float) -> bool:
    """Whether it ended well. Raises ``TimeoutExpired``."""
    try:
        with subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        ) as process:
            try:
                return process.wait(seconds) == 0
            except BaseException:  # Ctrl+C too: LibreOffice must not outlive the command
                _end(process)
                raise
    except OSError:
        return False


def _end(process: subprocess.Popen[bytes]) -> None:
    """With the processes it started."""
    if os.name == "nt":
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(process.pid)], capture_output=True, check=False)
    else:
        os.killpg(process.pid, signal.SIGKILL)
