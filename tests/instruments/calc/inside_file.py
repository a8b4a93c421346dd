"""What is taken from a workbook's file and not from LibreOffice: the protection of sheets, and merged cells.

LibreOffice keeps everybody from colouring a locked cell, and from writing a note at it. Excel lets the protection of
each sheet say so. So the protection is taken off before LibreOffice opens the file, and put back on saving.
"""

import re
import zipfile
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

PROTECTION = re.compile(rb"<sheetProtection\b[^>]*/>")
MERGED = re.compile(rb'<mergeCell ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"')
CELLS = re.compile(rb"</sheetData>|<sheetData\s*/>")
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"

Area = list[int]


@dataclass(frozen=True)
class Kept:
    """Of one sheet: its protection, empty where it has none, and the areas of merged cells."""

    protection: bytes
    merged: list[Area]

    def forbids(self, what: str) -> bool:
        """Whether the sheet keeps one from ``what``: from ``formatCells`` unless allowed, from ``objects`` if told."""
        told = dict(re.findall(rb'(\w+)="([^"]*)"', self.protection))
        usual = b"0" if what == "objects" else b"1"
        return self.locked and told.get(what.encode(), usual) in (b"1", b"true")

    @property
    def locked(self) -> bool:
        return bool(re.search(rb'\bsheet="(1|true)"', self.protection))


def taken(path: Path, copy: Path) -> dict[str, Kept]:
    """Copies a workbook without the protection of its sheets; what each sheet had, by its name."""
    kept: dict[str, Kept] = {}
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(copy, "w") as new:
        names = {part: name for name, part in _parts(old).items()}
        for part in old.namelist():
            data = old.read(part)
            if part in names:
                found = PROTECTION.search(data)
                kept[names[part]] = Kept(found.group() if found else b"", [*map(_area, MERGED.findall(data))])
                data = PROTECTION.sub(b"", data)
            new.writestr(part, data)
    return kept


def put_back(path: Path, kept: dict[str, Kept]) -> None:
    """Gives each sheet of a saved workbook the protection that it had."""
    with zipfile.ZipFile(path) as old:
        parts = {part: old.read(part) for part in old.namelist()}
        names = _parts(old)
    for name, part in names.items():
        if name in kept:
            end = CELLS.search(parts[part])
            assert end is not None
            parts[part] = parts[part][: end.end()] + kept[name].protection + parts[part][end.end() :]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for part, data in parts.items():
            new.writestr(part, data)


def _parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """The part of each sheet, by the sheet's name."""
    relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {each.get("Id"): each.get("Target", "") for each in relations}
    sheets = (each for each in ElementTree.fromstring(archive.read("xl/workbook.xml")).iter() if each.get(RELATION))
    return {each.get("name", ""): _path(targets[each.get(RELATION)]) for each in sheets if each.get("sheetId")}


def _path(target: str) -> str:
    return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"


def _area(corners: tuple[bytes, bytes, bytes, bytes]) -> Area:
    left, top, right, bottom = corners
    return [int(top) - 1, _column(left), int(bottom) - 1, _column(right)]


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number - 1
