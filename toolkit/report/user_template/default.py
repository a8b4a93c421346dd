"""The starting template: a form's report as a .docx with tags, to be edited in Word or WPS."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from toolkit.form.form import Form, Section, TextField
from toolkit.office.opc import zipped
from toolkit.report.user_template.names import CLOSING, table_tag, text_tag
from toolkit.report.word.word import TEMPLATE, word_environment

TAGGED = TEMPLATE.with_name("tagged.xml")
DOCUMENT, PROPERTIES = "word/document.xml", "docProps/core.xml"


@dataclass(frozen=True, slots=True)
class TemplateLine:
    """One paragraph of the template."""

    style: str
    text: str
    after_table: bool = False


def default_template(form: Form) -> bytes:
    """Headings stand in it as words; each text and table has one paragraph with its tag."""
    parts = {path.relative_to(TEMPLATE).as_posix(): path for path in sorted(TEMPLATE.rglob("*")) if path.is_file()}
    texts = {name: path.read_text(encoding="utf-8") for name, path in parts.items()}
    section = re.search("<w:sectPr>.*</w:sectPr>", texts[DOCUMENT], re.DOTALL)
    assert section
    made = {
        DOCUMENT: _filled(TAGGED.read_text(encoding="utf-8"), lines=_lines(form), section=Markup(section.group())),
        PROPERTIES: _filled(texts[PROPERTIES], report={"title": [form.name]}, unit="", year=form.years[0]),
    }
    return zipped({name: (made.get(name) or text).encode() for name, text in texts.items()})


def _filled(template: str, **facts: object) -> str:
    return word_environment().from_string(template).render(facts)


def _lines(form: Form) -> Iterator[TemplateLine]:
    for line in form.title:
        yield TemplateLine("Title", line.replace("{", "{{ ").replace("}", " }}"))
    for field in form.front:
        yield TemplateLine("BodyText", _tag(text_tag(field.id)))
    after_table = False
    for section in form.sections:
        yield TemplateLine("Heading1", section.heading, after_table)
        yield from _section(section)
        after_table = bool(section.table) and not section.texts
    if form.back:
        yield TemplateLine("Closing", _tag(CLOSING))


def _section(section: Section) -> Iterator[TemplateLine]:
    if section.table:
        yield TemplateLine("BodyText", _tag(table_tag(section.table)))
    for field in section.texts:
        yield from _text(field)


def _text(field: TextField) -> Iterator[TemplateLine]:
    """An optional text's heading goes with it."""
    name = text_tag(field.id)
    alone = field.heading and not field.required
    if alone:
        yield TemplateLine("BodyText", f"{{%p if {name} %}}")
    if field.heading:
        yield TemplateLine("Heading2", field.label)
    if alone:
        yield TemplateLine("BodyText", "{%p endif %}")
    yield TemplateLine("BodyText", _tag(name))


def _tag(name: str) -> str:
    return f"{{{{ {name} }}}}"
