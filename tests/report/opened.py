"""A rendered report, opened with python-docx."""

import io

import docx
from docx.document import Document

from toolkit.report.word.word import render
from toolkit.submission.submission import Submission


def opened(submission: Submission, draft: bool = False) -> Document:
    return docx.Document(io.BytesIO(render(submission, draft)))


def printed(document: Document, style: str = "Body Text") -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs if paragraph.style and paragraph.style.name == style]


def headers_and_footers(document: Document) -> list[str]:
    (section,) = document.sections
    both = (section.header, section.even_page_header, section.footer, section.even_page_footer)
    return ["\n".join(paragraph.text for paragraph in each.paragraphs) for each in both]
