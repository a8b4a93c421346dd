"""办理记录 is read by a clerk in any editor, and by the program after a loss: whole transactions, or nothing."""

from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.district.clock import CHINA
from toolkit.district.ledger import journal
from toolkit.district.ledger.journal import NAME, Note, add, read, start

NOW = datetime(2025, 1, 15, 9, 30, tzinfo=CHINA)


def note(number: int, said: str = "第五部分\t请写具体\n再报") -> Note:
    return Note(NOW, "退回修改", "炭山乡", said, "decisions", {"id": number, "remark": said})


def test_a_clerk_can_read_it(tmp_path: Path) -> None:
    """Marked as UTF-8, lines as Windows ends them, one line each whatever was typed."""
    add(tmp_path, [note(1)])
    content = (tmp_path / NAME).read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    head, line, end = content.decode("utf-8-sig").split("\r\n")
    assert head.split("\t")[:4] == ["时间", "事项", "单位", "说明"]
    assert line.split("\t")[:4] == ["2025-01-15 09:30:00", "退回修改", "炭山乡", "第五部分 请写具体 再报"]
    assert end == ""
    assert read(tmp_path).rows == (("decisions", {"id": 1, "remark": "第五部分\t请写具体\n再报"}),)


@settings(deadline=None)
@given(st.lists(st.integers(1, 4), min_size=1, max_size=6), st.data())
def test_what_was_cut_off_was_never_done(
    tmp_path_factory: pytest.TempPathFactory, sizes: list[int], data: st.DataObject
) -> None:
    """Killed at any byte, and gone on: whole transactions count, the one that was cut does not."""
    folder = tmp_path_factory.mktemp("journal")
    batches = [[note(10 * number + each) for each in range(size)] for number, size in enumerate(sizes)]
    ends = []
    for batch in batches:
        add(folder, batch)
        ends.append((folder / NAME).stat().st_size)
    cut = data.draw(st.integers(0, ends[-1]))
    (folder / NAME).write_bytes((folder / NAME).read_bytes()[:cut])
    add(folder, [note(99)])
    expected = [each.row["id"] for batch, end in zip(batches, ends, strict=True) if end <= cut + 2 for each in batch]
    assert [row["id"] for _, row in read(folder).rows] in ([*expected, 99], [*expected[:-1], 99])


CHANGED = {
    "another line end": (lambda text: text.replace("\r\n", "\n"), [1, 2, 3], 0),
    "a line taken out of the middle of a transaction": (lambda text: without(text, 2), [1], 1),
    "a line that somebody wrote": (lambda text: text + "今天打了电话\r\n", [1, 2, 3], 1),
    "blank lines": (lambda text: text.replace("\r\n", "\r\n\r\n"), [1, 2, 3], 0),
    "no signature": (lambda text: text.removeprefix("\ufeff"), [1, 2, 3], 0),
    "a damaged row": (lambda text: text.replace('"id": 1', '"id": '), [2, 3], 1),
}


def without(text: str, line: int) -> str:
    lines = text.split("\r\n")
    return "\r\n".join([*lines[:line], *lines[line + 1 :]])


@pytest.mark.parametrize(("change", "ids", "unread"), CHANGED.values(), ids=CHANGED.keys())
def test_what_a_clerk_may_do_to_it(tmp_path: Path, change: object, ids: list[int], unread: int) -> None:
    """What can be read is, and what cannot is counted."""
    add(tmp_path, [note(1)])
    add(tmp_path, [note(2), note(3)])
    path = tmp_path / NAME
    path.write_bytes(change(path.read_bytes().decode()).encode())  # type: ignore[operator]
    found = read(tmp_path)
    assert ([row["id"] for _, row in found.rows], found.unread) == (ids, unread)


def test_begun_with_what_is_there(tmp_path: Path) -> None:
    """Nothing makes no journal; none, and one without a line, are not taken for one."""
    start(tmp_path, [])
    assert not journal.there(tmp_path)
    assert read(tmp_path).there is False
    start(tmp_path, [note(1), note(2)])
    assert journal.there(tmp_path)
    assert len(read(tmp_path).rows) == 2
