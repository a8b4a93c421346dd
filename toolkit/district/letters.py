"""The words of our letters: answers, approvals, reminders. One place, so that they read alike."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from toolkit.checks.finding import Level
from toolkit.checks.refusals import refused
from toolkit.checks.told import Told
from toolkit.checks.wording import LEVELS, PASSED
from toolkit.district.answer import Answer, Answered
from toolkit.district.clock import day, said, said_day
from toolkit.district.records import BESIDE, SAME, File
from toolkit.district.roster import Unit
from toolkit.district.settings import District
from toolkit.district.states import State
from toolkit.submission.refusal import Refusal

MOST = 10  # in the letter itself; the rest is on the attached list
SHORT = 200  # characters of what is pasted into a chat
CLAUSE = 44  # characters of one fault there
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"
SLIP = "退回意见单"
PAGE_ARCHIVE = "年报校验（离线网页）.zip"
MEND_HERE = "在你单位自己的文件上标出了问题，请在这一份上改好、直接报回"


def subject(district: District, answer: Answer) -> str:
    """“【年报】炭山乡2023年：退回修改”."""
    what = {_verdict(each.told) for each in answer.submissions} or {"没有收到能用的填报表"}
    who = answer.unit.short_name if answer.unit else "来信"
    return f"【年报】{who}{district.year}年：{'；'.join(sorted(what))}"


def _verdict(told: Sequence[Told]) -> str:
    levels = {each.finding.level for each in told}
    if Level.ERROR in levels:
        return "退回修改"
    return "请写明情况说明" if Level.WARNING in levels else "数据校验通过"


def text(district: District, answer: Answer, attached: Sequence[tuple[str, str]]) -> str:
    """The letter; ``attached``: what goes with it, each with what it is for."""
    parts = [f"{answer.unit.name if answer.unit else '你好'}：", ""]
    for each in answer.submissions:
        parts += [*_about(district, answer, each), ""]
    if others := [line for file in answer.others if (line := _other(file, bool(answer.submissions)))]:
        parts += [*others, ""]
    elif not answer.submissions and not answer.others:
        when = said(answer.message.received)
        parts += [f"{when}来信收到，信里没有附件。请把填好的填报表（.xlsx）作为附件重新发来。", ""]
    if attached:
        parts += ["附件：", *(f"  {name}：{use}" for name, use in attached), ""]
    return "\n".join([*parts, district.signature])


def _about(district: District, answer: Answer, each: Answered) -> Iterator[str]:
    entry = each.entry
    yield (
        f"{each.unit.name}{district.year}年的填报表于{said(entry.received)}收到（{entry.name}），校验码{entry.check_code}。"
    )
    if answer.standings[each.unit.key].state is State.WAITING:
        yield "你单位的年报此前已经审核通过，这一份暂不替换，待区里确认。如确需更正，请来电说明。"
    if each.mended or each.left:
        rest = f"，还有{len(each.left)}处没有改" if each.left else ""
        yield f"上次指出的{len(each.mended) + len(each.left)}处，已改{len(each.mended)}处{rest}。"
    grave = [one for one in each.told if one.finding.level is not Level.NOTE]
    if not grave:
        yield PASSED
        return
    yield f"有{_counted(each.told)}，请于{said_day(mend_by(district, answer))}前报回："
    for number, one in enumerate(grave[:MOST], start=1):
        yield f"{number}.【{LEVELS[one.finding.level]}】{one.words.message}"
    if len(grave) > MOST:
        yield f"其余{len(grave) - MOST}处见附件“{SLIP}”。"


def _counted(told: Sequence[Told]) -> str:
    counts = [(name, sum(each.finding.level is level for each in told)) for level, name in LEVELS.items()]
    return "、".join(f"{count}处{name}" for name, count in counts[:2] if count)


def mend_by(district: District, answer: Answer) -> date:
    return day(answer.message.collected) + timedelta(days=district.mend_days)


def _other(file: File, among_submissions: bool) -> str:
    if file.outcome == BESIDE:
        return ""
    if file.outcome == SAME:
        return f"“{file.name}”和以前报来的是同一份文件，没有变化。"
    sentence = refused(Refusal(file.outcome, **file.facts))
    if among_submissions and not file.unit and file.outcome in ("not-ours", "plain-text", "archive"):
        return ""
    return f"“{file.name}”：{sentence}" if file.name else sentence


def short(district: District, each: Answered, by: date) -> str:
    """The same in fewer than 200 characters, for a chat."""
    opening = (
        f"{each.unit.short_name}：年报收到（{said_day(day(each.entry.received))}），校验码{each.entry.check_code}。"
    )
    grave = [one for one in each.told if one.finding.level is not Level.NOTE]
    if not grave:
        return opening + PASSED
    opening += f"有{_counted(each.told)}："
    closing = f"详见“{SLIP}”。请于{said_day(by)}前报回。"
    return opening + _clauses(grave, SHORT - 1 - len(opening) - len(closing)) + closing


def _clauses(told: Sequence[Told], room: int) -> str:
    """As many as there is room for, each cut at its first full stop."""
    found = ""
    for mark, one in zip(CIRCLED, told, strict=False):
        sentence = one.words.message.partition("。")[0]
        clause = mark + (sentence if len(sentence) <= CLAUSE else sentence[: CLAUSE - 1] + "…")
        if len(found) + len(clause) + 1 > room:
            break
        found += ("；" if found else "") + clause
    return found + "。" if found else ""


def approval(district: District, unit: Unit, code: str, publish: date, remark: str) -> str:
    return (
        f"{unit.name}：\n\n你单位年报已审核通过（校验码{code}）。请按程序签批盖章，于{said_day(publish)}前在门户网站发布，"
        f"并报回发布网址和盖章扫描件。{remark}\n\n{district.signature}"
    )


def return_letter(district: District, unit: Unit, code: str, remark: str, by: date) -> str:
    return (
        f"{unit.name}：\n\n你单位年报（校验码{code}）经审核，退回修改：{remark}\n\n"
        f"请于{said_day(by)}前改好报回。\n\n{district.signature}"
    )


def issue(district: District, unit: Unit, by: date) -> str:
    page = (
        f"填好后可以自己先校验、生成送审稿：把附件“{PAGE_ARCHIVE}”解压，双击里面的网页，把填报表拖进去。"
        "不用安装，不上网，文件不会传出去。\n"
    )
    return (
        f"{unit.name}：\n\n附件是你单位{district.year}年政务公开年报的填报表。请用WPS或Excel打开，按表内“填表说明”填写，"
        f"合计和勾稽关系自动核对；填完后把这份文件作为附件直接回复本邮件，于{said_day(by)}前报来。"
        f"请不要改文件的格式，也不要用别的单位的表。\n"
        f"{page if district.page else ''}\n{district.signature}"
    )


def reminder(district: District, unit: Unit, state: State, now: str, days: int) -> str:
    """“截至1月20日17时，你单位年报尚未报送，距区定时限还有3天，请抓紧。”"""
    what = "改好的年报尚未报回" if state is State.RETURNED else "年报尚未报送"
    left = f"距区定时限还有{days}天" if days > 0 else "今天是区定时限" if days == 0 else f"已超过区定时限{-days}天"
    return f"{unit.name}：\n\n截至{now}，你单位{what}，{left}，请抓紧。\n\n{district.signature}"
