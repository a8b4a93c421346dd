"""Reports in the formats of other word processors, through LibreOffice; strangers' files stay within its bounds."""

import io
import os
import threading
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from tests.drawn import ROOT, official_form
from tests.instruments.oracles.office import needs_office, saved_as
from tests.published.test_read import assert_all_right, sample
from toolkit import limits
from toolkit.errors import UserError
from toolkit.published.read import readings
from toolkit.published.source import converted
from toolkit.published.source.open import blocks

SAMPLE = ROOT / "samples" / "huaian-2024" / "report.docx"
TEXT = b"application/vnd.oasis.opendocument.text"
SPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"'
)


def odt(body: str, before: str = "") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", TEXT)
        archive.writestr(
            "META-INF/manifest.xml",
            '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><m:file-entry m:full-path="/" '
            f'm:media-type="{TEXT.decode()}"/><m:file-entry m:full-path="content.xml" m:media-type="text/xml"/>'
            "</m:manifest>",
        )
        archive.writestr(
            "content.xml",
            f'<?xml version="1.0"?>{before}<office:document-content {SPACES}><office:body><office:text>{body}'
            "</office:text></office:body></office:document-content>",
        )
    return out.getvalue()


@needs_office
@pytest.mark.parametrize("suffix", ["doc", "rtf", "odt"])
def test_other_formats_of_words(suffix: str, tmp_path: Path) -> None:
    """Every figure, who signs and when; .wps is a .doc by its content."""
    (file,) = saved_as([SAMPLE], tmp_path, suffix)
    (found,) = readings(blocks(file.read_bytes()), (official_form(),))
    given = sample("huaian-2024")
    assert_all_right(found, given)
    assert found.submission.texts.keys() == given.texts.keys()


LAUGHS = (
    '<!DOCTYPE d [<!ENTITY a "哈哈哈哈哈哈哈哈哈哈">'
    + "".join(f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)
HOSTILE = {
    "groups without end": b"{\\rtf1" + b"{" * 300_000,
    "a picture of two gigabytes": b"{\\rtf1{\\pict\\picw2000000000\\pich2000000000\\bin2000000000 x}}",
    "a table of a million cells": b"{\\rtf1" + b"\\trowd\\cellx1\\cell\\row" * 100_000 + b"}",
    "laughs": odt("<text:p>&i;</text:p>", LAUGHS),
    "spaces without end": odt('<text:p><text:s text:c="2000000000"/></text:p>'),
    "a bomb": odt("<text:p>" + "哈" * 30_000_000 + "</text:p>"),
    "no document": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 4096,
}


@needs_office
@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_strangers_files_are_bounded(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """They end within the bounds of time and memory, with a sentence."""
    monkeypatch.setattr(limits, "OFFICE_SECONDS", 8)
    with pytest.raises(UserError):
        readings(converted.blocks(HOSTILE[name]), (official_form(),))


@pytest.fixture
def listener() -> Iterator[tuple[str, list[str]]]:
    """A server of ours, and what was asked of it."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        do_HEAD = do_OPTIONS = do_PROPFIND = do_GET  # noqa: N815

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/x.png", asked
        server.shutdown()


@needs_office
@pytest.mark.parametrize("kind", ["odt", "rtf"])
def test_nothing_is_fetched(kind: str, listener: tuple[str, list[str]]) -> None:
    """A document may name pictures elsewhere; whoever put them there hears nothing."""
    url, asked = listener
    image = (
        f'<text:p><draw:frame draw:name="a"><draw:image xlink:href="{url}" xlink:type="simple"/></draw:frame></text:p>'
    )
    rtf = '{\\rtf1{\\field{\\*\\fldinst INCLUDEPICTURE "' + url + '" \\\\d}{\\fldrslt x}}}'
    with pytest.raises(UserError, match="no-report"):
        readings(converted.blocks(odt(image) if kind == "odt" else rtf.encode()), (official_form(),))
    assert asked == []


@pytest.mark.skipif(os.name == "nt", reason="the stand-in is a shell script")
def test_its_process_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of memory, of processor time, of what it writes; and its profile is one of our own, without macros."""
    program = tmp_path / "soffice"
    program.write_text(
        f"#!/bin/sh\nulimit -v -t > '{tmp_path}/bounds'\ncat \"${{1#-env:UserInstallation=file://}}\"/user/*.xcu"
        f" > '{tmp_path}/profile'\n"
    )
    program.chmod(0o755)
    monkeypatch.setattr(converted, "office", lambda: str(program))
    with pytest.raises(UserError, match="conversion-failed"):
        converted.blocks(b"{\\rtf1}")
    bounds = (tmp_path / "bounds").read_text()
    assert str(limits.OFFICE_MEMORY >> 10) in bounds or str(limits.OFFICE_SECONDS) in bounds
    assert "DisableMacrosExecution" in (tmp_path / "profile").read_text()


def test_without_libreoffice_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    """Most machines have none."""
    monkeypatch.setattr(converted, "office", lambda: None)
    with pytest.raises(UserError, match="no-converter"):
        blocks(b"{\\rtf1}")
