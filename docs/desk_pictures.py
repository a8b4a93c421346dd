"""Makes the pictures of docs/区里.md: a district of some units, in mid-January. Needs LibreOffice and Chromium.

python -m docs.desk_pictures
"""

import tempfile
from pathlib import Path

from docs.pictures import DOCS, picture
from tests.district.desks import BAD, GOOD, NOW, deliver, desk_of, issued, mail, take, typed
from tests.oracles.browser import photographed
from tests.oracles.office import to_pdfs
from toolkit.district.answer import answer
from toolkit.district.decide import approve, publish
from toolkit.district.desk import Desk
from toolkit.district.ledger_read import messages
from toolkit.district.letters import mend_by
from toolkit.district.slip import slip
from toolkit.district.status import page
from toolkit.district.sum_up import FOLDER, TRACE, sum_up

PICTURES = DOCS / "pictures"
WRONG = {**BAD, "publication.fees.amount": "0.5万元", "disputes.direct.upheld": "/"}
WIDE = (1200, 620)


def story(place: Desk) -> None:
    """Most have reported; one has something to mend; one is through to the end."""
    blanks = issued(place)
    filled = [typed(blank, number, WRONG if number == 3 else GOOD) for number, blank in enumerate(blanks[:9])]
    take(place, deliver(*(mail(number, ("年报.xlsx", data)) for number, data in enumerate(filled))))
    for unit in place.roster.units[:3]:
        approve(place, unit, 0, "", NOW)
    publish(place, place.roster.units[0], "https://www.example.gov.cn/nb.html", "", NOW)


def main() -> None:
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work)
        with desk_of(folder / "原州区", 12) as place:
            story(place)
            photographed(page(place, NOW), *WIDE, PICTURES / "desk-status.png")
            sum_up(place, "", True, NOW)
            returned = answer(place, messages(place.ledger)[3])
            data = slip(place.district, returned.submissions[0], mend_by(place.district, returned))
            (folder / "slip.docx").write_bytes(data)
            trace = place.folder / FOLDER / TRACE
            shown, listed = to_pdfs([folder / "slip.docx", trace], folder / "printed")
        picture(shown, 1, PICTURES / "desk-slip")
        picture(listed, 5, PICTURES / "desk-trace")


if __name__ == "__main__":
    main()
