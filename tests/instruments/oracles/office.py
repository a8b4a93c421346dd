"""LibreOffice, headless, as a second spreadsheet and word processor: recalculates our workbooks, prints our reports."""

import atexit
import os
import re
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from tests.instruments.oracles.needed import needed, program

CHUNK = 50  # files in one call
ATTEMPTS = 3  # a fresh profile may end its first start with “restart me”
START_SECONDS, FILE_SECONDS = 90, 10

# Excel's files are not recalculated on loading unless the profile says “always” (0).
SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""

needs_office = needed(program("soffice") is not None, "LibreOffice (soffice)")


def recalculated(files: Sequence[Path], out: Path) -> list[Path]:
    """Each workbook loaded, recalculated and saved again as .xlsx into ``out``, in the order given."""
    return _converted(files, out, "xlsx", "xlsx:Calc MS Excel 2007 XML")


def saved_as(files: Sequence[Path], out: Path, suffix: str) -> list[Path]:
    """Each workbook recalculated and saved in another format, ``xls`` or ``ods``, in the order given."""
    return _converted(files, out, suffix, {"xls": "xls:MS Excel 97"}.get(suffix, suffix))


def to_pdf(file: Path, out: Path) -> Path:
    return to_pdfs([file], out)[0]


def to_pdfs(files: Sequence[Path], out: Path) -> list[Path]:
    """Each file as it is printed, in the order given."""
    return _converted(files, out, "pdf", "pdf")


def pages(pdf: Path) -> int:
    """How many pages LibreOffice printed; it writes them as plain objects."""
    return len(re.findall(rb"/Type\s*/Page\b", pdf.read_bytes()))


def _converted(files: Sequence[Path], out: Path, suffix: str, target: str) -> list[Path]:
    """Works on numbered copies: names may repeat, and nothing is left beside the originals."""
    out.mkdir(parents=True, exist_ok=True)
    done: list[Path] = []
    with tempfile.TemporaryDirectory() as work:
        for start in range(0, len(files), CHUNK):
            copies = [
                Path(shutil.copyfile(file, Path(work) / f"{position:04}-{file.name}"))
                for position, file in enumerate(files[start : start + CHUNK], start)
            ]
            results = [out / f"{copy.stem}.{suffix}" for copy in copies]
            _convert(copies, results, target)
            done += results
    return done


def _convert(copies: list[Path], results: list[Path], target: str) -> None:
    said = ""
    for _ in range(ATTEMPTS):
        said = _run(["--convert-to", target, "--outdir", str(results[0].parent), *map(str, copies)], len(copies))
        if all(result.is_file() for result in results):
            return
    raise AssertionError(f"LibreOffice did not convert {[copy.name for copy in copies]}: {said}")


def _run(arguments: list[str], files: int) -> str:
    """One call, in a process group of its own that is ended as a whole when it takes too long."""
    command = [
        program("soffice") or "soffice",
        f"-env:UserInstallation={_profile().as_uri()}",
        "--headless",
        *arguments,
    ]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True
    ) as process:
        try:
            return process.communicate(timeout=START_SECONDS + FILE_SECONDS * files)[0]
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            return "too slow"


@cache
def _profile() -> Path:
    """A profile for this test run alone."""
    profile = Path(tempfile.mkdtemp(prefix="nianbao-office-"))
    atexit.register(shutil.rmtree, profile, ignore_errors=True)
    settings = profile / "user" / "registrymodifications.xcu"
    settings.parent.mkdir()
    settings.write_text(SETTINGS, encoding="utf-8")
    return profile
