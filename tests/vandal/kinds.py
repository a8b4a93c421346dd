"""All kinds of damage, in a visible table; and the vandal, who does some of them to one workbook."""

from collections.abc import Sequence
from random import Random

from tests.vandal.kind import Kind
from tests.vandal.kinds_cells import CELLS
from tests.vandal.kinds_encoding import ENCODINGS
from tests.vandal.kinds_file import FILE
from tests.vandal.kinds_formats import FORMATS
from tests.vandal.kinds_lines import LINES
from tests.vandal.kinds_marks import MARKS
from tests.vandal.kinds_outside import OUTSIDE
from tests.vandal.kinds_parts import PACKAGE
from tests.vandal.kinds_people import PEOPLE
from tests.vandal.kinds_rows import XML_ROWS
from tests.vandal.kinds_runs import RUNS
from tests.vandal.kinds_sheets import SHEETS
from tests.vandal.kinds_texts import TEXTS
from tests.vandal.kinds_totals import TOTALS
from tests.vandal.kinds_typed import TYPED
from tests.vandal.kinds_unseen import UNSEEN
from tests.vandal.kinds_xml import XML_CELLS
from tests.vandal.kinds_zip import ARCHIVES
from tests.vandal.patient import Damaged, patient
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
