"""Builds the offline page: Python for browsers, the program and its forms, one page and one worker, all in one file.

    python -m page.build

The same inputs give the same bytes. Pyodide comes from the npm lock beside this file, openpyxl and Jinja from the
environment that requirements.lock made, the program, as far as the page reaches it, from the checkout. Modules that a
whole run uses travel compiled, by the Python that will run them: else the browser would compile them each time the page
is opened.
"""

import ast
import base64
import gzip
import io
import json
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import distribution
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from toolkit import __version__
from toolkit.tasks.files.bundled import FOLDER, OLDER_PAGE, PAGE
from toolkit.tasks.files.inputs import SUFFIXES

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
API = ROOT / "toolkit" / "__init__.py"  # imports nothing until a Python program asks for it, and the page does not
PACKAGES = ROOT / ".cache" / "page" / "node_modules"

LIBRARIES = ("openpyxl", "et_xmlfile", "Jinja2", "MarkupSafe")
SAMPLE = ROOT / "samples" / "hongze-2023-broken" / "workbook.xlsx"
FIXED_TIME = (1980, 1, 1, 0, 0, 0)
PIECE = 3 * 2**16  # bytes; a multiple of three, so that no piece but the last is padded


@dataclass(frozen=True)
class Edition:
    """``package``: which Pyodide; ``modern``: it needs what WebAssembly learned in 2021; then the least versions."""

    file: str
    package: str
    modern: bool
    chromium: int
    firefox: int = 113
    safari: str = "16.4"


EDITIONS = (
    Edition(PAGE, "pyodide", modern=True, chromium=103),
    Edition(OLDER_PAGE, "pyodide-older", modern=False, chromium=86),
)


def build(edition: Edition) -> str:
    """The page as one HTML document."""
    package = PACKAGES / edition.package
    library, ours = _compiled(edition, (package / "python_stdlib.zip").read_bytes(), site())
    packed = {
        "loader": (package / "pyodide.js").read_bytes() + b"\n" + (package / "pyodide.asm.js").read_bytes(),
        "machine": (package / "pyodide.asm.wasm").read_bytes(),
        "library": library,
        "site": ours,
        "lock": _lock(package),
    }
    return _template().render(
        edition=edition,
        pyodide=json.loads((package / "package.json").read_text(encoding="utf-8")),
        libraries=[distribution(name).metadata for name in LIBRARIES],
        version=__version__,
        suffixes=SUFFIXES,
        older=OLDER_PAGE,
        packed={name: _packed(data) for name, data in packed.items()},
        text=lambda name: (HERE / name).read_text(encoding="utf-8").strip(),
    )


def _template() -> Template:
    known = Environment(loader=FileSystemLoader(HERE), undefined=StrictUndefined, keep_trailing_newline=True)
    return known.get_template("page.html")


def _lock(package: Path) -> bytes:
    """Pyodide asks for its list of packages; there are none, but what it says of itself has to be its own."""
    names = ("pyodide-lock.json", "repodata.json")
    found = next(path for name in names if (path := package / name).is_file())
    return json.dumps({"info": json.loads(found.read_bytes())["info"], "packages": {}}, sort_keys=True).encode()


def site() -> bytes:
    """The libraries, the program and its forms: a zip of the folder that Python is to find them in."""
    return _zipped(dict(_placed()))


def _placed() -> Iterator[tuple[str, bytes]]:
    for library in LIBRARIES:
        for path in distribution(library).files or ():
            if path.suffix == ".py" or path.name == "METADATA" or "license" in str(path).lower():
                yield str(path), path.read_binary()
    yield from _files(program(), ROOT)
    yield from _files((ROOT / "workbook_templates").rglob("*"), ROOT, "toolkit/")


def program() -> list[Path]:
    """The modules that the page reaches by imports, their packages, and the data that lies beside them."""
    found, left = set[Path](), [ROOT / "toolkit" / "page.py"]
    while left:
        path = left.pop()
        if path in found:
            continue
        found.add(path)
        if path != API:
            left += [inner for name in _imported(path) for inner in _sources(name)]
    folders = {path.parent for path in found} - {ROOT / "toolkit"}
    data = (path for folder in folders for path in folder.rglob("*") if path.suffix not in (".py", ".pyc"))
    return sorted({*found, *(path for path in data if path.is_file())})


def _imported(path: Path) -> Iterator[str]:
    """What a module imports, anywhere in it, as dotted names."""
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _sources(name: str) -> Iterator[Path]:
    """The files of a module of ours and of every package that it is in; of anything else none."""
    parts = name.split(".")
    for count in range(1, len(parts) + 1):
        base = ROOT.joinpath(*parts[:count])
        yield from (path for path in (base / "__init__.py", base.with_suffix(".py")) if path.is_file())


def _files(paths: Iterator[Path] | list[Path], root: Path, under: str = "") -> Iterator[tuple[str, bytes]]:
    for path in paths:
        if path.is_file():
            yield under + path.relative_to(root).as_posix(), path.read_bytes()


def _compiled(edition: Edition, library: bytes, site: bytes) -> tuple[bytes, bytes]:
    """The standard library and ours, with the modules of a whole run compiled inside the Pyodide that will run them."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        given = {"library.zip": _zipped(_unzipped(library)), "site.zip": site, "sample.xlsx": SAMPLE.read_bytes()}
        for name, data in given.items():
            (work / name).write_bytes(data)
        (work / "inside.py").write_bytes((HERE / "inside.py").read_bytes())
        command = ["node", str(HERE / "compile.mjs"), str(PACKAGES / edition.package), folder]
        subprocess.run(command, check=True)
        return (work / "library.out.zip").read_bytes(), (work / "site.out.zip").read_bytes()


def _unzipped(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _zipped(parts: Mapping[str, bytes]) -> bytes:
    """Sorted, without times, and not compressed: what is around it compresses better."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(parts):
            archive.writestr(zipfile.ZipInfo(name, FIXED_TIME), parts[name])
    return out.getvalue()


def _packed(data: bytes) -> list[str]:
    """In pieces that can be decoded one by one: a page that had to take in megabytes at once would stand still."""
    small = gzip.compress(data, 9, mtime=0)
    return [base64.b64encode(small[at : at + PIECE]).decode("ascii") for at in range(0, len(small), PIECE)]


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for edition in reversed(EDITIONS):  # what make looks at is written last, so that a build broken off is done again
        made = build(edition).encode()
        (FOLDER / edition.file).write_bytes(made)
        print(f"{FOLDER.relative_to(ROOT) / edition.file}: {len(made):,} bytes")


if __name__ == "__main__":
    main()
