"""A user's Word template: compiled and verified once, rendered many times.

It is a stranger's file: read within bounds, its tags a small closed language, and nothing it links to is followed.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from jinja2 import Template as Source
from jinja2 import TemplateError
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup, escape

from toolkit.errors import UserError
from toolkit.form.form import Form
from toolkit.form.table import Table
from toolkit.office.opc import Package
from toolkit.office.xml import parse
from toolkit.report.content import Closing, figures, paragraphs, report
from toolkit.report.messages import broken_template
from toolkit.report.user_template import compile, names
from toolkit.report.user_template.faults import TemplateFault, fault
from toolkit.report.user_template.fields import is_markup, reaching
from toolkit.report.user_template.styles import styled, with_styles
from toolkit.report.user_template.tags import BLOCK, COMMENT, VALUE
from toolkit.report.word.word import DRAWN, TEMPLATE, pieces, runs_xml, table_xml, word_environment
from toolkit.rich_text import Run
from toolkit.submission.json import code_of
from toolkit.submission.submission import ABSENT, Submission

DOCUMENT, STYLES, PROPERTIES = "word/document.xml", "word/styles.xml", ("docProps/core.xml", "docProps/app.xml")
TAGGED = re.compile(r"word/(document|header[^/]*|footer[^/]*|footnotes|endnotes)\.xml")
LARGEST = 4 * 2**20  # bytes of a part that is XML; ours have 10,000
SHOWN = 20  # faults
BREAKS = {
    "\n": Markup('</w:t><w:br/><w:t xml:space="preserve">'),
    "\t": Markup('</w:t><w:tab/><w:t xml:space="preserve">'),
}


@dataclass(frozen=True, slots=True)
class Template:
    """``styles``: our names of styles with those of the file."""

    package: Package
    sources: Mapping[str, Source]
    fixed: Mapping[str, bytes]
    styles: Mapping[str, str]

    def render(self, submission: Submission, draft: bool = False) -> bytes:
        """The report as the bytes of a .docx."""
        facts = _facts(submission, draft, self.styles)
        made = {name: source.render(facts).encode() for name, source in self.sources.items()}
        named = {name: each for name, each in _properties(submission).items() if name in self.package}
        return self.package.rewritten({**self.fixed, **named, **made})


@lru_cache(maxsize=8)
def prepare(data: bytes, form: Form) -> Template:
    """Raises :class:`UserError` ``broken-template`` with every fault in a sentence."""
    made = _prepared(data, form)
    if isinstance(made, Template):
        return made
    raise broken(made)


def broken(made: tuple[TemplateFault, ...]) -> UserError:
    """The first faults in a sentence each, and how many there are."""
    more = f"\n  另有{len(made) - SHOWN}处。" if len(made) > SHOWN else ""
    return broken_template(count=len(made), faults="".join(f"\n  {each}" for each in made[:SHOWN]) + more)


def faults(data: bytes, form: Form) -> tuple[TemplateFault, ...]:
    """What is wrong with a template, in the order of its paragraphs."""
    made = _prepared(data, form)
    return () if isinstance(made, Template) else made


def _prepared(data: bytes, form: Form) -> Template | tuple[TemplateFault, ...]:
    try:
        package = Package(data)
        marked_up = [name for name in package.names if is_markup(package.part(name))]
        if max((len(package.part(name)) for name in marked_up), default=0) > LARGEST:
            return (fault("too-large"),)
        parts = {name: package.xml(name) for name in package.names if TAGGED.fullmatch(name)}
        links = (*_macros(package), *reaching(package))
        looks, styles = with_styles(package.xml(STYLES))
        if DOCUMENT not in parts or b"<w:document" not in parts[DOCUMENT]:
            return (fault("not-word"),)
        made = {name: compile.compiled(name, part, dict(names.names(form))) for name, part in sorted(parts.items())}
    except UserError as refusal:
        return (fault("too-large" if refusal.code == "too-large" else "not-word"),)
    except RecursionError:  # elements in one another without end
        return (fault("not-word"),)
    found = (*links, *(each for part in made.values() for each in part.faults), *_missing(made[DOCUMENT].placed, form))
    return found or _tried(package, {name: part.source for name, part in made.items()}, {STYLES: looks}, styles, form)


def _macros(package: Package) -> list[TemplateFault]:
    return [fault("macros") for name in package.names if name.casefold().endswith("vbaproject.bin")]


def _missing(placed: set[str], form: Form) -> list[TemplateFault]:
    closed = {field.id for field in form.back} if names.CLOSING in placed else set()
    tables = [
        fault("table-missing", title=table.title, tag=f"{{{{ {names.table_tag(table.id)} }}}}")
        for table in form.tables
        if names.table_tag(table.id) not in placed
    ]
    texts = [
        fault("text-missing", title=text.label, tag=f"{{{{ {names.text_tag(text.id)} }}}}")
        for text in form.texts.values()
        if names.text_tag(text.id) not in placed and text.id not in closed
    ]
    return tables + texts


def _tried(
    package: Package, sources: Mapping[str, str], fixed: Mapping[str, bytes], styles: Mapping[str, str], form: Form
) -> Template | tuple[TemplateFault, ...]:
    """Rendered with nothing and with everything filled in: what comes of it must be whole."""
    try:
        compiled = {name: _environment().from_string(source) for name, source in sources.items()}
        made = Template(package, compiled, fixed, styles)
        full = {id: ((Run("字", bold=True), Run("字")),) * 2 for id in form.texts}
        for texts in ({}, full):
            for draft in (False, True):
                facts = _facts(Submission(form, "单位", form.years[0], texts=texts), draft, styles)
                for source in compiled.values():
                    parse(source.render(facts).encode())
    except (TemplateError, TypeError, UserError):
        return (fault("not-xml"),)
    return made


def _facts(submission: Submission, draft: bool, styles: Mapping[str, str]) -> dict[str, object]:
    form = submission.form
    said = report(submission, draft)
    drawn = word_environment().get_template(DRAWN.name).module
    closing = "".join(drawn.closing(part) for part in said.parts if isinstance(part, Closing))  # type: ignore[attr-defined]
    return {
        "unit": submission.unit,
        "year": submission.year,
        "code": code_of(submission),
        "draft": draft,
        "title": "".join(said.title),
        names.CLOSING: styled(closing, styles),
        **{names.text_tag(field.id): paragraphs(field, submission) for field in form.texts.values()},
        **{names.table_tag(table.id): styled(_table(submission, table), styles) for table in form.tables},
    }


def _table(submission: Submission, table: Table) -> Markup:
    """The figures, or a paragraph where the unit has nothing to do with them."""
    if submission.declared.get(table.id) != ABSENT:
        return table_xml(figures(submission, table.id))
    return Markup('<w:p><w:pPr><w:pStyle w:val="TableText"/></w:pPr>{}</w:p>').format(runs_xml((Run(table.absent),)))


def _properties(submission: Submission) -> dict[str, bytes]:
    """The unit's, never those of whoever made the template."""
    facts = {"report": report(submission), "unit": submission.unit, "year": submission.year}
    parts = {name: (TEMPLATE / name).read_text(encoding="utf-8") for name in PROPERTIES}
    return {name: word_environment().from_string(part).render(facts).encode() for name, part in parts.items()}


def in_run(value: object) -> Markup:
    """A value as the text of a run, with Word's own elements for line breaks and tabs."""
    if isinstance(value, Markup):
        return value
    return Markup("").join(BREAKS.get(each) or escape(each) for each in pieces(str(value)))


@cache
def _environment() -> SandboxedEnvironment:
    return word_environment().overlay(
        variable_start_string=VALUE[0],
        variable_end_string=VALUE[1],
        block_start_string=BLOCK[0],
        block_end_string=BLOCK[1],
        comment_start_string=COMMENT[0],
        comment_end_string=COMMENT[1],
        trim_blocks=False,
        lstrip_blocks=False,
        finalize=in_run,
    )
