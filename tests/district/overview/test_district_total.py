"""汇总 in a district: a parent against its parts."""

from tests.drawn import filled, official_form
from toolkit.district.overview.district_total import differences
from toolkit.tasks.total import total


def test_a_parent_against_its_parts() -> None:
    """A department that reports for its offices too, and says something else than they do together."""
    form = official_form()
    parts = [filled(form, {"requests.new.person": 2}, unit=f"所{number}", code=str(number)) for number in range(2)]
    own = filled(form, {"requests.new.person": 3}, unit="局", code="9")
    (line,) = differences(own, total(parts, "局").submission)
    assert "本单位填3，所属单位相加4，少1" in line
