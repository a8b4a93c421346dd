"""The zip that we write is the one that Python's own writer gives, byte for byte."""

import io
import zipfile

from hypothesis import given
from hypothesis import strategies as st

from toolkit.office.zip_write import assembled, packed

NAMES = st.text(st.characters(codec="utf-8", exclude_characters="\0\\"), min_size=1, max_size=8)


def by_the_library(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.create_system = 3
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return out.getvalue()


@given(st.dictionaries(NAMES, st.binary(max_size=99)))
def test_as_the_library_writes_it(parts: dict[str, bytes]) -> None:
    """Whatever reads zips has seen those of Python; ours differ in nothing."""
    parts = {name.rstrip("/") or "a": data for name, data in parts.items()}
    assert assembled(packed(name, data) for name, data in parts.items()) == by_the_library(parts)


def test_a_long_part_as_the_library_writes_it() -> None:
    """One that does not fit into the compressor's window."""
    parts = {"年报.xml": b"".join(b"<c>%d</c>" % number for number in range(50_000))}
    assert assembled(packed(name, data) for name, data in parts.items()) == by_the_library(parts)
