"""A search taken apart, whatever was typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tickets.domain.search.reading import LONGEST, Piece, read

TYPED = st.text(
    alphabet=st.one_of(st.sampled_from("\"'-#:()&|!*<>\\ \t\x00+0123456789abžł„“:@./"), st.characters()),
    max_size=300,
)


@given(TYPED)
def test_any_text_can_be_read(text: str) -> None:
    pieces = read(text)
    assert all(piece.text.strip() for piece in pieces)
    assert sum(len(piece.text) for piece in pieces) <= LONGEST
    assert not any(sign in piece.text for piece in pieces for sign in "\x00\n\t")


@given(TYPED)
def test_nothing_that_was_typed_is_lost(text: str) -> None:
    """Every letter and digit stands in a piece or in the name before its colon."""
    told = "".join(piece.name + piece.text for piece in read(text)).casefold()
    typed = text[: LONGEST // 2].encode("utf-8", "ignore").decode().strip()
    assert [sign for sign in typed.casefold() if sign.isalnum() and sign not in told] == []


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("hot water", [Piece("hot"), Piece("water")]),
        ('"hot  water" 214', [Piece("hot  water", is_phrase=True), Piece("214")]),
        ("„teplá voda“", [Piece("teplá voda", is_phrase=True)]),
        ('"never closed', [Piece("never closed", is_phrase=True)]),
        ("-refund –room", [Piece("refund", is_without=True), Piece("room", is_without=True)]),
        ('-"hot water"', [Piece("hot water", is_phrase=True, is_without=True)]),
        ("check-in", [Piece("check-in")]),
        ("kind:return", [Piece("return", name="kind")]),
        ('-kind:"room change"', [Piece("room change", name="kind", is_phrase=True, is_without=True)]),
        ("kind: return", [Piece("kind:"), Piece("return")]),
        ("12:30", [Piece("12:30")]),
        ("#1042", [Piece("#1042")]),
        (
            "novak +420 777 123 456 bill",
            [Piece("novak"), Piece("+420 777 123 456", is_phone=True), Piece("bill")],
        ),
        ("(777) 123-456", [Piece("(777) 123-456", is_phone=True)]),
        ("777 123", [Piece("777"), Piece("123")]),
        ("2026-05-01", [Piece("2026-05-01")]),
        ('"" - ""', [Piece("-")]),
        ("", []),
    ],
)
def test_what_is_read(text: str, pieces: list[Piece]) -> None:
    assert read(text) == pieces


@pytest.mark.parametrize(
    ("text", "number"),
    [("#1042", 1042), ("1042", 1042), ("A1042", None), ('"1042"', None), ("1234567890123", None)],
)
def test_what_may_be_the_number_of_a_ticket(text: str, number: int | None) -> None:
    assert read(text)[0].number == number
