"""Loads a :class:`~toolkit.form.form.Form` from its folder of TOML; reports all mistakes at once."""

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from string import Formatter
from typing import Any

from toolkit.fields import DefinitionError, Fields, Problems, take_id, unique
from toolkit.form.definition.binding import rule_checks, total_checks, with_routes
from toolkit.form.definition.files import FORM, DefinitionFiles, files_of
from toolkit.form.definition.guidance import question
from toolkit.form.definition.percentages import with_fractions
from toolkit.form.definition.phrases import FACTS, FILE, Binder, default_phrase, phrase_file
from toolkit.form.definition.prose import text_rule
from toolkit.form.definition.tables import Loaded, cells_of, table_file, table_of
from toolkit.form.definition.word_lists import with_lists
from toolkit.form.form import FilingLevel, Form, Section, TextField, TextRule
from toolkit.form.grid import grid
from toolkit.form.reserved_names import COMPANION_SHEET, FORBIDDEN, LIST, LONGEST_SHEET, SHEETS, TABLES, UNITS, illegal

TEXTS = "texts.toml"  # rules about texts that would make form.toml long
FIRST, LAST = 0, 9998  # years: a companion form is for all of them; the day after the last must exist too
COLLECTOR, REVIEWER = "承办人", "区里"  # where a form does not say who
MOST_ROWS = 500  # for one text
DUE = re.compile(r"(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")


def load(folder: Path) -> Form:
    """Read a form; raises :class:`DefinitionError` with every mistake in its files."""
    problems = Problems()
    files = files_of(folder, problems)
    data = {} if problems.found else files.read(FORM, problems)
    if problems.found and not data:
        raise DefinitionError(problems.found)  # all else would only follow from it
    fields = Fields(with_lists(data, FORM, problems), FORM, problems)
    form = _form(fields, [table_file(files, id, problems) for id in fields.texts("tables")], files)
    if problems.found:
        raise DefinitionError(problems.found)
    return form


def companion_form(form: Mapping[str, Any], table: Mapping[str, Any]) -> Form:
    """A form of one table that is a sheet in other forms' workbooks, from what would stand in its two files.

    Raises :class:`DefinitionError` with every mistake.
    """
    problems = Problems()
    fields = Fields(dict(form), "form", problems)
    [id] = fields.texts("tables")
    made = _form(fields, [table_of(Fields(dict(table), id, problems), id)], None)
    if problems.found:
        raise DefinitionError(problems.found)
    return made


def _form(fields: Fields, loaded: list[Loaded], files: DefinitionFiles | None) -> Form:
    """``files``: those about texts among them; without any there are none, and the form is a companion."""
    problems = fields.problems
    tables = tuple(table for table, _, _ in loaded)
    rules = tuple(rule for _, found, _ in loaded for rule in found)
    cells = with_routes(tables, {cell.id: cell for table in tables for cell in cells_of(table)}, problems)
    cells = with_fractions(tables, cells, problems)
    name = fields.text("name")
    short = fields.text("short", name)
    paths = ((rule, f"{rule.table}.toml.rules.{rule.id}") for rule in rules)
    held = (each for rule, path in paths for each in rule_checks(rule, path, tables, cells, f"上年{short}", problems))
    form = Form(
        id=take_id(fields),
        revision=fields.text("revision"),
        name=name,
        title=fields.texts("title"),
        cite=fields.text("cite"),
        years=_years(fields),
        levels=tuple(_level(level) for level in fields.tables("levels")),
        front=tuple(_text(text, "") for text in fields.tables("front")),
        sections=tuple(_section(section) for section in fields.tables("sections", required=True)),
        back=tuple(_text(text, "") for text in fields.tables("back")),
        tables=tables,
        cells=cells,
        rules=rules,
        checks=(*total_checks(cells, tables), *held),
        text_rules=_text_rules(files, fields, Binder(tables, cells)) if files else (),
        questions=tuple(question(one) for one in fields.tables("questions")),
        sources=tuple(source for _, _, found in loaded for source in found),
        cut_off=fields.text("cut_off", ""),
        phrases=phrase_file(files, tables, cells, problems) if files else (),
        companion=files is None,
        default=fields.flag("default", False),
        short=short,
        called=fields.text("called", short),
        collector=fields.text("collector", COLLECTOR),
        reviewer=fields.text("reviewer", REVIEWER),
    )
    return _proved(form, fields)


def _proved(form: Form, fields: Fields) -> Form:
    """The form, once its definition says nothing unknown and its parts fit together."""
    fields.done()
    form = replace(form, text_rules=tuple(replace(rule, texts=_named_texts(rule, form)) for rule in form.text_rules))
    _prove_references(form, fields)
    _prove_sheets(form, fields)
    return _completed(form)


def _named_texts(rule: TextRule, form: Form) -> tuple[str, ...]:
    """The texts that a rule looks in: a section's heading stands for all of its texts."""
    sections = {section.heading: [text.id for text in section.texts] for section in form.sections if section.texts}
    return tuple(id for named in rule.texts for id in sections.get(named, [named]))


def _years(fields: Fields) -> tuple[int, int | None]:
    """The first and the last year that the form is for; None where no last one is known."""
    years = fields.wholes("years", required=True)
    if not 1 <= len(years) <= 2 or list(years) != sorted(years) or not all(FIRST <= year <= LAST for year in years):
        fields.wrong("应是 [起始年] 或 [起始年, 截止年]", "years")
        return 0, None
    return years[0], years[1] if len(years) > 1 else None


def _text_rules(files: DefinitionFiles, fields: Fields, binder: Binder) -> tuple[TextRule, ...]:
    """Those of the form's own file, then those of the file that a form need not have."""
    found = [text_rule(rule, binder.sum) for rule in fields.tables("text_rules")]
    if files.has(TEXTS):
        data = with_lists(files.read(TEXTS, fields.problems), TEXTS, fields.problems)
        more = Fields(data, TEXTS, fields.problems)
        found += [text_rule(rule, binder.sum) for rule in more.tables("text_rules", required=True)]
        more.done()
    return tuple(found)


def _completed(form: Form) -> Form:
    """What a definition leaves unsaid: a rule without texts is about all of them, a default is its own phrase."""
    written = {phrase.text for phrase in form.phrases}
    defaults = [
        default_phrase(text.id, text.default) for text in form.texts.values() if text.default and text.id not in written
    ]
    rules = tuple(replace(rule, texts=rule.texts or tuple(form.texts)) for rule in form.text_rules)
    return replace(form, text_rules=rules, phrases=(*defaults, *form.phrases))


def _prove_references(form: Form, fields: Fields) -> None:
    unique(fields, "levels", [level.id for level in form.levels])
    unique(fields, "texts", [t.id for s in form.sections for t in s.texts] + [t.id for t in form.front + form.back])
    unique(fields, "rules", list(form.rule_ids))
    sheets = [table.sheet for table in form.tables] + [section.sheet for section in form.sections if section.texts]
    unique(fields, "sheet", [sheet.casefold() for sheet in sheets])
    printed = [section.table for section in form.sections if section.table]
    unique(fields, "sections.table", printed)
    for table in form.tables:
        if table.id not in printed:
            fields.wrong(f"表“{table.id}”没有放进任何一节", "sections")
    for id in printed:
        if id not in [table.id for table in form.tables]:
            fields.wrong(f"没有叫“{id}”的表", "sections.table")
    for table in form.tables:
        if table.widths and all(block.rows and block.columns for block in table.blocks) and table.blocks:
            columns = grid(table).columns
            if len(table.widths) != columns or min(table.widths) < 1:
                fields.problems.add(f"{table.id}.toml.widths", f"应有{columns}个正数，一列一个")
    for line in (*form.title, *(text.default for text in form.texts.values())):
        _prove_blanks(line, fields)
    for rule in form.text_rules:
        for word in rule.words if rule.kind == "mentions" else ():
            _prove_blanks(word, fields)
        for id in rule.texts:
            if id not in form.texts:
                fields.wrong(f"没有叫“{id}”的文字", f"text_rules.{rule.id}.texts")
        for level in rule.levels:
            if level not in [each.id for each in form.levels]:
                fields.wrong(f"没有叫“{level}”的层级", f"text_rules.{rule.id}.levels")
    for id in [phrase.text for phrase in form.phrases]:
        if id not in form.texts:
            fields.problems.add(f"{FILE}.phrases", f"没有叫“{id}”的文字")
    unique(Fields({}, FILE, fields.problems), "phrases", [phrase.text for phrase in form.phrases])


def _prove_sheets(form: Form, fields: Fields) -> None:
    """Everything finds room in a workbook, and nothing takes the place of what every workbook has."""
    sheets = {f"{table.id}.toml.sheet": table.sheet for table in form.tables}
    written = {f"form.toml.sections[{n}].sheet": s.sheet for n, s in enumerate(form.sections) if s.texts}
    taken, reserved = ((), ()) if form.companion else ((*SHEETS, LIST, UNITS, COMPANION_SHEET), TABLES)
    for path, sheet in (sheets | written).items():
        if sheet and illegal(sheet):
            fields.problems.add(path, f"“{sheet}”不能作工作表的名称：不能有 {' '.join(FORBIDDEN)}，首尾不能有单引号")
        if len(sheet) > LONGEST_SHEET:
            fields.problems.add(path, f"“{sheet}”有{len(sheet)}个字，工作表的名称最多{LONGEST_SHEET}个字")
        if sheet in taken:
            fields.problems.add(path, f"每本填报表都有自己的“{sheet}”，请换一个名称")
    for table in form.tables:
        if table.id in reserved:
            fields.wrong(f"“{table.id}”是程序自用的名称，请换一个", "tables")
    if (form.front or form.back) and not written:
        fields.wrong("没有一节有 texts，front 和 back 就没有地方填", "sections")


def _prove_blanks(line: str, fields: Fields) -> None:
    """A title, a default sentence or words to look for may leave room for the unit and the year only."""
    try:
        blanks = {name for _, name, _, _ in Formatter().parse(line) if name is not None}
    except ValueError:
        blanks = {line}
    for name in sorted(blanks - set(FACTS)):
        fields.wrong(f"“{name}”：花括号里只能写 {' 或 '.join(FACTS)}")


def _level(fields: Fields) -> FilingLevel:
    level = FilingLevel(take_id(fields), fields.text("label"), fields.text("due"))
    if level.due and not DUE.fullmatch(level.due):
        fields.wrong(f"“{level.due}”应写成“01-31”的样子", "due")
    fields.done()
    return level


def _section(fields: Fields) -> Section:
    sheet = fields.text("sheet", "")
    section = Section(
        heading=fields.text("heading"),
        sheet=sheet,
        texts=tuple(_text(text, sheet) for text in fields.tables("texts")),
        table=fields.text("table", ""),
    )
    if bool(section.texts) == bool(section.table):
        fields.wrong("一节里要么有 texts，要么有 table")
    if section.texts and not sheet:
        fields.wrong("有 texts 的一节要写明 sheet", "sheet")
    fields.done()
    return section


def _text(fields: Fields, sheet: str) -> TextField:
    text = TextField(
        id=take_id(fields),
        label=fields.text("label"),
        sheet=sheet,
        rows=fields.whole("rows", 10),
        required=fields.flag("required", False),
        heading=fields.flag("heading", True),
        default=fields.text("default", ""),
        hint=fields.text("hint", ""),
    )
    if text.rows < 1:
        fields.wrong("至少要有一行", "rows")
    if text.rows > MOST_ROWS:
        fields.wrong(f"最多{MOST_ROWS}行", "rows")
    fields.done()
    return text
