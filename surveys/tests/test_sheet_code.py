"""A slip of the pen is always noticed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.domain.sheet_code import ALPHABET, BASE, MOST, code_of, number_in

numbers = st.integers(0, BASE**MOST - 1) | st.integers(0, 10**7)
characters = st.sampled_from(ALPHABET)


def plain(number: int) -> str:
    return code_of(number).replace("-", "")


def test_as_it_is_printed() -> None:
    assert [code_of(number) for number in (0, 1, 12345)] == ["0000-0000", "0000-01Y1", "000C-V7F2"]
    assert code_of(BASE**6) == "1-0000-00Q7"


@given(numbers)
def test_a_code_is_its_number(number: int) -> None:
    assert number_in(code_of(number)) == number


@given(numbers)
def test_however_it_is_typed(number: int) -> None:
    code = code_of(number)
    assert number_in(f" {code.lower().replace('-', ' ')} ") == number
    assert number_in(code.replace("0", "O").replace("1", "l").replace("5", "s").replace("V", "u")) == number


@given(numbers, st.data())
def test_one_wrong_character_is_noticed(number: int, data: st.DataObject) -> None:
    code = plain(number)
    at = data.draw(st.integers(0, len(code) - 1))
    wrong = data.draw(characters.filter(lambda one: one != code[at]))
    assert number_in(code[:at] + wrong + code[at + 1 :]) is None


@given(numbers, st.data())
def test_two_wrong_characters_are_noticed(number: int, data: st.DataObject) -> None:
    code = list(plain(number))
    places = data.draw(st.lists(st.integers(0, len(code) - 1), min_size=2, max_size=2, unique=True))
    for at in places:
        code[at] = data.draw(st.sampled_from([one for one in ALPHABET if one != code[at]]))
    assert number_in("".join(code)) is None


@given(numbers, st.data())
def test_two_swapped_characters_are_noticed(number: int, data: st.DataObject) -> None:
    code = list(plain(number))
    one, other = data.draw(st.lists(st.integers(0, len(code) - 1), min_size=2, max_size=2, unique=True))
    swapped = code.copy()
    swapped[one], swapped[other] = code[other], code[one]
    assert (number_in("".join(swapped)) is None) == (swapped != code)


@given(st.text(max_size=40))
def test_any_text_can_be_read(text: str) -> None:
    number = number_in(text)
    assert number is None or 0 <= number < BASE**MOST


def test_what_is_no_code() -> None:
    for text in ("", "0000-000", "0000-00000", "0000 0001", "00-0000-0000", "ěščřžýáí", "0" * 17, "---"):
        assert number_in(text) is None
    for number in (-1, BASE**MOST):
        with pytest.raises(ValueError):
            code_of(number)
