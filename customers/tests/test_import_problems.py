"""Rows that were left out: said, downloaded, mended, and deleted when they are of no more use."""

import csv
from datetime import timedelta
from io import StringIO

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.utils import timezone
from django.utils.translation import get_language

from customers.domain.imports import problems, sweep
from customers.models import CustomerImport, ImportProblem
from customers.tests.import_files import begin, counts, csv_of, imported
from customers.tests.import_files import upload as uploaded
from helpdesk.staff.models import Site, User
from tests.pages import Page, signed_in

pytestmark = pytest.mark.django_db

URL = "/customers/imports/"


@pytest.fixture
def desk(petra: User, hotel: Site, shop: Site) -> Client:
    """Petra's browser; she sees both sites and reads English."""
    return signed_in(petra)


def page_of(desk: Client, one: CustomerImport) -> Page:
    return Page(desk.get(f"{URL}{one.pk}/"))


BAD = [
    ("", "eva@post.example", "", "", ""),
    ("Eva", "eva at post", "", "", ""),
    ("Eva", "", "12", "", ""),
    ("Eva", "", "", "klingon", ""),
    ("Eva", "", "", "", "perhaps"),
    ("x" * 161, "", "", "", ""),
    ("Eva", f"{'x' * 260}@post.example", "", "", ""),
    ("Eva", "", "", "", "", "seven"),
    ("=cmd|' /C calc'!A0", "@SUM(1+1)", "", "", ""),
    ("Nul\0", "", "", "", ""),
]


def test_rows_that_were_left_out_can_be_downloaded_and_mended(desk: Client, hotel: Site, petra: User) -> None:
    good = ("Jan Novák", "jan@post.example", "", "", "")
    content = csv_of(("Jméno", "E-mail", "Telefon", "Jazyk", "VIP"), good, *BAD, delimiter=";")
    content += b'"Eva;never closed;;;\r\n' + "Ivo\ufffd;;;;\r\n".encode()
    one = imported(content, site=hotel, by=petra)
    assert counts(one) == (1, 0, 0, len(BAD) + 2)
    answer = desk.get(f"{URL}{one.pk}/problems/")
    assert answer["Content-Disposition"] == f'attachment; filename="import-{one.pk}.csv"'
    assert answer["Cache-Control"] == "no-store"
    text = b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]
    assert text.startswith("\ufeff")
    heading, *rows = csv.reader(StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=";")
    assert heading == ["Line", "What is wrong", "Jméno", "E-mail", "Telefon", "Jazyk", "VIP"]
    assert [row[0] for row in rows] == [str(line) for line in range(3, 15)]
    assert [row[1] for row in rows] == [
        "There is no name.",
        "“eva at post” is not an e-mail address.",
        "“12” is not a number one can call. Add the country, as +420.",
        "“klingon” is not a language of the desk.",
        "“perhaps” says neither yes nor no.",
        "Name: longer than 160 characters.",
        "“" + "x" * 59 + "…” is not an e-mail address.",
        "The row has 6 columns, the file 5.",
        "“@SUM(1+1)” is not an e-mail address.",
        "There is a NUL character in the row.",
        "A quotation mark is not closed, or one stands in the middle of a cell.",
        "There are signs that cannot be read in the chosen encoding.",
    ]
    assert rows[8][2:4] == ["'=cmd|' /C calc'!A0", "'@SUM(1+1)"]
    assert rows[0][3] == "eva@post.example"
    assert rows[10][2] == '"Eva;never closed;;;'
    (again,) = [uploaded(text.encode(), site=hotel, by=petra)]
    assert again.columns == ["", "", "name", "email", "phone", "language", "is_vip"]


def test_what_is_wrong_is_said_in_the_readers_language(
    hotel: Site, ivan: User, petra: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever imported it: the code is kept, and said when it is read."""
    one = imported(csv_of(("Name", "VIP"), ("-", "yes"), ("Eva", "no")), site=hotel, by=ivan)
    assert one.problems.get().faults == [{"code": "no_name"}]
    monkeypatch.setattr(problems, "say", lambda fault: f"{fault['code']} in {get_language()}")
    for person, said in ((ivan, "no_name in cs"), (petra, "no_name in en")):
        answer = signed_in(person).get(f"{URL}{one.pk}/problems/")
        assert said in b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]
        assert said in page_of(signed_in(person), one).text


def test_files_and_left_out_rows_go_after_thirty_days(hotel: Site, petra: User) -> None:
    one = imported(csv_of(("Name", "E-mail"), ("Eva", "x"), ("Jan", "")), site=hotel, by=petra)
    assert one.finished_at is not None
    sweep.sweep(now=one.finished_at + timedelta(days=29, hours=23))
    assert default_storage.exists(one.stored_as)
    assert sweep.sweep(now=one.finished_at + timedelta(days=30)) == 1
    assert not default_storage.exists(one.stored_as)
    assert not ImportProblem.objects.exists()
    swept = CustomerImport.objects.get()
    assert (swept.stored_as, swept.file_name, counts(swept)) == ("", "", (1, 0, 0, 1))
    page = page_of(signed_in(petra), swept)
    assert "have been deleted" in page.text
    assert sweep.sweep(now=one.finished_at + timedelta(days=31)) == 0


def test_a_file_nobody_started_goes_after_a_week_and_a_running_one_stays(hotel: Site, petra: User) -> None:
    unstarted = uploaded(b"Name\nEva\n", site=hotel, by=petra)
    running = begin(b"Name\nEva\n", site=hotel, by=petra)
    sweep.sweep(now=timezone.now() + timedelta(days=6))
    assert CustomerImport.objects.count() == 2
    sweep.sweep(now=timezone.now() + timedelta(days=400))
    assert CustomerImport.objects.get() == running
    assert default_storage.exists(running.stored_as)
    assert not default_storage.exists(unstarted.stored_as)
