"""汇总 in a district: a parent against its parts."""

from pathlib import Path

import pytest

from tests.district.desks import GOOD, NOW, deliver, desk_of, issued, mail, short_of, take, typed
from tests.drawn import filled, official_form
from toolkit.district.overview.district_total import differences, sum_up
from toolkit.errors import UserError
from toolkit.tasks.total import total


def test_a_parent_against_its_parts() -> None:
    """A department that reports for its offices too, and says something else than they do together."""
    form = official_form()
    parts = [filled(form, {"requests.new.person": 2}, unit=f"所{number}", code=str(number)) for number in range(2)]
    own = filled(form, {"requests.new.person": 3}, unit="局", code="9")
    (line,) = differences(own, total(parts, "局").submission)
    assert "本单位填3，所属单位相加4，少1" in line


def test_a_total_without_a_unit_is_asked_for_by_name(tmp_path: Path) -> None:
    """Whoever is missing is named, and nothing is written; partly is a choice of the clerk."""
    with desk_of(tmp_path / "区", 2) as place:
        take(place, deliver(mail(0, ("年报.xlsx", typed(issued(place)[0], 0, GOOD)))))
        before = set(place.folder.rglob("*.xlsx"))
        with pytest.raises(UserError) as raised:
            sum_up(place, "", False, NOW)
        assert raised.value.code == "units-missing"
        assert short_of(1) in raised.value.text
        assert short_of(0) not in raised.value.text
        assert set(place.folder.rglob("*.xlsx")) == before
        summed = sum_up(place, "", True, NOW)
        assert summed.total.submission.figure("requests.new.person") == GOOD["requests.new.person"]
        assert set(place.folder.rglob("*.xlsx")) > before
