"""The text of a file, in whatever encoding it was saved: what it says of that itself is often wrong."""

from codecs import BOM_UTF16_BE, BOM_UTF16_LE

from toolkit.rich_text import FORBIDDEN


def text_of(data: bytes) -> str:
    """UTF-16 by its mark, UTF-8 where all of it is, else GB 18030; line ends as ``\\n``, no control characters."""
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        text = data.decode("utf-16", "replace")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("gb18030", "replace")
    return FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
