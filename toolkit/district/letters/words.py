"""Texts of all outgoing letters: answers, approvals, reminders."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from toolkit import limits
from toolkit.checks.finding import Level
from toolkit.checks.messages.told import Told
from toolkit.checks.messages.wording import LEVELS, passed
from toolkit.district.clock import day, format_day, format_time
from toolkit.district.ledger.outcomes import sentence_of
from toolkit.district.ledger.records import ACCOMPANYING, SAME, File, Message
from toolkit.district.ledger.standing import UnitState
from toolkit.district.letters.answer import Answer, Answered
from toolkit.district.settings import DistrictSettings
from toolkit.district.units.roster import Unit
from toolkit.workbook.strip.parts import MACROS, OBJECTS, OUTSIDE

MOST = 10  # in the letter itself; the rest is on the attached list
SHORT = 200  # characters of what is pasted into a chat
CLAUSE = 44  # characters of one fault there
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"
SLIP = "退回意见单"
PAGE_ARCHIVE = "年报校验（离线网页）.zip"
MEND_HERE = "在你单位自己的文件上标出了问题，请在这一份上改好、直接报回"
LEFT_OUT = {MACROS: "宏", OUTSIDE: "对外部文件或网址的链接", OBJECTS: "嵌入的对象"}
ELSEWHERE = "这封信是从{sender}发来的，不是名单上你单位的邮箱，所以答复发到这里。常用那个邮箱的，请告诉区里登记上。"


def subject(settings: DistrictSettings, answer: Answer) -> str:
    """“【年报】炭山乡2023年：退回修改”."""
    what = _verdict(answer.submission.told) if answer.submission else "没有收到能用的填报表"
    who = answer.unit.short_name if answer.unit else "来信"
    return title(settings, who, what)


def title(settings: DistrictSettings, who: str, what: str) -> str:
    """“【年报】炭山乡2023年：退回修改”; the first word says which report it is about."""
    return f"【{settings.form.short}】{who}{settings.year}年：{what}"


def _verdict(told: Sequence[Told]) -> str:
    levels = {each.finding.level for each in told}
    if Level.ERROR in levels:
        return "退回修改"
    return "请写明情况说明" if Level.WARNING in levels else "数据校验通过"


def text(
    settings: DistrictSettings, answer: Answer, attached: Sequence[tuple[str, str]], from_elsewhere: bool = False
) -> str:
    """The letter; ``attached``: what goes with it, each with what it is for.

    ``from_elsewhere``: it goes to the unit's own address, and not to where the message came from.
    """
    parts = [f"{answer.unit.name if answer.unit else '你好'}：", ""]
    if answer.submission:
        parts += [*_about(settings, answer, answer.submission), ""]
    if from_elsewhere and answer.message.letter:
        parts += [ELSEWHERE.format(sender=answer.message.sender), ""]
    if others := _others(answer.others, bool(answer.submission)):
        parts += [*others, ""]
    elif not answer.submission and not answer.others:
        when = format_time(answer.message.received)
        parts += [f"{when}来信收到，信里没有附件。请把填好的填报表（.xlsx）作为附件重新发来。", ""]
    if attached:
        parts += ["附件：", *(f"  {name}：{use}" for name, use in attached), ""]
    return "\n".join([*parts, settings.signature])


def _about(settings: DistrictSettings, answer: Answer, each: Answered) -> Iterator[str]:
    entry = each.entry
    yield (
        f"{each.unit.name}{settings.year}年的填报表于{format_time(entry.received)}收到（{entry.name}），校验码{entry.check_code}。"
    )
    if answer.more:
        yield f"来信里你单位的填报表还有{answer.more}份，都已收下；这里只答复最后的一份，以它为准。"
    if answer.standing and answer.standing.state is UnitState.WAITING:
        yield f"你单位的{settings.form.short}此前已经审核通过，这一份暂不替换，待区里确认。如确需更正，请来电说明。"
    if each.mended or each.left:
        rest = f"，还有{len(each.left)}处没有改" if each.left else ""
        yield f"上次指出的{len(each.mended) + len(each.left)}处，已改{len(each.mended)}处{rest}。"
    grave = [one for one in each.told if one.finding.level is not Level.NOTE]
    if not grave:
        yield passed(settings.form)
        return
    yield f"有{_counted(each.told)}，请于{format_day(mend_by(settings, answer))}前报回："
    for number, one in enumerate(grave[:MOST], start=1):
        yield f"{number}.【{LEVELS[one.finding.level]}】{shortened(one.words.message)}"
    if len(grave) > MOST:
        yield f"其余{len(grave) - MOST}处见附件“{SLIP}”。"


def shortened(message: str) -> str:
    """A problem's sentence, which may quote what was typed, as long as one may be."""
    return message if len(message) <= limits.SENTENCE else f"{message[: limits.SENTENCE - 1]}…"


def mend_here(left_out: Sequence[str]) -> str:
    """What a marked copy is for; and what of the unit's own file did not come back with it."""
    gone = "、".join(LEFT_OUT[each] for each in left_out)
    return f"{MEND_HERE}{f'（为安全起见，原文件里的{gone}没有带回，填的内容都在）' if gone else ''}"


def notice(settings: DistrictSettings, unit: Unit, message: Message) -> str:
    """Nothing of what came is quoted but the address: whoever sent it must not be able to have us say what he likes."""
    return (
        f"{unit.name}：\n\n{format_time(message.received)}，区里收到一份以你单位名义报来的{settings.year}年{settings.form.short}填报表，是从邮箱"
        f"{message.sender or '（没有写明）'}发来的。这个邮箱不是名单上你单位的，文件里也没有区里发给你单位的标识，"
        "所以这一份没有计入，也没有答复对方，待区里确认；你单位以前报来的不受影响。\n\n"
        "是你单位报的，请告诉区里，把这个邮箱登记上，或者用登记过的邮箱重新发来；不是你单位报的，也请告诉区里。\n\n"
        f"{settings.signature}"
    )


def _counted(told: Sequence[Told]) -> str:
    counts = [(name, sum(each.finding.level is level for each in told)) for level, name in LEVELS.items()]
    return "、".join(f"{count}处{name}" for name, count in counts[:2] if count)


def mend_by(settings: DistrictSettings, answer: Answer) -> date:
    """The last day to send a corrected workbook: so many days after the message was collected."""
    return day(answer.message.collected) + timedelta(days=settings.mend_days)


def _others(files: Sequence[File], among_submissions: bool) -> list[str]:
    """A line for each reason, however many files it is true of."""
    told: dict[str, list[File]] = {}
    for file in files:
        if _worth_saying(file, among_submissions):
            told.setdefault(file.outcome, []).append(file)
    return [_other(alike[0], len(alike)) for alike in told.values()]


def _worth_saying(file: File, among_submissions: bool) -> bool:
    quiet = among_submissions and not file.unit and file.outcome in ("not-ours", "plain-text", "archive")
    return file.outcome != ACCOMPANYING and not quiet


def _other(file: File, count: int) -> str:
    name = f"“{file.name}”{f'等{count}份' if count > 1 else ''}" if file.name else ""
    if file.outcome == SAME:
        return f"{name}和以前报来的是同一份文件，没有变化。"
    sentence = shortened(sentence_of(file))
    return f"{name}：{sentence}" if name else sentence


def short(settings: DistrictSettings, each: Answered, by: date) -> str:
    """The same in fewer than 200 characters, for a chat."""
    received = format_day(day(each.entry.received))
    opening = f"{each.unit.short_name}：{settings.form.short}收到（{received}），校验码{each.entry.check_code}。"
    grave = [one for one in each.told if one.finding.level is not Level.NOTE]
    if not grave:
        return opening + passed(settings.form)
    opening += f"有{_counted(each.told)}："
    closing = f"详见“{SLIP}”。请于{format_day(by)}前报回。"
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


def approval(settings: DistrictSettings, unit: Unit, code: str, publish: date, remark: str) -> str:
    """The body of the letter that tells a unit that its report is approved and until when to publish it."""
    return (
        f"{unit.name}：\n\n你单位{settings.form.short}已审核通过（校验码{code}）。请按程序签批盖章，于{format_day(publish)}前在门户网站发布，"
        f"并报回发布网址和盖章扫描件。{remark}\n\n{settings.signature}"
    )


def return_letter(settings: DistrictSettings, unit: Unit, code: str, remark: str, by: date) -> str:
    """The body of the letter that returns a report to its unit; ``remark`` says what to change, ``by`` until when."""
    return (
        f"{unit.name}：\n\n你单位{settings.form.short}（校验码{code}）经审核，退回修改：{remark}\n\n"
        f"请于{format_day(by)}前改好报回。\n\n{settings.signature}"
    )


def refusal(settings: DistrictSettings, unit: Unit, code: str, remark: str, by: date) -> str:
    """Of what came in the unit's name alone; ``by`` is what a return asks for, and nothing is asked for here."""
    return (
        f"{unit.name}：\n\n以你单位名义从名单以外的邮箱报来的一份{settings.form.short}（校验码{code}），区里没有采用：{remark}\n\n"
        f"你单位自己报来的不受影响。\n\n{settings.signature}"
    )


def issue(settings: DistrictSettings, unit: Unit, by: date) -> str:
    """The body of the letter that a unit's blank workbook goes out with; ``by`` is the last day to file."""
    page = (
        f"填好后可以自己先校验、生成送审稿：把附件“{PAGE_ARCHIVE}”解压，双击里面的网页，把填报表拖进去。"
        "不用安装，不上网，文件不会传出去。\n"
    )
    return (
        f"{unit.name}：\n\n附件是你单位{settings.year}年{settings.form.called}的填报表。请用WPS或Excel打开，按表内“填表说明”填写，"
        f"合计和勾稽关系自动核对；填完后把这份文件作为附件直接回复本邮件，于{format_day(by)}前报来。"
        f"请不要改文件的格式，也不要用别的单位的表。\n"
        f"{page if settings.page else ''}\n{settings.signature}"
    )


def reminder(settings: DistrictSettings, unit: Unit, state: UnitState, now: str, days: int) -> str:
    """“截至1月20日17时，你单位年报尚未报送，距区定时限还有3天，请抓紧。”"""
    report = settings.form.short
    what = f"改好的{report}尚未报回" if state is UnitState.RETURNED else f"{report}尚未报送"
    left = f"距区定时限还有{days}天" if days > 0 else "今天是区定时限" if days == 0 else f"已超过区定时限{-days}天"
    return f"{unit.name}：\n\n截至{now}，你单位{what}，{left}，请抓紧。\n\n{settings.signature}"
