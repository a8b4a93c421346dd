"""Sentences for findings about a damaged file: lost cells, moved lines, formulas, copies."""

from collections.abc import Sequence
from itertools import groupby, islice

from toolkit.checks.finding import (
    Finding,
    FoundOtherwise,
    Level,
    OutOfPlace,
    Quoting,
    RivalContents,
    SheetsAmiss,
    ShownOtherwise,
    Spot,
    StruckFigure,
    Worded,
)
from toolkit.checks.messages.entries import SHOWN_LENGTH, short
from toolkit.checks.messages.naming import SHOWN_NAMES, SHOWN_PLACES, in_all, several
from toolkit.checks.messages.sentence import Sentence, sentence
from toolkit.checks.reading import Reading
from toolkit.numbers import plain_number
from toolkit.submission.submission import BLANKS_ARE_ZERO, DECLARATIONS

HIDDEN = "（有的在隐藏的行、列里，或者字看不见）"
FRESH = "请在区里发的填报表上"


def _cell_missing(finding: SheetsAmiss, reading: Reading) -> Worded:
    sheets = "”“".join(finding.sheets)
    why = f"工作表“{sheets}”的内容没有随文件保存或传来" if sheets else "可能是所在的行、列或工作表被删除"
    message = f"{in_all(finding.cells, reading)}在文件里找不到了，{why}。{FRESH}重新填写这几格。"
    return Worded(message, "原来的格", "找不到")


def _found_otherwise(finding: FoundOtherwise, reading: Reading) -> Worded:
    by = "旁边的文字" if finding.by_labels else "表里隐藏的标记"
    message = (
        f"填报表的内部名称丢失，{in_all(finding.cells, reading)}是按{by}找到的，数已照读，不用改。"
        "下次请不要把表复制到别的文件里填写。"
    )
    return Worded(message, "内部名称", f"按{by}找到")


def _cells_moved(finding: Finding, reading: Reading) -> Worded:
    message = (
        f"{in_all(finding.cells, reading)}的格被移动过，已按现在所在的行和列读数。"
        "请核对数填在了该填的行；改数请直接重填，不要拖动格子。"
    )
    return Worded(message, "原来的位置", "移动过")


def _place_unclear(finding: Finding, reading: Reading) -> Worded:
    message = (
        f"{in_all(finding.cells, reading)}所在的行或列被改动过，拿不准是哪一项的数。"
        f"{FRESH}重新填写这几格，或者把行、列恢复原来的位置。"
    )
    return Worded(message, "原来的位置", "位置对不上")


def _cell_covered(finding: Finding, reading: Reading) -> Worded:
    message = f"{several(finding.cells, reading)}被合并进了旁边的格，里面的数没有了。请取消合并后重新填写。"
    return Worded(message, "单独的格", "合并的格")


def _cell_hidden(finding: Finding, reading: Reading) -> Worded:
    message = (
        f"{several(finding.cells, reading)}里有内容，但所在的行或列被隐藏，或者字的颜色、大小让人看不见，已照读。"
        "请改成看得见的，核对后再报。"
    )
    return Worded(message, "看得见的格", "隐藏的格")


def _typed_formula(finding: Finding, reading: Reading) -> Worded:
    message = f"{several(finding.cells, reading)}填的是公式，已按公式算出的数计。请核对，最好直接填数字。"
    return Worded(message, "数字", "公式")


def _odd_format(finding: Finding, reading: Reading) -> Worded:
    message = (
        f"{several(finding.cells, reading)}的显示格式被改成了日期、百分比或别的样子，已按格里实际存的数计，请核对。"
    )
    return Worded(message, "常规格式的数字", "改过的显示格式")


def _shown_otherwise(finding: ShownOtherwise, reading: Reading) -> Worded:
    pairs = finding.pairs
    seen = "、".join(f"“{seen}”" if seen else "空白" for seen, _ in pairs[:SHOWN_NAMES])
    stored = "、".join(plain_number(number) for _, number in pairs[:SHOWN_NAMES])
    more = "等" if len(pairs) > SHOWN_NAMES else ""
    message = (
        f"{several(finding.cells, reading)}的显示格式让人看到的是{seen}{more}，格里实际存的是{stored}{more}，"
        "已按实际存的数计。请核对哪个对，把格式改回“常规”再重新填。"
    )
    return Worded(message, "看到的和存的一样", f"看到{seen}{more}，存的是{stored}{more}")


def _figure_struck(finding: StruckFigure, reading: Reading) -> Worded:
    marked = {"划掉的": finding.struck, "上标或下标的": finding.raised}
    named = [f"{how}{words[:SHOWN_LENGTH]}" for how, words in marked.items() if words]
    if not named:
        message = f"{several(finding.cells, reading)}里的数被整个划掉了（删除线），分不清还算不算。"
        return Worded(f"{message}请去掉删除线重新填数；没有的请填0。", "没有划掉的数字", "划掉的数")
    other = "没划掉的" if finding.struck else "前面的"
    rest = f"和{other}{finding.rest[:SHOWN_LENGTH]}连在一起" if finding.rest else "在一个格里"
    message = (
        f"{several(finding.cells, reading)}里，{'、'.join(named)}{rest}，分不清是哪个数。请清掉这一格，只填一个数。"
    )
    return Worded(message, "一个数", f"{'、'.join(named)}{rest}")


def _text_struck(finding: Quoting, reading: Reading) -> Worded:
    words = finding.quotes
    shown = "、".join(f"“{short(each)}”" for each in words[:SHOWN_NAMES]) + ("等" if len(words) > SHOWN_NAMES else "")
    message = (
        f"{several(finding.cells, reading)}里的{shown}加了删除线，但仍会照原样写进报告，不带删除线。"
        "不要的请直接删掉；要的请去掉删除线。"
    )
    return Worded(message, "没有划掉的文字", f"划掉的{shown}")


def _cell_rivals(finding: RivalContents, reading: Reading) -> Worded:
    where = several(finding.cells, reading) if finding.cells else _at(finding)
    versions = ("、".join(f"“{short(each)}”" if each else "空白" for each in texts) for texts in finding.versions)
    shown = "；".join(islice(versions, SHOWN_NAMES)) + ("等" if len(finding.versions) > SHOWN_NAMES else "")
    message = (
        f"{where}在文件里写了不止一个内容（{shown}），不同的程序打开会看到不同的内容。"
        "请用WPS或Excel打开，核对后重新填这几格，保存后再报。"
    )
    return Worded(message, "一个格一个内容", shown)


def _at(finding: Finding) -> str:
    spots = finding.spots
    refs = "、".join(f"“{spot.sheet}”{spot.ref}" for spot in spots[:SHOWN_PLACES])
    return refs + (f"等{len(spots)}格" if len(spots) > SHOWN_PLACES else "")


def _listed(areas: Sequence[Spot]) -> str:
    return "、".join(area.ref for area in areas[:SHOWN_PLACES]) + ("等" if len(areas) > SHOWN_PLACES else "")


def _outside(finding: OutOfPlace, reading: Reading) -> Worded:
    spots = finding.spots
    what = "文字" if finding.texts else "数"
    start = (
        f"工作表“{spots[0].sheet}”的{_listed(finding.areas)}有{what}，"
        f"但这{len(spots)}格不属于任何一项，不会计入报告{HIDDEN if finding.hidden else ''}。"
    )
    remedy = f"请把{what}填到该填的浅黄色格里，把多出来的行、列删去。"
    if finding.level is not Level.ERROR:
        remedy = "要报的数，请填到该填的浅黄色格里；不是要报的，请删去。"
    return Worded(start + remedy, "没有多出来的内容", f"{len(spots)}格有{what}")


def _numbers_elsewhere(finding: OutOfPlace, reading: Reading) -> Worded:
    sheets = [list(areas) for _, areas in groupby(finding.areas, lambda area: area.sheet)]
    shown = "；".join(f"“{areas[0].sheet}”的{_listed(areas)}" for areas in sheets[:SHOWN_NAMES])
    more = f"等{len(sheets)}张工作表" if len(sheets) > SHOWN_NAMES else ""
    count = len(finding.spots)
    message = (
        f"填报表以外的工作表{shown}{more}有数，这{count}格没有计入报告{HIDDEN if finding.hidden else ''}。"
        "要报的数，请填到填报表里；自己留用的，不用管。"
    )
    return Worded(message, "数填在填报表里", f"{count}格有数")


def _table_elsewhere(finding: OutOfPlace, reading: Reading) -> Worded:
    table = reading.submission.form.table(finding.table).name
    spots = finding.spots
    message = (
        f"{table}上方选了“{DECLARATIONS[BLANKS_ARE_ZERO]}”，表里却一个数也没有；"
        f"工作表“{spots[0].sheet}”的{_listed(finding.areas)}有数，排列和{table}一样，没有计入报告。"
        f"是{table}的数，请填回{table}；不是的，请把{table}没有的填0。"
    )
    return Worded(message, f"数填在{table}里", f"{len(spots)}格有数")


def _sheet_doubled(finding: SheetsAmiss, reading: Reading) -> Worded:
    read, *others = finding.sheets
    count = len(finding.sheets)
    listed = "”“".join(others[:SHOWN_NAMES]) + ("”等" if len(others) > SHOWN_NAMES else "”")
    start = f"同一张表有{count}份：“{read}”和“{listed}，已按“{read}”读数"
    if not finding.cells:
        return Worded(f"{start}，填的都一样。请把多出来的删去。", "一份", f"{count}份")
    message = f"{start}，但{in_all(finding.cells, reading)}填的不一样。请核对后只留一份。"
    return Worded(message, "一份", f"{count}份，填的不一样")


def _no_counterpart(finding: Finding, reading: Reading) -> Worded:
    message = f"{_at(finding)}的数在现在的表样里没有对应的项，没有读入。请核对这些数是否要写进文字里。"
    return Worded(message, "现在表样里的项", f"{len(finding.spots)}格没有对应的项")


def _many_paragraphs(finding: Finding, reading: Reading) -> Worded:
    message = (
        f"{several(finding.cells, reading)}的段数比填报表的行数多，已全部读入。"
        "用找回数据制作新表时，多出的段会并到最后一行里，请核对。"
    )
    return Worded(message, "一段一行", "多出的段")


def _macros_ignored(finding: Finding, reading: Reading) -> Worded:
    return Worded("文件里带有宏，没有运行，不影响读数。报送时请存为“.xlsx”。", "不带宏的文件", "带宏的文件")


def _values_only(finding: Finding, reading: Reading) -> Worded:
    message = "这份文件不是“.xlsx”格式，只读了数和文字，看不出合计的公式有没有被改动。请用WPS或Excel另存为“.xlsx”再报。"
    return Worded(message, ".xlsx", "旧格式或其他格式")


def _older_form(finding: Finding, reading: Reading) -> Worded:
    message = "这份填报表是按另一版表样做的，能对上的都已读入。请核对是否用错了填报表。"
    return Worded(message, "现在的表样", "另一版表样")


def _formula_replaced(finding: Finding, reading: Reading) -> Worded:
    message = f"{several(finding.cells, reading)}的公式没有了（被数字盖掉或者清空）。报告以重新相加的结果为准，不用改。"
    return Worded(message, "公式", "没有公式")


def _formula_changed(finding: Finding, reading: Reading) -> Worded:
    message = (
        f"{several(finding.cells, reading)}的公式被改动，或者引用的格没有了。报告以重新相加的结果为准；"
        "打印、签字请用重新下发的填报表。"
    )
    return Worded(message, "原来的公式", "别的公式")


def _formula_stale(finding: Finding, reading: Reading) -> Worded:
    message = (
        f"{several(finding.cells, reading)}显示的合计没有随填写更新，已重新相加。"
        "请用电脑上的WPS或Excel打开、保存一次，再核对打印件。"
    )
    return Worded(message, "重新计算的合计", "旧的合计")


def _formula_uncalculated(finding: Finding, reading: Reading) -> Worded:
    message = (
        f"{several(finding.cells, reading)}的合计还没有算出来（保存文件的程序没有计算），已重新相加。"
        "请用电脑上的WPS或Excel打开、保存一次，再打印。"
    )
    return Worded(message, "计算过的合计", "没有计算")


DAMAGE: dict[str, Sentence] = {
    "cell-missing": sentence(SheetsAmiss, _cell_missing),
    "found-otherwise": sentence(FoundOtherwise, _found_otherwise),
    "cells-moved": _cells_moved,
    "place-unclear": _place_unclear,
    "cell-covered": _cell_covered,
    "cell-hidden": _cell_hidden,
    "typed-formula": _typed_formula,
    "odd-format": _odd_format,
    "shown-otherwise": sentence(ShownOtherwise, _shown_otherwise),
    "figure-struck": sentence(StruckFigure, _figure_struck),
    "text-struck": sentence(Quoting, _text_struck),
    "cell-rivals": sentence(RivalContents, _cell_rivals),
    "outside": sentence(OutOfPlace, _outside),
    "numbers-elsewhere": sentence(OutOfPlace, _numbers_elsewhere),
    "table-elsewhere": sentence(OutOfPlace, _table_elsewhere),
    "sheet-doubled": sentence(SheetsAmiss, _sheet_doubled),
    "no-counterpart": _no_counterpart,
    "many-paragraphs": _many_paragraphs,
    "macros-ignored": _macros_ignored,
    "values-only": _values_only,
    "older-form": _older_form,
    "formula-replaced": _formula_replaced,
    "formula-changed": _formula_changed,
    "formula-stale": _formula_stale,
    "formula-uncalculated": _formula_uncalculated,
}
