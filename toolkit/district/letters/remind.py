"""催报: a letter to each unit that has not reported, or whose report is not acceptable yet; one a day at most."""

from collections.abc import Iterator
from datetime import datetime

from toolkit.district.clock import day, format_time
from toolkit.district.district import District
from toolkit.district.ledger import outbox
from toolkit.district.ledger.outbox import LetterContent
from toolkit.district.ledger.records import OutgoingLetter
from toolkit.district.ledger.standing import UnitState
from toolkit.district.letters import words as letters
from toolkit.district.overview.status import StatusLine, lines

LATE = (UnitState.NOTHING, UnitState.OVERDUE, UnitState.RETURNED)


def owing(district: District) -> list[StatusLine]:
    """The units that something is still expected from."""
    return [each for each in lines(district) if each.standing.state in LATE]


def remind(district: District, now: datetime) -> Iterator[tuple[StatusLine, OutgoingLetter]]:
    """A letter for each; without an address it is kept as a text to pass on."""
    for line in owing(district):
        unit, state = line.unit, line.standing.state
        days = (district.settings.report_by(unit.group) - day(now)).days
        text = letters.reminder(district.settings, unit, state, format_time(now), days)
        content = LetterContent(
            f"【{district.settings.form.short}】催报：{unit.short_name}{district.settings.year}年", text
        )
        yield line, outbox.put(district, "remind", unit.key, f"{unit.key} {day(now)}", unit.addresses, content, now)
