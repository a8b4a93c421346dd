"""Makes the pictures of docs/区里.md: a district of some units, in mid-January. Needs LibreOffice and Chromium.

python -m tools.docs.desk_pictures
"""

import tempfile
from pathlib import Path

from tests.district.desks import BAD, GOOD, NOW, deliver, desk_of, issued, mail, take, typed
from tests.instruments.oracles.browser import photographed
from tests.instruments.oracles.office import to_pdfs
from toolkit.district.district import District
from toolkit.district.letters.answer import answer
from toolkit.district.letters.decide import approve, publish
from toolkit.district.letters.return_notice import return_notice
from toolkit.district.letters.words import mend_by
from toolkit.district.overview.district_total import FOLDER, TRACE, sum_up
from toolkit.district.overview.status import page
from tools.docs.pictures import DOCS, picture

PICTURES = DOCS / "pictures"
WRONG = {**BAD, "publication.fees.amount": "0.5万元", "disputes.direct.upheld": "/"}
WIDE = (1200, 620)


def story(place: District) -> None:
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
            returned = answer(place, place.ledger.messages()[3], place.roster.units[3], alone=True)
            assert returned.submission
            data = return_notice(place.settings, returned.submission, mend_by(place.settings, returned))
            (folder / "slip.docx").write_bytes(data)
            trace = place.folder / FOLDER / TRACE
            shown, listed = to_pdfs([folder / "slip.docx", trace], folder / "printed")
        picture(shown, 1, PICTURES / "desk-slip")
        picture(listed, 5, PICTURES / "desk-trace")


if __name__ == "__main__":
    main()
