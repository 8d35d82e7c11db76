from email.message import EmailMessage
from pathlib import Path

import pytest

from helpdesk.embedded.letters import Letter, Letters, read

LETTER = b"""From: =?utf-8?q?Hotel_Pod_V=C4=9B=C5=BE=C3=AD?= <desk@hotel.example>\r
To: Jana <jana@customer.example>\r
Subject: =?utf-8?b?SmFrIGpzbWUgdG8gdnnFmWXFoWlsaT8=?=\r
Message-ID: <1@hotel.example>\r
MIME-Version: 1.0\r
Content-Type: multipart/alternative; boundary=x\r
\r
--x\r
Content-Type: text/plain; charset=utf-8\r
Content-Transfer-Encoding: 8bit\r
\r
Dobr\xc3\xbd den\r
--x\r
Content-Type: text/html; charset=iso-8859-2\r
Content-Transfer-Encoding: quoted-printable\r
\r
<p>Dobr=FD den</p>\r
--x--\r
"""


@pytest.fixture
def letters(tmp_path: Path) -> Letters:
    return Letters(tmp_path / "letters")


def kept(letters: Letters, content: bytes) -> Letter:
    letters.keep(content, sender="desk@hotel.example", recipients=["jana@customer.example"])
    return letters.newest(1)[0]


def test_a_letter_is_kept_as_it_came_and_read_in_words(letters: Letters) -> None:
    letter = kept(letters, LETTER)
    assert letter.sender == "Hotel Pod Věží <desk@hotel.example>"
    assert letter.to == ("jana@customer.example",)
    assert letter.subject == "Jak jsme to vyřešili?"
    assert letter.message_id == "<1@hotel.example>"
    assert letter.text == "Dobrý den"
    assert letter.html == "<p>Dobrý den</p>"
    assert letters.paths()[0].read_bytes().endswith(LETTER)


def test_letters_outlive_the_catcher(letters: Letters, tmp_path: Path) -> None:
    kept(letters, LETTER)
    assert [letter.subject for letter in Letters(tmp_path / "letters").newest()] == ["Jak jsme to vyřešili?"]


def test_the_newest_letter_comes_first(letters: Letters) -> None:
    for number in range(5):
        letters.keep(b"Subject: %d\r\n\r\n" % number, sender="", recipients=[])
    assert [letter.subject for letter in letters.newest(3)] == ["4", "3", "2"]


def test_everyone_it_was_delivered_to_is_named_even_when_hidden(letters: Letters) -> None:
    letters.keep(LETTER, sender="desk@hotel.example", recipients=["a@x.example", "b@x.example"])
    assert letters.newest()[0].to == ("a@x.example", "b@x.example")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\r\n",
        b"no header at all",
        b"\xff\xfe\x00",
        b"Subject: =?x-unknown?b?AAAA?=\r\n\r\nhi",
        b"Subject: =?utf-8?b?!!!?=\r\n\r\nhi",
        b"Subject: caf\xe9\r\n\r\nhi",
        b"Content-Type: text/plain; charset=x-unknown\r\n\r\nhi",
        b'Content-Type: text/plain; charset="utf-8\x00"\r\n\r\nhi',
        b"Content-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\n!",
        b"Content-Disposition: attachment; filename*=x-unknown''%ff\r\n\r\nhi",
        b"Content-Disposition: attachment\r\n\r\nhi",
        b"Content-Type: multipart/mixed; boundary=x\r\n\r\nno part",
        b"Content-Type: message/rfc822\r\n\r\nSubject: inner\r\n\r\nhi",
        b"Message-ID: <[broken>\r\nFrom: <<>>,;:\r\nTo: @@\r\n\r\nhi",
    ],
)
def test_whatever_arrives_is_a_letter(letters: Letters, content: bytes) -> None:
    assert isinstance(kept(letters, content), Letter)


def test_an_attachment_is_not_the_text(letters: Letters) -> None:
    content = b"Content-Type: text/plain\r\nContent-Disposition: attachment; filename=a.txt\r\n\r\nsecret"
    letter = kept(letters, content)
    assert (letter.text, letter.enclosed) == ("", ("a.txt",))


def test_what_is_enclosed_is_named(letters: Letters) -> None:
    message = EmailMessage()
    message.set_content("Hm.")
    for name in ("Účet za pokój.pdf", "a;b.pdf"):
        message.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename=name)
    letter = kept(letters, message.as_bytes())
    assert (letter.text.strip(), letter.enclosed) == ("Hm.", ("Účet za pokój.pdf", "a;b.pdf"))
    assert letter.as_json()["enclosed"] == ["Účet za pokój.pdf", "a;b.pdf"]
    assert kept(letters, LETTER).enclosed == ()


def test_only_a_letter_is_found_by_its_id(letters: Letters) -> None:
    letter = kept(letters, LETTER)
    path = letters.find(letter.id)
    assert path is not None
    assert read(path) == letter
    assert letters.find("../new/" + letter.id) is None
    assert letters.find("..") is None
