"""All kinds of damage, in a visible table; and the vandal, who does some of them to one workbook."""

from collections.abc import Sequence
from random import Random

from tests.instruments.vandal.kind import Kind
from tests.instruments.vandal.kinds.cells import CELLS
from tests.instruments.vandal.kinds.encoding import ENCODINGS
from tests.instruments.vandal.kinds.file import FILE
from tests.instruments.vandal.kinds.formats import FORMATS
from tests.instruments.vandal.kinds.lines import LINES
from tests.instruments.vandal.kinds.marks import MARKS
from tests.instruments.vandal.kinds.outside import OUTSIDE
from tests.instruments.vandal.kinds.parts import PACKAGE
from tests.instruments.vandal.kinds.people import PEOPLE
from tests.instruments.vandal.kinds.rows import XML_ROWS
from tests.instruments.vandal.kinds.runs import RUNS
from tests.instruments.vandal.kinds.sheets import SHEETS
from tests.instruments.vandal.kinds.texts import TEXTS
from tests.instruments.vandal.kinds.totals import TOTALS
from tests.instruments.vandal.kinds.typed import TYPED
from tests.instruments.vandal.kinds.unseen import UNSEEN
from tests.instruments.vandal.kinds.xml import XML_CELLS
from tests.instruments.vandal.kinds.zip import ARCHIVES
from tests.instruments.vandal.patient import Damaged, patient
from toolkit.submission.submission import Submission

KINDS: tuple[Kind, ...] = (
    *(*TYPED, *PEOPLE, *FORMATS, *RUNS),
    *(*TOTALS, *LINES, *CELLS, *OUTSIDE, *UNSEEN),
    *(*SHEETS, *MARKS, *TEXTS),
    *(*XML_CELLS, *XML_ROWS, *FILE, *ENCODINGS, *PACKAGE, *ARCHIVES),
)
TRIES = 12


def vandalised(workbook: bytes, submission: Submission, kinds: Sequence[Kind], random: Random) -> Damaged | None:
    """The workbook after these kinds of damage, one upon the other; None where one of them finds nothing to damage."""
    sick = patient(workbook, submission)
    for kind in kinds:
        done = next(filter(None, (kind.act(sick, random) for _ in range(TRIES))), None)
        if done is None:
            return None
        sick.said.append(f"{kind.chinese}：{done}")
    return sick.finished(tuple(kind.name for kind in kinds), recalculate=random.random() < 0.5)
