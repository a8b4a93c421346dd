"""``nianbao demo``: the whole story in one go, in any folder."""

from pathlib import Path

import pytest

from tests.cli.running import run

FILES = [
    "1-空白填报表.xlsx",
    "2-填好的填报表.xlsx",
    "3-年度报告.docx",
    "4-有错的填报表.xlsx",
    "5-标出问题的填报表.xlsx",
]


@pytest.mark.parametrize(("arguments", "made"), [((), "nianbao-demo"), (("-o", "给领导看/演示"), "给领导看/演示")])
def test_the_story_ends_with_the_files_it_made(arguments: tuple[str, ...], made: str, folder: Path) -> None:
    """Each is named with its path, and is there."""
    ran = run("demo", *arguments)
    assert (ran.code, ran.err) == (0, "")
    assert sorted(path.name for path in Path(made).iterdir()) == FILES
    assert ran.out.splitlines()[-5:] == [f"  {folder / made / name}" for name in FILES]


def test_the_story_is_true() -> None:
    """What it says of its files, the commands say too."""
    ran = run("demo")
    assert "数据校验通过" in ran.out
    assert run("check", f"nianbao-demo/{FILES[1]}").code == 0
    broken = run("check", f"nianbao-demo/{FILES[3]}")
    assert broken.code == 1
    sentences = [line.strip() for line in broken.out.splitlines() if line.strip()[:2] in ("1.", "2.")]
    assert len(sentences) == 2
    assert all(sentence in ran.out for sentence in sentences)


def test_it_can_be_told_twice() -> None:
    """The second time into the same folder."""
    assert run("demo").code == 0
    assert run("demo").code == 0
