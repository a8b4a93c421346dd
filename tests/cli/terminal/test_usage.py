"""Help and usage errors: Chinese to the last word, whatever Typer would say."""

import re

import pytest

from tests.cli.running import english, run

COMMANDS = (
    "demo", "new", "fill", "check", "mark", "repair", "render", "template", "page", "export", "import",
    "compare", "history", "total", "district",
    "excel", "forms",
)  # fmt: skip
BELOW = tuple(
    f"district {name}"
    for name in (
        "init", "units", "password", "issue", "collect", "send", "status", "show", "approve", "return", "reopen",
        "seal", "publish", "correct", "total", "render", "remind", "assess",
    )
)  # fmt: skip
OPTIONS = {
    "demo": {"-o", "--output", "--force"},
    "new": {"--unit", "--year", "--code", "--level", "--form", "--last-year", "-o", "--output", "--force"},
    "fill": {"-o", "--output", "--force"},
    "check": {"--last-year", "--password", "--json", "--json-lines", "--jobs", "--cluster", "--explain"},
    "mark": {"--last-year", "-o", "--output", "--force"},
    "repair": {"--unit", "--year", "--password", "-o", "--output", "--force"},
    "render": {"-o", "--output", "--to", "--draft", "--template", "--password", "--force", "--jobs", "--cluster"},
    "template": {"--form", "-o", "--output", "--force"},
    "page": {"-o", "--output", "--older", "--force"},
    "export": {"-o", "--output", "--password", "--force", "--jobs", "--cluster"},
    "import": {"-o", "--output", "--unit", "--year", "--to", "--force"},
    "compare": {"--password"},
    "history": {"-o", "--output", "--password", "--force"},
    "total": {
        *("--unit", "-o", "--output", "--trace", "--gather", "--partial", "--last-year", "--password", "--force"),
        "--jobs",
        "--cluster",
    },
    "district": set(),
    "excel": set(),
    "forms": set(),
}
MISUSES = {
    "check a --json --json-lines": "--json 和 --json-lines 只能用一种。用法请看：nianbao check --help",
    "chek": "没有命令“chek”。是不是“check”？用法请看：nianbao --help",
    "审核": "没有命令“审核”。用法请看：nianbao --help",
    "mark a.xlsx": "缺少选项“-o”（文件）。用法请看：nianbao mark --help",
    "--jsn": "没有选项“--jsn”。用法请看：nianbao --help",
    "-x": "没有选项“-x”。用法请看：nianbao --help",
    "check": "缺少“文件”。用法请看：nianbao check --help",
    "check --jsn a": "没有选项“--jsn”。是不是“--jobs”或“--json”？用法请看：nianbao check --help",
    "check -j a": "没有选项“-j”。用法请看：nianbao check --help",
    "check --json=1 a": "选项“--json”后面不带内容。用法请看：nianbao check --help",
    "check a --last-year": "选项“--last-year”后面还要写内容。用法请看：nianbao check --help",
    "new": "缺少选项“--unit”（单位名称）。用法请看：nianbao new --help",
    "new --unit": "选项“--unit”后面还要写内容。用法请看：nianbao new --help",
    "new --unit 甲乡": "缺少选项“--year”（年度）。用法请看：nianbao new --help",
    "new --unit 甲乡 --year 今年": "年度“今年”应是四位数，例如2023。用法请看：nianbao new --help",
    "new --unit 甲乡 --year 23": "年度“23”应是四位数，例如2023。用法请看：nianbao new --help",
    "new --unit 甲乡 --year 2023 多余": "多出了“多余”。用法请看：nianbao new --help",
    "new --unit 甲乡 --year 2023 --form 无": (
        "没有叫“无”的格式。可以用：disclosure/2019、disclosure/2021。用法请看：nianbao new --help"
    ),
    "fill": "缺少“填报表”。用法请看：nianbao fill --help",
    "fill a.xlsx": "缺少“数据”。用法请看：nianbao fill --help",
    "fill a.xlsx b.json": "缺少选项“-o”（文件）。用法请看：nianbao fill --help",
    "fill a b c -o d": "多出了“c”。用法请看：nianbao fill --help",
    "repair": "缺少“填报表”。用法请看：nianbao repair --help",
    "repair a.xlsx": "缺少选项“-o”（文件）。用法请看：nianbao repair --help",
    "repair a -o b --year 23": "年度“23”应是四位数，例如2023。用法请看：nianbao repair --help",
    "export": "缺少“文件”。用法请看：nianbao export --help",
    "render a": "缺少选项“-o”（文件或文件夹）。用法请看：nianbao render --help",
    "template": "缺少选项“-o”（文件）。用法请看：nianbao template --help",
    "template -o a.docx --form 无": (
        "没有叫“无”的格式。可以用：disclosure/2019、disclosure/2021。用法请看：nianbao template --help"
    ),
    "render a -o b --to word": (
        "没有叫“word”的格式。可以用：docx、html、fragment、pdf。用法请看：nianbao render --help"
    ),
    "render a -o b.docx --to pdf": "“b.docx”的扩展名和 --to pdf 对不上，应是.pdf。用法请看：nianbao render --help",
    "demo 多余 的": "多出了“多余”“的”。用法请看：nianbao demo --help",
    "total a -o b.xlsx": "缺少选项“--unit”（单位名称）。用法请看：nianbao total --help",
    "total a --unit 区 -o b.docx": "“b.docx”的扩展名应是.xlsx或.json。用法请看：nianbao total --help",
    "district colect": "没有命令“colect”。是不是“collect”或“correct”？用法请看：nianbao district --help",
    "district approve": "请写明单位，或者加 --all（只能用一种）。用法请看：nianbao district approve --help",
    "district approve 甲 --all": "请写明单位，或者加 --all（只能用一种）。用法请看：nianbao district approve --help",
    "district approve 甲 乙 --number 3": "--number 只能用于一个单位。用法请看：nianbao district approve --help",
    "district approve 甲 --number 三": (
        "序号“三”应是数字，见 nianbao district show。用法请看：nianbao district approve --help"
    ),
    "district return 甲": "缺少选项“--remark”（说明）。用法请看：nianbao district return --help",
    "district init": "缺少“文件夹”。用法请看：nianbao district init --help",
    "forms chekc": "没有命令“chekc”。是不是“check”？用法请看：nianbao forms --help",
    "forms check a b": "多出了“b”。用法请看：nianbao forms check --help",
}


@pytest.mark.parametrize("line", MISUSES)
def test_a_usage_error_is_one_chinese_sentence(line: str) -> None:
    """Typer's own words are English; the exact sentence proves that none leaks."""
    ran = run(*line.split())
    assert (ran.code, ran.out, ran.err.strip()) == (2, "", MISUSES[line])


@pytest.mark.parametrize("command", ["", *COMMANDS, "forms check", *BELOW])
def test_help_is_chinese(command: str) -> None:
    """Every command explains itself, with an example, on a page 80 wide."""
    ran = run(*command.split(), "--help")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"用法：nianbao {command}".strip())
    assert "例子：\n  nianbao " in ran.out
    explained = re.sub(r"^.*例子：.*", "", ran.out, flags=re.DOTALL)
    assert not english(explained), ran.out


def test_the_program_alone_shows_its_help() -> None:
    """Whoever types just the name wants to know what there is."""
    assert run() == run("--help")


def test_exactly_the_commands_there_are() -> None:
    """What comes in a later issue is not offered before."""
    listed = run("--help").out.partition("命令：")[2].partition("选项：")[0]
    assert tuple(re.findall(r"^  (\w+)", listed, flags=re.MULTILINE)) == COMMANDS


@pytest.mark.parametrize("command", COMMANDS)
def test_exactly_the_options_of_the_contract(command: str) -> None:
    """The command line is a contract that scripts rely on."""
    listed = run(command, "--help").out.partition("选项：")[2].partition("例子：")[0]
    names = re.findall(r"^  (-[-\w]+)(?:, (--[-\w]+))?", listed, flags=re.MULTILINE)
    assert {name for pair in names for name in pair if name} == OPTIONS[command] | {"--help"}


def test_the_version() -> None:
    """The first thing a maintainer asks for."""
    assert re.fullmatch(r"nianbao \d+\.\d+\.\d+\n", run("--version").out)
