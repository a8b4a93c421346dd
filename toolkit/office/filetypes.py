"""Recognises a file's type by its content, regardless of the file name."""

import json
import re
import struct
import zipfile

from toolkit.errors import UserError
from toolkit.office.compound import MAGIC, Compound
from toolkit.office.messages import (
    archive_instead,
    empty_file,
    has_password,
    lock_file_instead,
    ods_has_password,
    old_format,
    other_format,
    pdf_instead,
    picture_instead,
    plain_text_instead,
    truncated,
    unreadable,
    web_page_instead,
    word_instead,
)
from toolkit.office.zipfiles import BROKEN, is_zip, opened

WORKBOOK, ODS, OLD, ENCRYPTED, ENCRYPTED_ODS = "workbook", "ods", "old-workbook", "encrypted", "encrypted-ods"
OTHER_WORKBOOK, JSON, ZIP, OTHER = "other-workbook", "json", "zip", "other"

REFUSED = {  # each kind that is never read, and its sentence; all else is “unreadable”
    ENCRYPTED: has_password,
    ENCRYPTED_ODS: ods_has_password,
    OLD: old_format,
    ODS: old_format,
    OTHER_WORKBOOK: other_format,
    ZIP: archive_instead,
    "rar": archive_instead,
    "7z": archive_instead,
    "word": word_instead,
    "pdf": pdf_instead,
    "picture": picture_instead,
    "html": web_page_instead,
    "text": plain_text_instead,
    "lock-file": lock_file_instead,
    "empty": empty_file,
    "truncated": truncated,
}

MAGICS = {
    b"Rar!\x1a\x07": "rar",
    b"7z\xbc\xaf\x27\x1c": "7z",
    b"\x1f\x8b\x08": ZIP,
    b"%PDF-": "pdf",
    b"{\\rtf": "word",
    b"\xff\xd8\xff": "picture",
    b"\x89PNG": "picture",
    b"GIF8": "picture",
    b"II*\x00": "picture",
    b"MM\x00*": "picture",
}
PHOTOS = re.compile(rb"RIFF....WEBP|....ftyp(hei|mif1|msf1|avif)", re.DOTALL)  # WebP, and what phones write
ZIPPED = {
    "xl/workbook.bin": OTHER_WORKBOOK,
    "word/document.xml": "word",
    "ppt/presentation.xml": OTHER,
    "xl/workbook.xml": WORKBOOK,
    "[content_types].xml": WORKBOOK,  # it says itself where its main part is
    "_rels/.rels": WORKBOOK,
}
STREAMS = {
    "EncryptedPackage": ENCRYPTED,
    "WordDocument": "word",
    "Workbook": OLD,
    "Book": OLD,
}
XML = {
    "urn:schemas-microsoft-com:office:spreadsheet": OTHER_WORKBOOK,  # “XML 2003”
    "application/vnd.oasis.opendocument.spreadsheet": OTHER_WORKBOOK,
    "<html": "html",
    "word.document": "word",
}
ODF = b"application/vnd.oasis.opendocument."
WEB = re.compile(r"\s*(<!--|<!doctype html|<(html|head|meta|table|body|div|style|script|tr)\b|mime-version:)", re.I)
LOCK_SIZES = (162, 165)  # of Word's and Excel's; a name of up to 54 bytes, its length before it
LOCK_NAME = 54
LIBRE_LOCK = re.compile(r"[^\n]*,\d\d\.\d\d\.\d{4} \d\d:\d\d,file:///[^\n]*;")
CONTROL = re.compile("[\x00-\x08\x0e-\x1f]")
HEAD = 4096  # bytes that tell
FILE_PASS, RECORDS = 0x2F, 20  # the mark of a password stands among the first records of an .xls


def kind(data: bytes) -> str:
    """One of the names above; “other” for what nobody knows. Raises :class:`UserError` for a zip of too many parts."""
    if not data.strip(b"\0\t\r\n "):
        return "empty"
    if data.startswith(MAGIC):
        return _compound(data)
    for magic, found in MAGICS.items():
        if data.startswith(magic):
            return found
    if PHOTOS.match(data) or (data.startswith(b"BM") and data[2:6] == struct.pack("<I", len(data))):
        return "picture"
    if is_zip(data):
        return _zipped(data)
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if len(data) in LOCK_SIZES and 0 < data[0] <= LOCK_NAME:
        return "lock-file"
    return _text(data)


def refusal(data: bytes) -> UserError:
    """Why a file that is no workbook cannot be read."""
    return REFUSED.get(kind(data), unreadable)()


def _compound(data: bytes) -> str:
    try:
        file = Compound(data)
    except UserError:
        return "truncated"
    found = next((found for name, found in STREAMS.items() if name in file), OTHER)
    if found == OLD and _has_password(file.stream("Workbook" if "Workbook" in file else "Book")):
        return ENCRYPTED
    return found


def _has_password(stream: bytes) -> bool:
    at = 0
    for _ in range(RECORDS):
        if at + 4 > len(stream):
            return False
        record, size = struct.unpack_from("<HH", stream, at)
        if record == FILE_PASS:
            return True
        at += 4 + size
    return False


def _zipped(data: bytes) -> str:
    try:
        archive = opened(data)
        names = {name.replace("\\", "/").lstrip("/").casefold() for name in archive.namelist()}
        if "mimetype" in names and "content.xml" in names:
            return _opendocument(archive)
    except UserError as refusal:
        if refusal.code == "too-large":
            raise
        return refusal.code if refusal.code == "truncated" else OTHER
    except (*BROKEN, KeyError):
        return OTHER
    return next((found for name, found in ZIPPED.items() if name in names), ZIP)


def _opendocument(archive: zipfile.ZipFile) -> str:
    with archive.open("mimetype") as stream:
        says = stream.read(HEAD)
    if not says.startswith(ODF + b"spreadsheet"):
        return "word" if says.startswith(ODF + b"text") else OTHER
    with archive.open("META-INF/manifest.xml") as stream:
        return ENCRYPTED_ODS if b"encryption-data" in stream.read(2**20) else ODS


def _text(data: bytes) -> str:
    text = decoded(data[:HEAD])
    if text is None:
        return OTHER
    start = text.lstrip("\ufeff \t\r\n")
    if start.startswith(("{", "[")):
        return JSON
    if WEB.match(start):
        return "html"
    if start.startswith("<?xml"):
        head = start.lower()
        return next((found for mark, found in XML.items() if mark in head), OTHER)
    return "lock-file" if LIBRE_LOCK.match(start) else "text"


def decoded(data: bytes) -> str | None:
    """The beginning of a text, in whatever encoding an editor saved it; None for what is no text."""
    for encoding in (json.detect_encoding(data), "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError as error:
            if error.start < len(data) - 4:  # a character cut in half by the end is none of its faults
                continue
            text = data[: error.start].decode(encoding)
        if text and not CONTROL.search(text):
            return text
    return None
