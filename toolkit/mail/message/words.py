"""Words in the headers of a letter, as mail programs write them: RFC 2047, RFC 2231, or simply the bytes they had.

``email`` reads six of the eight ways in which names of files arrive from Chinese mailboxes (see
tests/mail/message/test_words.py): it does not take a name in GB18030 that was cut inside a character, nor plain GBK.
"""

import binascii
import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import unquote_to_bytes

from toolkit import limits

CHINESE = ("gb2312", "gb_2312-80", "gbk", "x-gbk", "cp936", "ms936", "euc-cn", "gb18030")  # each is part of the last
CHARSETS = {
    **dict.fromkeys(CHINESE, "gb18030"),
    **{
        name: name
        for name in ("utf-8", "utf-16", "utf-16le", "utf-16be", "utf-7", "iso-2022-jp", "shift_jis", "euc-kr")
    },
    "utf8": "utf-8",
    "hz-gb-2312": "hz",
    "big5": "big5hkscs",
    "windows-1252": "cp1252",
}  # not latin-1 and ASCII: programs put those where they do not know
GUESSES = ("utf-8", "gb18030")  # GBK is hardly ever UTF-8 by chance
WORD = re.compile(r"=\?([^?*\s]{1,40})(?:\*[^?\s]*)?\?([bq])\?([^?]*)\?=", re.I)
BETWEEN = re.compile(r"(\?=)\s+(?==\?[^?\s]{1,40}\?[bq]\?)", re.I)
PARAMETER = re.compile(r';\s*([^\s=;"]+)\s*=\s*("(?:[^"\\]|\\.)*"|[^;]*)', re.DOTALL)
PIECE = re.compile(r"(\*\d{1,3})?(\*)?")  # *0, *0* or * behind the name of a parameter
UNSEEN = ("Cc", "Cf", "Cs", "Zl", "Zp")  # control, direction, half characters, line separators
NOT_BASE64 = bytes(set(range(256)) - set(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="))


def text(data: bytes, charset: str = "") -> str:
    """Bytes in the charset they are said to be in, else in the one they look like."""
    for encoding in (CHARSETS.get(charset.strip().lower(), ""), *GUESSES):
        if encoding:
            try:
                return data.decode(encoding)
            except ValueError:
                continue
    return data.decode("gb18030", "replace")


def base64(data: bytes) -> bytes:
    """What there is, however it was damaged; several texts one after the other give their bytes one after the other."""
    pieces = re.split(b"=+", data.translate(None, NOT_BASE64), maxsplit=limits.SEGMENTS)
    return b"".join(map(_base64, pieces))


def _base64(piece: bytes) -> bytes:
    if len(piece) % 4 == 1:
        piece = piece[:-1]
    return binascii.a2b_base64(piece + b"=" * (-len(piece) % 4))


def words(written: str) -> str:
    """A header with its encoded words (RFC 2047) read; a character may be cut between two of them."""
    made, at, waiting, said = "", 0, b"", ""
    joined = BETWEEN.sub(r"\1", written)
    for word in WORD.finditer(joined):
        charset = word[1].lower()
        if waiting and (word.start() > at or charset != said):
            made, waiting = made + text(waiting, said), b""
        made += joined[at : word.start()]
        waiting, at, said = waiting + _word(word[2], word[3]), word.end(), charset
    return made + text(waiting, said) + joined[at:]


def _word(how: str, content: str) -> bytes:
    data = content.encode("utf-8", "replace")
    return base64(data) if how in "bB" else binascii.a2b_qp(data, header=True)


def parameter(field: bytes, name: str) -> str:
    """A parameter of a header, ``filename`` for one; "" where there is none."""
    plain = ""
    pieces: dict[int, tuple[str, bool]] = {}
    for found in PARAMETER.finditer(text(field)):
        key, value = found[1].lower(), _unquoted(found[2])
        piece = PIECE.fullmatch(key[len(name) :]) if key.startswith(name) else None
        if piece and piece[0]:
            pieces.setdefault(int((piece[1] or "*0")[1:]), (value, bool(piece[2])))
        elif piece:
            plain = plain or value
    return _joined(pieces) if pieces else words(plain)


def _unquoted(value: str) -> str:
    if len(value) > 1 and value.startswith('"') and value.endswith('"'):
        return re.sub(r"\\(.)", r"\1", value[1:-1], flags=re.DOTALL)
    return value.strip().strip('"')


def _joined(pieces: dict[int, tuple[str, bool]]) -> str:
    """RFC 2231: the charset stands in the first piece; only the bytes of all of them make characters."""
    charset, data = "", b""
    for position, (value, encoded) in sorted(pieces.items()):
        if position == 0 and encoded and value.count("'") >= 2:
            charset, _, value = value.split("'", 2)
        data += unquote_to_bytes(value) if encoded else value.encode("utf-8", "replace")
    return words(text(data, charset))


def line(written: str, limit: int) -> str:
    """One line that is safe to show; of a longer one the beginning and, for its kind, the end."""
    seen = "".join(_visible(written[: 4 * limit]))
    kept = " ".join(seen.split())
    return kept if len(kept) <= limit else f"{kept[: limit - 10]}…{kept[-9:]}"


def _visible(written: str) -> Iterator[str]:
    for character in written:
        if character.isspace():
            yield " "
        elif unicodedata.category(character) not in UNSEEN:
            yield character


def shown(name: str) -> str:
    """A file's name for display: the folders in it stay as text."""
    return line(name.replace("\\", "/").replace("/", "_"), limits.NAME)
