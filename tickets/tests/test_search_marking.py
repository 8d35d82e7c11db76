"""The words where they stand: found without accents, marked as written, and never taken for HTML."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from tickets.domain.search.marking import SHOWN, Marker
from tickets.domain.search.wanted import Mark

WATER = Marker([Mark("tepl", begins=True), Mark("voda", begins=False)])


def test_words_are_marked_whatever_their_accents_and_case() -> None:
    assert WATER.marked("TEPLÁ voda, vodárna") == "<mark>TEPLÁ</mark> <mark>voda</mark>, vodárna"


def test_what_was_typed_is_never_html() -> None:
    assert WATER.marked("<b>voda</b> & 'x'") == ("&lt;b&gt;<mark>voda</mark>&lt;/b&gt; &amp; &#x27;x&#x27;")


@given(st.text(max_size=200))
def test_marking_changes_no_text(text: str) -> None:
    html = str(WATER.marked(text))
    assert "<" not in html.replace("<mark>", "").replace("</mark>", "")
    plain = html.replace("<mark>", "").replace("</mark>", "")
    for entity, sign in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&#x27;", "'"), ("&amp;", "&")):
        plain = plain.replace(entity, sign)
    assert plain == text


def test_an_excerpt_is_the_piece_around_the_first_word() -> None:
    text = "The guest came down at seven. " * 10 + "There was no teplá voda. " + "He went away. " * 30
    piece = WATER.excerpt(text)
    assert "no teplá voda" in piece
    assert piece.startswith("… ")
    assert piece.endswith(" …")
    assert len(piece) <= SHOWN + 4


@given(st.text(max_size=600))
def test_an_excerpt_stands_in_the_text(text: str) -> None:
    piece = re.sub(r"^… | …$", "", WATER.excerpt(f"{text} voda"))
    assert piece in " ".join(f"{text} voda".split())


def test_there_is_no_excerpt_of_a_text_without_the_words() -> None:
    assert WATER.excerpt("Nothing of the kind.") == ""
