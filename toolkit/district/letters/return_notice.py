"""退回意见单: everything to correct or explain, as a Word document to print."""

from collections.abc import Iterator
from datetime import date

from toolkit import limits
from toolkit.checks.messages.wording import LEVELS
from toolkit.district.clock import format_day, format_time
from toolkit.district.letters.answer import Answered
from toolkit.district.letters.words import shortened
from toolkit.district.settings import DistrictSettings
from toolkit.report.content import Heading, Listing, Part, Prose, Report
from toolkit.report.word.word import drawn
from toolkit.rich_text import Run, paragraph

TITLE = "{}退回意见单"


def return_notice(settings: DistrictSettings, each: Answered, by: date) -> bytes:
    """The bytes of a .docx."""
    return drawn(
        Report((TITLE.format(settings.form.called),), tuple(_parts(settings, each, by))), settings.name, settings.year
    )


def _parts(settings: DistrictSettings, each: Answered, by: date) -> Iterator[Part]:
    entry = each.entry
    yield _prose(f"{each.unit.name}：")
    yield _prose(
        f"你单位{settings.year}年的填报表于{format_time(entry.received)}收到，校验码{entry.check_code}。"
        f"请按下面的意见改好，于{format_day(by)}前报回。"
    )
    for level, name in LEVELS.items():
        listed = [one.words.message for one in each.told if one.finding.level is level]
        if listed:
            yield Heading(1, f"{name}（{len(listed)}处）")
            shown = listed[: limits.SLIPPED]
            rows = [(str(number), shortened(message)) for number, message in enumerate(shown, start=1)]
            yield Listing(("序号", "意见"), tuple(rows), (1, 9))
            if len(listed) > len(shown):
                yield _prose(f"其余{len(listed) - len(shown)}处不在这里列出，改好这些再报一次，会另行告诉。")
    if each.left:
        yield Heading(1, f"上次指出、还没有改的（{len(each.left)}处）")
        yield from (_prose(shortened(fault.message)) for fault in each.left[: limits.SLIPPED])
    yield _prose(settings.signature)


def _prose(text: str) -> Prose:
    return Prose(paragraph([Run(text)]))
