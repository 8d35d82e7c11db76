from datetime import UTC, datetime

from helpdesk.embedded import letters_page
from helpdesk.embedded.letters import Letter

EVIL = '<script>alert("1")</script>'


def letter(**facts: str) -> Letter:
    usual = {"id": "1.x", "sender": EVIL, "subject": EVIL, "message_id": EVIL, "text": EVIL, "html": EVIL}
    return Letter(
        **usual | facts,
        received=datetime(2026, 11, 21, tzinfo=UTC),
        to=(EVIL,),
        enclosed=(EVIL,),
        headers=((EVIL, EVIL),),
    )


def test_nothing_of_a_letter_becomes_markup() -> None:
    for page in (letters_page.page(letter()), letters_page.listing([letter()], count=1)):
        assert "<script" not in page
        assert "&lt;script&gt;" in page


def test_html_is_framed_without_its_scripts_and_its_links_open_outside() -> None:
    page = letters_page.page(letter())
    assert '<iframe sandbox="allow-popups allow-popups-to-escape-sandbox" src="/letters/1.x/html"' in page
    assert letters_page.framed(letter()).startswith('<!doctype html><base target="_blank">')
    assert letters_page.SANDBOX.startswith(
        "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'"
    )


def test_what_is_enclosed_is_named() -> None:
    assert "<dt>Enclosed</dt>" in letters_page.page(letter())


def test_a_letter_without_html_has_no_frame() -> None:
    assert "<iframe" not in letters_page.page(letter(html=""))


def test_addresses_in_the_text_are_links_without_the_full_stop_behind_them() -> None:
    text = "Rate us (http://localhost:8000/s/abc?score=5&x=1). Or https://desk.example/."
    assert letters_page.with_links(text) == (
        'Rate us (<a href="http://localhost:8000/s/abc?score=5&amp;x=1" rel="noreferrer">'
        "http://localhost:8000/s/abc?score=5&amp;x=1</a>). Or "
        '<a href="https://desk.example/" rel="noreferrer">https://desk.example/</a>.'
    )


def test_only_web_addresses_become_links() -> None:
    assert letters_page.with_links("javascript:alert(1) <b>") == "javascript:alert(1) &lt;b&gt;"


def test_the_list_says_what_would_be_there() -> None:
    assert "Nothing has been sent yet." in letters_page.listing([], count=0)
    assert "1 letter, the newest first" in letters_page.listing([letter()], count=1)
    assert "The 4 older ones are kept" in letters_page.listing([letter()], count=5)


def test_a_letter_without_a_subject_can_still_be_opened() -> None:
    assert "(no subject)" in letters_page.listing([letter(subject="")], count=1)
