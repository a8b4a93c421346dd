"""DistrictSettings folders for tests, drawn in few words."""

from collections.abc import Sequence
from pathlib import Path

from tests.drawn import official_form
from toolkit.district.settings import NAME, DistrictSettings, load_district, new_settings
from toolkit.district.units.roster_file import COUNTED, LEVEL, SHEET, TITLES
from toolkit.form.form import Form
from toolkit.workbook.write.plain import Column, PlainSheet, plain_book


def district_in(folder: Path, mail: str = "", year: int = 2024, form: Form | None = None) -> DistrictSettings:
    """A folder with settings; ``mail`` replaces the section of that name."""
    text = new_settings("原州区", year, form or official_form())
    if mail:
        text = text[: text.index("[mail]")] + f"[mail]\n{mail}\n"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / NAME).write_text(text, encoding="utf-8")
    return load_district(folder)


def roster_book(rows: Sequence[dict[str, str]]) -> bytes:
    """A list of units as a workbook, its columns in another order than ours."""
    titles = [*reversed(TITLES), "备注"]
    columns = [Column(title, 12, text=title not in (LEVEL, COUNTED)) for title in titles]
    return plain_book([PlainSheet(SHEET, columns, [[row.get(title, "") for title in titles] for row in rows])])
