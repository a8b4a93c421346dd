"""催报: a letter to each unit that has not reported, or whose report is not acceptable yet; one a day at most."""

from collections.abc import Iterator
from datetime import datetime

from toolkit.district.clock import day, said
from toolkit.district.district import Desk
from toolkit.district.ledger import outbox
from toolkit.district.ledger.outbox import Ours, Page
from toolkit.district.ledger.standing import State
from toolkit.district.letters import words as letters
from toolkit.district.overview.status import Line, lines

LATE = (State.NOTHING, State.OVERDUE, State.RETURNED)


def owing(desk: Desk) -> list[Line]:
    """The units that something is still expected from."""
    return [each for each in lines(desk) if each.standing.state in LATE]


def remind(desk: Desk, now: datetime) -> Iterator[tuple[Line, Ours]]:
    """A letter for each; without an address it is kept as a text to pass on."""
    for line in owing(desk):
        unit, state = line.unit, line.standing.state
        days = (desk.district.report_by(unit.group) - day(now)).days
        text = letters.reminder(desk.district, unit, state, said(now), days)
        page = Page(f"【年报】催报：{unit.short_name}{desk.district.year}年", text)
        yield line, outbox.put(desk, "remind", unit.key, f"{unit.key} {day(now)}", unit.addresses, page, now)
