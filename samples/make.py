"""Makes what lies beside each sample's submission.json: its workbook, its Word report, the findings it must give."""

import json
from pathlib import Path

from toolkit.checks.check import accepted, check
from toolkit.checks.finding import Finding
from toolkit.form.form import Form
from toolkit.form.library import forms
from toolkit.report.finished import finished
from toolkit.submission.json import Filing, from_json, parse
from toolkit.workbook.read.reader import read
from toolkit.workbook.write.book import blank
from toolkit.workbook.write.fill import fill, paste_over

FOLDER = Path(__file__).resolve().parent


def samples() -> list[Path]:
    return sorted(path.parent for path in FOLDER.glob("*/submission.json"))


def filing(sample: Path) -> Filing:
    return from_json(parse((sample / "submission.json").read_text(encoding="utf-8")), forms())


def made(sample: Path) -> dict[str, bytes]:
    """Each file's content by its name: what an officer sends, and what a clerk makes of it."""
    workbook = typed(filing(sample), forms())
    reading = read(workbook, forms())
    findings = check(reading)
    return {
        "workbook.xlsx": workbook,
        "report.docx": finished(reading.submission, draft=not accepted(findings)),
        "findings.json": as_json(findings),
    }


def typed(filed: Filing, known: tuple[Form, ...]) -> bytes:
    """The unit's workbook, filled in; totals that do not add up are pasted over their formulas."""
    submission = filed.submission
    empty = blank(submission.form, submission.unit, submission.year, submission.code, submission.level)
    workbook = fill(empty, submission, known)
    wrong = {
        id: total for id, total in filed.stated.items() if isinstance(total, int) and total != submission.figure(id)
    }
    return paste_over(workbook, wrong, known) if wrong else workbook


def as_json(findings: tuple[Finding, ...]) -> bytes:
    listed = [{"code": each.code, "level": each.level, "cells": each.cells} for each in findings]
    return (json.dumps(listed, ensure_ascii=False, indent=1) + "\n").encode()


def main() -> None:
    for sample in samples():
        for name, content in made(sample).items():
            (sample / name).write_bytes(content)
        print(f"samples/{sample.name}")


if __name__ == "__main__":
    main()
