from hypothesis import given
from hypothesis import strategies as st

from helpdesk.policies.domain.differences import Piece, differences

WORDS = st.lists(st.sampled_from(["thirty", "days", "with", "a", "receipt.", "\n\n", "-"]), max_size=40).map(
    " ".join
)


def test_word_by_word() -> None:
    before = "Thirty days after the purchase, with a receipt and the box. Ask Marek."
    after = "Sixty days after the purchase, with receipt and without the box. Ask Marek."
    assert differences(before, after) == [
        Piece("removed", "Thirty "),
        Piece("added", "Sixty "),
        Piece("same", "days after the purchase, with "),
        Piece("removed", "a receipt and "),
        Piece("added", "receipt and without "),
        Piece("same", "the box. Ask Marek."),
    ]


@given(WORDS | st.text(max_size=60), WORDS | st.text(max_size=60))
def test_both_texts_can_be_read_in_the_pieces(before: str, after: str) -> None:
    pieces = differences(before, after)
    assert "".join(piece.text for piece in pieces if piece.sort != "added") == before
    assert "".join(piece.text for piece in pieces if piece.sort != "removed") == after


def test_the_same_text_has_no_differences() -> None:
    assert {piece.sort for piece in differences("Thirty days.", "Thirty days.")} == {"same"}
