import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpdesk.folding import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Řehoř  Žluťoučký", "rehor zlutoucky"),
        ("Wiśniewski Żółć ŁÓDŹ", "wisniewski zolc lodz"),
        ("Groß", "gross"),
        ("  a\x00b\tc\n", "a b c"),
        ("ﬁn", "fin"),
        ("", ""),
    ],
)
def test_one_spelling_for_every_way_of_typing(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folded_text_has_no_control_characters_and_single_spaces(text: str) -> None:
    folded = fold(text)
    assert folded == " ".join(folded.split())
    assert "\x00" not in folded


@given(st.text(), st.text())
def test_a_word_is_found_in_the_text_it_was_taken_from(one: str, other: str) -> None:
    """The search folds word by word what was folded as a whole when it was stored."""
    assert fold(f"{one} {other}") == f"{fold(one)} {fold(other)}".strip()


@given(st.text(alphabet="ěščřžýáíéúůťďňąćęłńóśźżĚŁŻ abcXYZ"))
def test_capitals_make_no_difference(text: str) -> None:
    assert fold(text.upper()) == fold(text.lower()) == fold(fold(text))
