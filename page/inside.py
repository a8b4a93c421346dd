"""Runs inside Pyodide when the page is built: does everything once, then compiles every module that was needed for it.

A module without its source needs no time stamp: the sixteen bytes before the code are the magic number and zeros.
"""

import importlib.util
import marshal
import sys
import zipfile
from pathlib import Path

FIXED_TIME = (1980, 1, 1, 0, 0, 0)
WORK, SITE = Path("/build"), Path("/site")


def main() -> None:
    with zipfile.ZipFile(WORK / "site.zip") as archive:
        archive.extractall(SITE)
    sys.path.insert(0, str(SITE))
    _everything((WORK / "sample.xlsx").read_bytes())
    used = {path for module in list(sys.modules.values()) if (path := getattr(module, "__file__", None))}
    for name in ("library", "site"):
        _compile(WORK / f"{name}.zip", WORK / f"{name}.out.zip", used)


def _everything(sample: bytes) -> None:
    from toolkit import page  # noqa: PLC0415 - it has only just been unpacked

    page.ask("facts")
    results = page.ask("check", "a.xlsx", sample, {"b.xlsx": page.ask("last_year", "b.xlsx", sample)})
    page.ask("tell", results)
    made = [
        page.ask("report", results[0], True),
        page.ask("mark", results[0], sample),
        page.ask("repair", "a.xlsx", sample, "", 0),
        page.ask("new", "a", 2023, "", "", {}),
    ]
    assert all("data" in each for each in made), made


def _compile(source: Path, target: Path, used: set[str]) -> None:
    with zipfile.ZipFile(source) as archive, zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as out:
        for name in archive.namelist():
            data = archive.read(name)
            if name.endswith(".py") and any(path.endswith(f"/{name}") for path in used):
                code = compile(data, name, "exec", dont_inherit=True)
                data = importlib.util.MAGIC_NUMBER + bytes(12) + marshal.dumps(code)
                name += "c"
            out.writestr(zipfile.ZipInfo(name, FIXED_TIME), data)


main()
