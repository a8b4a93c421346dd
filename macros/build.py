"""Builds the add-in for desktop Excel, ``toolkit/built/nianbao.xlam``, from the text beside this file (make addin).

No Excel is needed. The same text gives the same bytes.
"""

import io
import tempfile
import tomllib
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from pyopenvba import ExcelFile

from toolkit.checks.messages.wording import BROKEN, PASSED, WAITING
from toolkit.checks.prose.at_least import AtLeast
from toolkit.checks.prose.forbids import Forbids
from toolkit.checks.prose.length import Length
from toolkit.checks.prose.mentions import Mentions
from toolkit.submission.submission import ALL_ZERO, DECLARATIONS
from toolkit.tasks.files.bundled import ADDIN, FOLDER
from toolkit.workbook.design.labels import CHOOSE

HERE = Path(__file__).resolve().parent
TARGET = FOLDER / ADDIN
EPOCH = (1980, 1, 1, 0, 0, 0)
TEMPLATE_MODULE = "Module1"
# How a state reads that must be mended or explained.
PREFIXES = (BROKEN, Length.live.broken, AtLeast.live.broken)
WHOLE = (Mentions.live.broken, Forbids.live.broken)
TYPED = ("cover", "declared", "text", "choice", "reason")  # first words of names that an officer fills in
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RIBBON_TYPE = "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility"
RIBBON_PART = "customUI/customUI14.xml"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def modules() -> dict[str, str]:
    """The VBA source of each module, by name."""
    return {file.stem: file.read_text(encoding="ascii") for file in sorted(HERE.glob("*.bas"))}


def words() -> dict[str, str]:
    """What the macros say (words.toml), and the words by which they know what a workbook shows."""
    said: dict[str, str] = tomllib.loads((HERE / "words.toml").read_text(encoding="utf-8"))
    return said | {
        "passed": PASSED,
        "states": "|".join([WAITING, *(f"{words}*" for words in PREFIXES), *WHOLE]),
        "choose": CHOOSE,
        "complete": _list(DECLARATIONS.values()),
        "zero": DECLARATIONS[ALL_ZERO],
        "typed": _list(TYPED),
    }


def _list(items: Iterable[str]) -> str:
    return f"|{'|'.join(items)}|"


def built(source: Mapping[str, str]) -> bytes:
    """The add-in with these modules, the words and the ribbon."""
    parts = _with_modules(source)
    said = words()
    parts["xl/worksheets/sheet1.xml"] = _sheet(said)
    parts["xl/workbook.xml"] = _workbook(said)
    parts["docProps/core.xml"], parts["docProps/app.xml"] = CORE.encode(), APP.encode()
    parts[RIBBON_PART] = (HERE / "ribbon.xml").read_bytes()
    link = f'<Relationship Id="rIdRibbon" Type="{RIBBON_TYPE}" Target="{RIBBON_PART}"/></Relationships>'
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(b"</Relationships>", link.encode())
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, EPOCH), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _with_modules(source: Mapping[str, str]) -> dict[str, bytes]:
    """The parts of an empty add-in, as Excel itself wrote it, with these modules instead of its own."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "empty.xlam"
        with ExcelFile.create_new(path) as book:
            project = book.vba_project()
            project.delete_module(TEMPLATE_MODULE)
            for name, text in source.items():
                project.add_module(name, text.replace("\n", "\r\n"))
            book.save()
        with zipfile.ZipFile(path) as archive:
            return {name: archive.read(name) for name in archive.namelist()}


def _sheet(said: Mapping[str, str]) -> bytes:
    rows = "".join(
        f'<row r="{row}"><c r="A{row}" t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c></row>'
        for row, text in enumerate(said.values(), start=1)
    )
    head = f'{DECLARATION}<worksheet xmlns="{MAIN}"><sheetPr codeName="Sheet1"/>'
    return f"{head}<sheetData>{rows}</sheetData></worksheet>".encode()


def _workbook(said: Mapping[str, str]) -> bytes:
    names = "".join(
        f"<definedName name={quoteattr(f'word.{key}')}>words!$A${row}</definedName>"
        for row, key in sorted(enumerate(said, start=1), key=lambda word: word[1])
    )
    return (
        f'{DECLARATION}<workbook xmlns="{MAIN}" xmlns:r="{RELATIONSHIPS}"><workbookPr codeName="ThisWorkbook"/>'
        '<sheets><sheet name="words" sheetId="1" r:id="rId1"/></sheets>'
        f"<definedNames>{names}</definedNames></workbook>"
    ).encode()


CORE = (
    f"{DECLARATION}<cp:coreProperties"
    ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>年报</dc:title><dc:description>'
    "年报填报表的按钮：下一处问题、清空本表、校验、标出问题、生成报告</dc:description></cp:coreProperties>"
)
APP = (
    f'{DECLARATION}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>Microsoft Excel</Application></Properties>"
)


def main() -> None:
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_bytes(built(modules()))


if __name__ == "__main__":
    main()
