"""``nianbao demo``: the whole story on the samples, as the district and its units live it."""

from pathlib import Path
from typing import Annotated

from toolkit.checks.reading import Reading
from toolkit.cli.options import option
from toolkit.cli.terminal.console import say
from toolkit.cli.terminal.findings import say_told
from toolkit.cli.terminal.written import Force, put_all
from toolkit.form.definition.files import data_folder
from toolkit.form.library import forms
from toolkit.office.loading import load
from toolkit.submission.json import code_of
from toolkit.submission.submission import Submission
from toolkit.tasks.check import check
from toolkit.tasks.files.inputs import read_one
from toolkit.tasks.fill import fill
from toolkit.tasks.mark import mark
from toolkit.tasks.new import new
from toolkit.tasks.read import read
from toolkit.tasks.render import render

FOLDER = Path("nianbao-demo")
GOOD, BROKEN = "tanshan-2023", "hongze-2023-broken"
BLANK, FILLED, REPORT = "1-空白填报表.xlsx", "2-填好的填报表.xlsx", "3-年度报告.docx"
WRONG, MARKED = "4-有错的填报表.xlsx", "5-标出问题的填报表.xlsx"


def run(
    output: Annotated[
        Path, option("-o", "--output", metavar="文件夹", help="文件放在哪里。不写时是 nianbao-demo。", parser=Path)
    ] = FOLDER,
    force: Force = False,
) -> int:
    """Tell the story and make its files."""
    submission = read_one(data_folder("samples") / GOOD / "submission.json", forms()).submission
    empty, filled = _filled(submission)
    report = _reported(_received(filled, submission))
    wrong, returned = _broken()
    made = {BLANK: empty, FILLED: filled, REPORT: report, WRONG: wrong, MARKED: returned}
    put_all({output / name: content for name, content in made.items()}, force)
    say("这次演示生成的文件：", "bold")
    for name in made:
        say(f"  {(output / name).resolve()}")
    return 0


def _filled(submission: Submission) -> tuple[bytes, bytes]:
    """The district sends out a workbook, the unit fills it in: both."""
    say(f"一、下发：给“{submission.unit}”制作{submission.year}年的填报表。表是锁好的，只有该填的格能填。", "bold")
    say(f"  命令：nianbao new --unit {submission.unit} --year {submission.year} -o {BLANK}")
    form = submission.form.key
    empty = new(submission.unit, submission.year, submission.code, submission.level, form).data
    say()
    say("二、填报：单位填好数据和文字，合计自动算出，哪里不平，表里当场就能看到。", "bold")
    say(f"  命令：nianbao fill {BLANK} 数据.json -o {FILLED}（单位实际是在WPS或Excel里填）")
    say()
    return empty, fill(empty, submission).data


def _received(filled: bytes, submission: Submission) -> Reading:
    """The district checks what came back."""
    say("三、校验：单位报回后，区里校验。", "bold")
    say(f"  命令：nianbao check {FILLED}")
    reading = read(filled)
    say_told(check(reading), reading.submission.form)
    say(f"  校验码是{code_of(submission)}：封面、打印件和报告上都印着它，纸质件和电子件一对就知道是不是同一份。")
    say()
    return reading


def _reported(reading: Reading) -> bytes:
    say("四、生成报告：校验通过的填报表，变成可以送审的Word年度报告。", "bold")
    say(f"  命令：nianbao render {FILLED} -o {REPORT}")
    say()
    return render(reading).data


def _broken() -> tuple[bytes, bytes]:
    """What another unit sent, and what is said about it; the same marked."""
    sent = load(data_folder("samples") / BROKEN / "workbook.xlsx")
    reading = read(sent)
    say(f"五、退回修改：“{reading.submission.unit}”报来的表有错，校验后这样告诉单位。", "bold")
    say(f"  命令：nianbao check {WRONG}")
    messages = check(reading)
    say_told(messages, reading.submission.form)
    say(f"  命令：nianbao mark {WRONG} -o {MARKED}（在单位自己的表上标出来，改好直接报回）")
    say()
    return sent, mark(sent, reading, messages).data
