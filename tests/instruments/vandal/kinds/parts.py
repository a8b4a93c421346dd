"""The parts of the package: how they are named, listed and found; what is missing, what is too many."""

import re
from collections.abc import Callable
from functools import partial
from random import Random
from urllib.parse import quote

from tests.instruments.vandal.book_file import RELATIONS, TYPES
from tests.instruments.vandal.kind import Act, Fair, Kind
from tests.instruments.vandal.patient import ENCODING, PARTS, Patient
from tests.instruments.vandal.raw import parts_by_sheet
from tests.office.sheets.drawn_parts import parts_of
from toolkit.office.opc import zipped

Parts = dict[str, bytes]


def packaged(change: Callable[[Parts], Parts], said: str, refusable: bool = False) -> Act:
    """The parts named and listed otherwise; one such change a workbook."""

    def finish(workbook: bytes) -> bytes:
        return zipped(change(dict(parts_of(workbook))))

    def act(patient: Patient, random: Random) -> str | None:
        if any(phase >= ENCODING for phase, _ in patient.finishes):
            return None
        patient.refusable = patient.refusable or refusable
        patient.finishes.append((PARTS, finish))
        return said

    return act


def renamed(
    rename: Callable[[str], str], target: Callable[[str], str], listed: Callable[[str], str]
) -> Callable[[Parts], Parts]:
    """Each sheet's part under another name: in the zip, as a target (from ``xl``), in the list of types."""

    def change(parts: Parts) -> Parts:
        relations, types = parts[RELATIONS].decode(), parts[TYPES].decode()
        moved = dict(parts)
        for part in parts_by_sheet(parts).values():
            base = part.removeprefix("xl/")
            relations = re.sub(rf'Target="(?:/xl/)?{re.escape(base)}"', f'Target="{target(base)}"', relations)
            types = types.replace(f'"/{part}"', f'"{listed("/" + part)}"')
            moved[rename(part)] = moved.pop(part)
            beside = part.replace("worksheets/", "worksheets/_rels/") + ".rels"
            if beside in moved:
                folder, _, name = rename(part).replace("\\", "/").rpartition("/")
                moved[f"{folder}/_rels/{name}.rels"] = moved.pop(beside)
        return {**moved, RELATIONS: relations.encode(), TYPES: types.encode()}

    return change


def same(name: str) -> str:
    return name


def percent(name: str) -> str:
    """“sheet%31.xml”: the digit encoded, which is the same name."""
    return re.sub(r"sheet(\d)", lambda found: f"sheet%{ord(found[1]):02X}", name)


def chinese(name: str) -> str:
    return re.sub(r"sheet(\d+)", r"表\1", name)


def shouted(name: str) -> str:
    return name.upper()


def in_a_folder(parts: Parts) -> Parts:
    """All that is in ``xl`` lives in ``office/book`` instead: the relationships say so."""
    moved = {
        name.replace("xl/", "office/book/", 1) if name.startswith("xl/") else name: data for name, data in parts.items()
    }
    return {name: _in_office(data) if name.endswith((".rels", "Types].xml")) else data for name, data in moved.items()}


def _in_office(data: bytes) -> bytes:
    return data.replace(b'"/xl/', b'"/office/book/').replace(b'"xl/', b'"office/book/')


def without(*names: str) -> Callable[[Parts], Parts]:
    """These parts are gone, their relationships too: nobody needs them."""

    def change(parts: Parts) -> Parts:
        kept = {name: data for name, data in parts.items() if not name.startswith(names)}
        for name, data in kept.items():
            if name.endswith((".rels", "Types].xml")):
                elements = data.decode().replace("><", ">\n<").split("\n")
                kept[name] = "".join(each for each in elements if not any(gone in each for gone in names)).encode()
        return kept

    return change


def with_more(parts: Parts) -> Parts:
    """What programs leave behind: a thumbnail, printer settings, a chain of calculation that is wrong."""
    chain = (
        b'<calcChain xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><c r="ZZ9" i="9"/></calcChain>'
    )
    more = {"docProps/thumbnail.jpeg": b"\xff\xd8", "xl/printerSettings/printerSettings1.bin": b"\0" * 64}
    return {**parts, **more, "xl/calcChain.xml": chain, "[trash]/0000.dat": b"\0" * 16, ".DS_Store": b"\0"}


def types_first(parts: Parts) -> Parts:
    """The list of types comes first, as Excel writes it."""
    return dict(sorted(parts.items(), key=lambda part: (part[0] != "[Content_Types].xml", part[0])))


def targets(change: Callable[[str], str]) -> Callable[[Parts], Parts]:
    """The sheets' targets in the workbook's relationships, from ``xl``."""
    return renamed(same, change, same)


def a_part_lost(patient: Patient, random: Random) -> str | None:
    """A sheet's part is missing: a broken download, a repair. All that stood there is lost."""
    sheets = [*patient.table_sheets(), *patient.text_sheets()]
    if not sheets or any(phase >= ENCODING for phase, _ in patient.finishes):
        return None
    sheet = random.choice(sheets)
    for cell in sheet.cells.values():
        if cell.tag in patient.figures:
            patient.touched.add(cell.tag)
        elif cell.tag.startswith("text:"):
            id = cell.tag.split(":")[1]
            patient.touched |= {id} if patient.texts.get(id) else set()
    patient.refusable = True
    patient.finishes.append((PARTS, partial(_lose, sheet.name)))
    return f"{sheet.name}的部件丢失"


def _lose(name: str, workbook: bytes) -> bytes:
    parts = dict(parts_of(workbook))
    part = parts_by_sheet(parts)[name]
    return zipped({each: data for each, data in parts.items() if each != part})


H = Fair.HARMLESS

PACKAGE = (
    Kind(
        "names-encoded",
        "part names percent-encoded",
        "部件名带百分号编码",
        packaged(renamed(percent, percent, percent), "编码"),
        fair=H,
        stranger=False,
    ),
    Kind(
        "targets-encoded",
        "targets percent-encoded, names not",
        "只有引用带百分号编码",
        packaged(targets(percent), "引用编码"),
        fair=H,
        stranger=False,
    ),
    Kind(
        "names-chinese",
        "Chinese part names",
        "部件名用汉字",
        packaged(renamed(chinese, lambda name: quote(chinese(name)), lambda name: quote(chinese(name))), "汉字名"),
        fair=H,
        stranger=False,
    ),
    Kind(
        "names-shouted",
        "part names in other case",
        "部件名大小写不同",
        packaged(renamed(shouted, same, same), "大写名"),
        fair=H,
        stranger=False,
    ),
    Kind(
        "targets-dotted",
        "targets with “./” and “..”",
        "引用带“./”“..”",
        packaged(targets(lambda name: f"./../xl/./{name}"), "带点"),
        fair=H,
        stranger=False,
    ),
    Kind(
        "targets-absolute",
        "absolute targets",
        "引用为绝对路径",
        packaged(targets(lambda name: f"/xl/{name}"), "绝对路径"),
        fair=H,
    ),
    Kind("targets-relative", "relative targets", "引用为相对路径", packaged(targets(same), "相对路径"), fair=H),
    Kind(
        "names-backslash",
        "backslashes in part names",
        "部件名用反斜杠",
        packaged(renamed(lambda name: name.replace("/", "\\"), same, same), "反斜杠", True),
        stranger=False,
    ),
    Kind(
        "names-rooted",
        "part names with a leading slash",
        "部件名以斜杠开头",
        packaged(lambda parts: {f"/{name}": data for name, data in parts.items()}, "斜杠开头", True),
        hostile=True,
        stranger=False,
    ),
    Kind(
        "another-folder",
        "all parts in another folder",
        "部件放在别的文件夹",
        packaged(in_a_folder, "别的文件夹"),
        fair=H,
        stranger=False,
    ),
    Kind(
        "no-theme",
        "theme and properties dropped",
        "主题和属性丢失",
        packaged(without("xl/theme", "docProps/app", "docProps/core"), "主题丢失"),
        fair=H,
    ),
    Kind("more-parts", "parts that nobody needs", "多出无用的部件", packaged(with_more, "多余部件"), fair=H),
    Kind("types-first", "the list of types comes first", "类型清单放在最前", packaged(types_first, "次序颠倒"), fair=H),
    Kind("part-lost", "a sheet's part is missing", "一张工作表的部件丢失", a_part_lost, True, stranger=False),
)
