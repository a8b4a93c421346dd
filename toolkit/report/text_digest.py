"""素材汇编: what all units wrote, heading by heading, for whoever writes the district's own text."""

from collections.abc import Iterator, Sequence

from toolkit.report.content import Heading, Part, Prose, Report
from toolkit.report.word.word import drawn
from toolkit.rich_text import Paragraph, Run
from toolkit.submission.submission import Submission


def text_digest(parts: Sequence[Submission], unit: str) -> bytes:
    """The bytes of a .docx."""
    year, form = parts[0].year, parts[0].form
    return drawn(Report((unit, f"{year}年{form.short}素材汇编"), tuple(_parts(parts))), unit, year)


def _parts(parts: Sequence[Submission]) -> Iterator[Part]:
    for section in parts[0].form.sections:
        if section.texts:
            yield Heading(1, section.heading)
        for text in section.texts:
            written = [(part.unit, part.texts[text.id]) for part in parts if part.texts.get(text.id)]
            if written:
                yield Heading(2, text.label)
            for unit, paragraphs in written:
                yield from _of_unit(unit, paragraphs)


def _of_unit(unit: str, paragraphs: Sequence[Paragraph]) -> Iterator[Part]:
    """Led by its name, in bold."""
    first, *more = paragraphs
    yield Prose((Run(f"{unit}：", bold=True), *first))
    yield from map(Prose, more)
