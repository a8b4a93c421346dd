"""参考表述 as data: what the file leaves unsaid, and which figures a phrase needs."""

from pathlib import Path

from tests.drawn import SECOND, edited
from toolkit.form.definition.load import load
from toolkit.form.expression import Ref
from toolkit.form.form import Form
from toolkit.form.phrase import Fact, Phrase, facts_in


def phrase(form: Form, text: str) -> Phrase:
    return next(phrase for phrase in form.phrases if phrase.text == text)


def test_a_form_needs_no_phrases(tmp_path: Path) -> None:
    """The file may be missing; a default sentence is a phrase all the same."""
    folder = edited(SECOND, tmp_path)
    (folder / "phrases.toml").unlink()
    assert [phrase.text for phrase in load(folder).phrases] == ["foreword"]


def test_a_default_sentence_gives_way_to_a_phrase(tmp_path: Path) -> None:
    """What the definition says outright counts."""
    form = load(edited(SECOND, tmp_path, ("phrases.toml", 'text = "voices"', 'text = "foreword"')))
    assert [phrase.text for phrase in form.phrases] == ["opening.hours", "foreword"]


def test_a_part_with_figures_is_left_out_at_zero(second: Form) -> None:
    """Unless it says otherwise; a part without figures is always said."""
    (sentence,) = phrase(second, "opening.hours").sentences
    assert [part.condition is None for part in sentence.parts] == [True, False, False]
    assert sentence.sure


def test_what_is_said_at_zero_is_said_whole(second: Form) -> None:
    """Its figures are zero by nature, and would all be left out."""
    assert all(part.condition is None for part in phrase(second, "voices").sentences[1].parts)


def test_a_phrase_needs_inputs_only(any_form: Form) -> None:
    """A total that was pasted over must not get into a sentence."""
    for one in any_form.phrases:
        assert [ref.id for ref in one.refs if any_form.cells[ref.id].computed or ref.last_year] == []


def test_a_group_in_a_column(second: Form) -> None:
    """``table.group.column`` adds up the rows of the group, here in a column that is itself a sum."""
    (part, _) = phrase(second, "voices").sentences[0].parts
    assert part.condition
    assert part.condition.sum.refs == tuple(
        Ref(f"holdings.{row}.{column}")
        for row in ("bought", "gifts")
        for column in ("grown", "young", "journals", "screen")
    )


def test_room_for_facts() -> None:
    """Braces around anything else stay as they are: a unit may be called so."""
    assert facts_in("{unit}在{year}年{x}") == (Fact("unit"), "在", Fact("year"), "年{x}")
    assert facts_in("") == ()
