"""What a file is called."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpdesk.files.filetypes import JPEG, PDF, PNG, TEXT
from helpdesk.files.names import LONGEST, UNSEEN, clean_name, extension_of, fitting_name


@pytest.mark.parametrize(
    ("given_name", "name"),
    [
        ("../../etc/passwd.png", "passwd.png"),
        ("C:\\fakepath\\účet.PNG", "účet.png"),
        ("účet.png", "účet.png"),
        ("photo.txt", "photo.png"),
        ("photo", "photo.png"),
        ("invoice 2026.03", "invoice 2026.03.png"),
        ("evil.exe", "evil.exe.png"),
        ("evil\u202egnp.exe", "evilgnp.exe.png"),
        ("a\u200b\u2066b.png", "ab.png"),
        ('say "hi"\r\nSet-Cookie: x=1.png', "say _hi_ Set-Cookie_ x=1.png"),
        ("CON.png", "_CON.png"),
        ("con .png", "_con.png"),
        ("lpt1", "_lpt1.png"),
        ("console.png", "console.png"),
        (".htaccess", "htaccess.png"),
        ("..", "file.png"),
        ("", "file.png"),
        (".png", "png.png"),
        ("   spaced   out  .png", "spaced out.png"),
        ("a/", "file.png"),
        ("tab\there.png", "tab here.png"),
        ("0\x85\ue000 0.png", "0 0.png"),
    ],
)
def test_names_are_kept_as_far_as_they_are_safe(given_name: str, name: str) -> None:
    assert fitting_name(given_name, filetype=PNG) == name


def test_other_extensions_of_the_same_kind_are_kept() -> None:
    assert fitting_name("a.JPEG", filetype=JPEG) == "a.jpeg"
    assert fitting_name("a.log", filetype=TEXT) == "a.log"
    assert fitting_name("a.jpeg", filetype=PDF) == "a.pdf"


def test_long_names_keep_their_extension() -> None:
    name = fitting_name("ž" * 300 + ".pdf", filetype=PDF)
    assert (len(name), name[-5:]) == (LONGEST, "ž.pdf")


@given(st.text(max_size=400))
def test_no_name_is_dangerous(anything: str) -> None:
    name = fitting_name(anything, filetype=PDF)
    assert name.endswith(".pdf")
    assert 5 <= len(name) <= LONGEST
    assert not name.startswith((".", " "))
    assert not set(name) & set('/\\<>:"|?*')
    assert not {unicodedata.category(letter) for letter in name} & UNSEEN
    assert fitting_name(name, filetype=PDF) == name


def test_what_is_left_of_a_name_may_be_nothing() -> None:
    assert clean_name("\u202e\x00/") == ""
    assert extension_of("Bill.PDF") == ".pdf"
    assert extension_of("bill") == extension_of("bill.") == ""
