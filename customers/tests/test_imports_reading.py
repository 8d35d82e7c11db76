"""How a file is understood: encoding, delimiter, headings. Nothing here asks the database."""

from io import BytesIO

import pytest

from customers.domain.imports.encoding import encoding_of
from customers.domain.imports.headings import fields_of, meaning_of
from customers.domain.imports.looking import delimiter_of, look, manner_of
from customers.enums import Delimiter, Encoding
from customers.tests.import_files import csv_of

CZECH = "Jméno;E-mail\r\nŽaneta Šťastná;zaneta@post.example\r\nŘehoř Ďábel;rehor@post.example\r\n"
POLISH = "Imię i nazwisko;E-mail\r\nŁucja Żółć;lucja@poczta.example\r\nGrażyna Wąs;gw@poczta.example\r\n"


@pytest.mark.parametrize("text", [CZECH, POLISH])
@pytest.mark.parametrize(
    ("python", "found"),
    [
        ("utf-8", Encoding.UTF_8),
        ("utf-8-sig", Encoding.UTF_8),
        ("utf-16", Encoding.UTF_16_LE),
        ("utf-16-le", Encoding.UTF_16_LE),
        ("utf-16-be", Encoding.UTF_16_BE),
        ("cp1250", Encoding.CP1250),
        ("iso8859-2", Encoding.ISO_8859_2),
    ],
)
def test_the_encoding_is_found_out(text: str, python: str, found: Encoding) -> None:
    file = BytesIO(text.encode(python))
    assert encoding_of(file) == found
    seen = look(file, manner_of(file))
    assert [*seen.headings, *(cell for row in seen.rows for cell in row.cells)] == text.replace(
        ";", "\r\n"
    ).split("\r\n")[:-1]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Tomáš Ježek", Encoding.ISO_8859_2),  # š and ž, and a Czech á is in both
        ("Wąs Łucja", Encoding.CP1250),  # ą is š there, but Ł says Polish
        ("Jan Novák", Encoding.CP1250),  # fits both and means the same
    ],
)
def test_small_files_without_telling_bytes(text: str, found: Encoding) -> None:
    content = text.encode(found.value)
    assert encoding_of(BytesIO(content)) == found
    assert content.decode(found.value) == text


def test_a_letter_far_behind_decides_the_encoding_too() -> None:
    ascii_only = b"Eva,eva@post.example\r\n" * 100_000
    assert encoding_of(BytesIO(ascii_only)) == Encoding.UTF_8
    assert encoding_of(BytesIO(ascii_only + "Šárka".encode("cp1250"))) == Encoding.CP1250


@pytest.mark.parametrize("delimiter", Delimiter)
def test_the_delimiter_is_found_out(delimiter: Delimiter) -> None:
    rows = [
        ("Name", "Notes", "Phone"),
        ("Novák, Jan", "loud; often", "777 123 456"),
        ("Eva, Malá", "a;b,c", ""),
    ]
    content = csv_of(*rows, delimiter=delimiter.sign)
    assert delimiter_of(BytesIO(content), encoding=Encoding.UTF_8) == delimiter


@pytest.mark.parametrize(
    ("rows", "has_header"),
    [
        ([("Name", "E-mail"), ("Eva", "eva@post.example")], True),
        ([("Eva Malá", "eva@post.example"), ("Jan Novák", "jan@post.example")], False),
        ([("Wer", "Wohin"), ("Eva Malá", "eva@post.example")], True),
        ([("Eva Malá",), ("Jan Novák",)], False),
        ([("příjmení",)], True),
    ],
)
def test_the_header_is_found_out(rows: list[tuple[str, ...]], has_header: bool) -> None:
    assert manner_of(BytesIO(csv_of(*rows))).has_header is has_header


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Full name", "name"),
        ("jméno a příjmení", "name"),
        ("Imię i nazwisko", "name"),
        ("KŘESTNÍ JMÉNO", "first_name"),
        ("imię", "first_name"),
        ("Příjmení", "last_name"),
        ("nazwisko", "last_name"),
        ("E-mail 2", "email"),
        ("e-mailová adresa", "email"),
        ("Adres e-mail", "email"),
        ("Mobil", "phone"),
        ("Tel. číslo", None),
        ("Telefonní číslo", "phone"),
        ("Numer telefonu", "phone"),
        ("jazyk", "language"),
        ("Język", "language"),
        ("Firma", "company"),
        ("Název firmy", "company"),
        ("číslo karty", "loyalty_number"),
        ("Numer karty lojalnościowej", "loyalty_number"),
        ("VIP", "is_vip"),
        ("Preferred channel", "preferred_channel"),
        ("Číslo zákazníka", "reference"),
        ("Numer klienta", "reference"),
        ("Courtesy Desk number", "number"),
        ("shoe size", None),
        ("", None),
    ],
)
def test_headings_in_three_languages(heading: str, field: str | None) -> None:
    assert meaning_of(heading) == field


@pytest.mark.parametrize(
    ("headings", "fields"),
    [
        (("Jméno", "Příjmení", "E-mail"), ["first_name", "last_name", "email"]),
        (("Jméno", "E-mail"), ["name", "email"]),
        (("Name", "Surname"), ["first_name", "last_name"]),
        (("Name", "Full name"), ["name", ""]),
        (("E-mail", "E-mail 2", "Phone", "Mobile"), ["email", "email", "phone", "phone"]),
        (("Size", "Name"), ["", "name"]),
    ],
)
def test_columns_are_guessed_from_their_headings(headings: tuple[str, ...], fields: list[str]) -> None:
    assert fields_of(headings) == fields


def test_columns_without_headings_are_guessed_from_their_cells() -> None:
    content = csv_of(
        ("12", "Eva Malá", "eva@post.example", "777 123 456"),
        ("13", "Jan Novák", "jan@post.example", ""),
        ("14", "Iva Nová", "", "+420 602 123 456"),
    )
    file = BytesIO(content)
    assert look(file, manner_of(file)).fields == ["", "name", "email", "phone"]
