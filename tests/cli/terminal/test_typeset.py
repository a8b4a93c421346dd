"""Chinese text in lines: full-width characters take two places, and a comma never starts a line."""

from rich.cells import cell_len

from toolkit.cli.terminal.typeset import two_columns, wrapped


def test_lines_fit_and_nothing_is_lost() -> None:
    """Whatever the width."""
    text = "用 check 校验，用“render”生成报告（Word）；没有的请填0。"
    for width in range(16, 60):
        lines = wrapped(text, width)
        assert max(map(cell_len, lines)) <= width
        assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_no_line_starts_with_a_closing_mark_or_ends_with_an_opening_one() -> None:
    """As in any Chinese book."""
    text = "一二三，四五（六七）八九。" * 4
    for width in range(10, 40):
        lines = wrapped(text, width)
        assert not [line for line in lines if line[:1] in "，。）"]
        assert not [line for line in lines if line[-1:] == "（"]


def test_columns_line_up() -> None:
    """A label that is too long stands on a line of its own."""
    rows = [
        ("单位", "一二三"),
        ("一个长得放不进左边一栏的很长很长的名称", "四五"),
        ("年", "六七八九十一二三四五六七八九十"),
    ]
    assert list(two_columns(rows, 30)) == [
        "  单位  一二三",
        "  一个长得放不进左边一栏的很长很长的名称",
        "        四五",
        "  年    六七八九十一二三四五六",
        "        七八九十",
    ]
