"""Words that make a clause speak of something else, and the names that a unit has for itself."""

import pytest

from toolkit.checks.prose.guards import own_names, says_any


@pytest.mark.parametrize(
    ("text", "said"),
    [("区政府受理", True), ("全区政府信息公开", False), ("全区政府信息公开，区政府受理", True), ("各类申请", False)],
)
def test_a_guard_is_a_word_of_its_own(text: str, said: bool) -> None:
    """Inside a longer word that is known it guards nothing."""
    assert says_any(("区政府", "类"), ("全区", "政府信息公开", "各类"), text) is said


def test_how_a_unit_calls_itself() -> None:
    """What is said of the unit itself is not said of another body."""
    names = own_names("大河区人民政府办公室")
    assert {"大河区人民政府办公室", "区政府办公室", "区政府办"} <= set(names)
    assert "政府" not in own_names("大河区人民政府")
