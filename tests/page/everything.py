"""All that the page can be asked about some files. Imports nothing but the program, so that it runs anywhere."""

import hashlib
from pathlib import Path
from typing import Any

from toolkit import page
from toolkit.checks.finding import Level


def everything(files: list[Path]) -> dict[str, str]:
    """Every answer that the page can give about these files, as hashes."""
    given = {path.parent.name: path.read_bytes() for path in files}
    before = {name: page.ask("last_year", name, data) for name, data in given.items()}
    found: dict[str, Any] = {"facts": page.ask("facts"), "new": page.ask("new", "甲乡", 2025, "township", "1", before)}
    for name, data in given.items():
        results = page.ask("check", f"{name}.xlsx", data, {})
        found |= {
            f"{name} told": page.ask("tell", results),
            f"{name} compared": page.ask("tell", page.ask("check", f"{name}.xlsx", data, before)),
            f"{name} draft": page.ask("report", results[0], True),
            f"{name} marked": page.ask("mark", results[0], data),
            f"{name} repaired": page.ask("repair", f"{name}.xlsx", data, "", 0),
        }
        if not results[0].count(Level.ERROR):
            found[f"{name} final"] = page.ask("report", results[0], False)
    refused = {what: answer for what, answer in found.items() if isinstance(answer, dict) and "refused" in answer}
    assert not refused, refused
    return {what: hashlib.sha256(repr(answer).encode()).hexdigest() for what, answer in found.items()}
