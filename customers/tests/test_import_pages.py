"""The pages of an import: upload, look, start, watch, cancel."""

from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from customers.domain.imports.looking import MOST_COLUMNS
from customers.enums import Delimiter, Encoding, ImportStatus
from customers.models import Customer, CustomerImport
from customers.tests.import_files import begin, csv_of, file_of_guests, imported, run, run_a_batch
from customers.tests.import_files import upload as uploaded
from helpdesk.staff.models import Site, User
from tests.pages import Page, signed_in

pytestmark = pytest.mark.django_db

URL = "/customers/imports/"


@pytest.fixture
def desk(petra: User, hotel: Site, shop: Site) -> Client:
    """Petra's browser; she sees both sites and reads English."""
    return signed_in(petra)


def sent(desk: Client, content: bytes, site: Site, name: str = "guests.csv") -> Any:
    return desk.post(URL, {"file": SimpleUploadedFile(name, content), "site": site.pk})


def page_of(desk: Client, one: CustomerImport) -> Page:
    return Page(desk.get(f"{URL}{one.pk}/"))


def test_a_file_is_looked_at_before_anything_happens(desk: Client, hotel: Site, petra: User) -> None:
    content = "Jméno;Příjmení;E-mail;Boty\r\nŘehoř;Žluťoučký;r@post.example;42\r\n".encode("cp1250")
    answer = sent(desk, content, hotel, "hosté Nováková.csv")
    one = CustomerImport.objects.get()
    assert answer["Location"] == f"{URL}{one.pk}/"
    assert (one.site, one.by, one.status, one.size) == (hotel, petra, ImportStatus.UPLOADED, len(content))
    assert (one.encoding, one.delimiter, one.has_header) == (Encoding.CP1250, Delimiter.SEMICOLON, True)
    assert "Nov" not in one.stored_as
    with default_storage.open(one.stored_as) as kept:
        assert kept.read() == content
    page = page_of(desk, one)
    assert page.filled_in("column-0") | {"csrfmiddlewaretoken": ""} == {
        "csrfmiddlewaretoken": "",
        "column-0": "first_name",
        "column-1": "last_name",
        "column-2": "email",
        "column-3": "",
    }
    assert [cell.text for cell in page.all("td")] == ["Řehoř", "Žluťoučký", "r@post.example", "42"]
    assert not Customer.objects.exists()


def test_the_first_twenty_rows_are_shown_with_what_is_wrong(desk: Client, hotel: Site, petra: User) -> None:
    rows = [(f"Guest {n}", f"g{n}@post.example") for n in range(30)]
    rows[2] = ("", "nobody")
    one = uploaded(csv_of(("Name", "E-mail"), *rows), site=hotel, by=petra)
    page = page_of(desk, one)
    assert "Guest 19" in page.text
    assert "Guest 20" not in page.text
    assert "There is no name. “nobody” is not an e-mail address." in page.text


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The submitted file is empty."),
        (b"\r\n\r\n", "There are no rows in this file."),
        (b"PK\x03\x04 and so on", "This is a workbook. Save it as “CSV UTF-8” in the spreadsheet"),
        (
            csv_of(["Name"] * (MOST_COLUMNS + 1)),
            f"The file has {MOST_COLUMNS + 1} columns. An import takes up to 60.",
        ),
    ],
)
def test_what_is_no_list_of_customers_is_refused(
    desk: Client, hotel: Site, content: bytes, sentence: str
) -> None:
    page = Page(sent(desk, content, hotel))
    assert page.status == 422
    assert sentence in page.text
    assert not CustomerImport.objects.exists()


def test_a_file_that_is_too_large_is_refused(
    desk: Client, hotel: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("customers.forms.imports.LARGEST_FILE", 10)
    assert "The file is larger than 10" in Page(sent(desk, b"Name\nEva Mala\n", hotel)).text


def test_a_storage_that_fails_leaves_nothing_behind(
    desk: Client, hotel: Site, petra: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(name: str, content: object) -> str:
        raise OSError("no space left")

    monkeypatch.setattr(default_storage, "save", full)
    with pytest.raises(OSError, match="no space"):
        uploaded(b"Name\nEva\n", site=hotel, by=petra)
    assert not CustomerImport.objects.exists()


def test_one_imports_to_ones_own_sites_only(ivan: User, shop: Site) -> None:
    assert sent(signed_in(ivan), b"Name\nEva\n", shop).status_code == 422


def test_the_file_can_be_read_in_another_way(desk: Client, hotel: Site, petra: User) -> None:
    one = uploaded("Jméno;E-mail\nŽofie;z@post.example\n".encode(), site=hotel, by=petra)
    assert one.columns == ["name", "email"]
    answer = desk.post(f"{URL}{one.pk}/reading/", {"encoding": "cp1250", "delimiter": "comma"})
    assert answer["Location"] == f"{URL}{one.pk}/"
    one.refresh_from_db()
    assert (one.encoding, one.delimiter, one.has_header, one.columns) == ("cp1250", "comma", False, [""])
    assert "Ĺ˝ofie;z@post.example" in page_of(desk, one).text
    back = {"encoding": "utf-8", "delimiter": "semicolon", "has_header": "on"}
    desk.post(f"{URL}{one.pk}/reading/", back)
    assert page_of(desk, one).filled_in("column-0")["column-1"] == "email"


def test_a_way_that_gives_nothing_is_refused_and_kept_on_the_page(
    desk: Client, hotel: Site, petra: User
) -> None:
    one = uploaded(csv_of(["Name"] * 10, [";".join("abcdefgh")] * 10), site=hotel, by=petra)
    sent = {"encoding": "utf-8", "delimiter": "semicolon"}
    page = Page(desk.post(f"{URL}{one.pk}/reading/", sent))
    assert page.status == 409
    assert "The file has 71 columns" in page.text
    assert page.filled_in("delimiter")["delimiter"] == "semicolon"
    assert Page(desk.post(f"{URL}{one.pk}/reading/", {"encoding": "rot13"})).status == 422


@pytest.mark.parametrize(
    ("chosen", "sentence"),
    [
        ({"column-0": "email", "column-1": "email"}, "Say which column has the name"),
        ({"column-0": "name", "column-1": "name"}, "Another column is this one already."),
        ({"column-0": "name", "column-1": "shoes"}, "Select a valid choice."),
    ],
)
def test_columns_that_make_no_sense_are_mistakes(
    desk: Client, hotel: Site, petra: User, chosen: dict[str, str], sentence: str
) -> None:
    one = uploaded(csv_of(("Name", "E-mail"), ("Eva", "eva@post.example")), site=hotel, by=petra)
    page = Page(desk.post(f"{URL}{one.pk}/start/", chosen))
    assert page.status == 422
    assert sentence in page.text
    assert [label.text.strip() for label in page.all("label") if label["for"] == "id_column-1"] == ["E-mail"]
    if "shoes" not in chosen.values():
        assert page.filled_in("column-0").items() >= chosen.items()
    one.refresh_from_db()
    assert one.is_uploaded


def test_from_the_upload_to_the_end(desk: Client, hotel: Site, petra: User) -> None:
    content = csv_of(
        ("Wer", "Mail"), ("Eva Malá", "eva@post.example"), ("", "x"), ("Jan Novák", "jan@post.example")
    )
    one = CustomerImport.objects.get(pk=sent(desk, content, hotel)["Location"].split("/")[3])
    answer = desk.post(f"{URL}{one.pk}/start/", {"column-0": "name", "column-1": "email"})
    assert answer["Location"] == f"{URL}{one.pk}/"
    one.refresh_from_db()
    assert (one.status, one.columns) == (ImportStatus.RUNNING, ["name", "email"])
    running = page_of(desk, one)
    (panel,) = running.all("div", id="progress")
    assert (panel["hx-get"], panel["hx-trigger"]) == (f"{URL}{one.pk}/", "every 2s")
    (bar,) = running.all("progress")
    assert (bar["value"], bar["max"]) == ("0", "100")
    assert running.all("form", action=f"{URL}{one.pk}/cancellation/")
    assert run(one).status == ImportStatus.DONE
    done = page_of(desk, one)
    assert "hx-trigger" not in done.all("div", id="progress")[0].attrs
    assert [dd.text for dd in done.all("dd") if dd["class"] == "num"] == ["2", "0", "0", "1"]
    assert "There is no name." in done.text


def test_the_panel_alone_is_what_htmx_gets(desk: Client, hotel: Site, petra: User) -> None:
    one = begin(file_of_guests(600), site=hotel, by=petra)
    run_a_batch(one)
    panel = Page(desk.get(f"{URL}{one.pk}/", headers={"HX-Request": "true"}))
    assert not panel.all("html")
    (bar,) = panel.all("progress")
    assert 80 < int(bar["value"]) < 90
    assert "The import of customers" not in panel.text
    run(one)
    panel = Page(desk.get(f"{URL}{one.pk}/", headers={"HX-Request": "true"}))
    assert "The import of customers at Hotel Vltava is done." in panel.all("div", id="notices")[0].text
    assert "hx-trigger" not in panel.all("div", id="progress")[0].attrs


def test_an_import_is_started_once(desk: Client, hotel: Site, petra: User) -> None:
    one = begin(csv_of(("Name",), ("Eva",)), site=hotel, by=petra)
    for verb, typed in (
        ("start", {"column-0": "name"}),
        ("reading", {"encoding": "utf-8", "delimiter": "tab"}),
    ):
        answer = desk.post(f"{URL}{one.pk}/{verb}/", typed, follow=True)
        assert "This import has been started already." in answer.content.decode()


def test_cancelling_and_throwing_away(desk: Client, hotel: Site, petra: User) -> None:
    one = begin(csv_of(("Name",), ("Eva",)), site=hotel, by=petra)
    assert desk.post(f"{URL}{one.pk}/cancellation/")["Location"] == f"{URL}{one.pk}/"
    page = page_of(desk, one)
    assert "Cancelled" in page.text
    assert "cancelled by Petra Malá" in page.text
    again = desk.post(f"{URL}{one.pk}/cancellation/", follow=True)
    assert "This import is not running." in again.content.decode()
    unstarted = uploaded(csv_of(("Name",), ("Eva",)), site=hotel, by=petra)
    assert desk.post(f"{URL}{unstarted.pk}/cancellation/")["Location"] == URL
    assert not CustomerImport.objects.filter(pk=unstarted.pk).exists()
    assert not default_storage.exists(unstarted.stored_as)
    assert desk.get(f"{URL}{unstarted.pk}/").status_code == 404


def test_a_file_that_is_gone_is_said_and_no_failure(desk: Client, hotel: Site, petra: User) -> None:
    one = uploaded(csv_of(("Name",), ("Eva",)), site=hotel, by=petra)
    default_storage.delete(one.stored_as)
    page = page_of(desk, one)
    assert page.status == 409
    assert "The file is not there any more" in page.text


def test_imports_are_those_of_ones_sites(
    ivan: User, marek: User, petra: User, hotel: Site, shop: Site
) -> None:
    ours, theirs = (uploaded(b"Name\nEva\n", site=site, by=petra) for site in (hotel, shop))
    for person, seen in ((ivan, {ours}), (marek, {theirs}), (petra, {ours, theirs})):
        page = Page(signed_in(person).get(URL))
        assert {a["href"] for a in page.all("a")} >= {f"{URL}{one.pk}/" for one in seen}
        assert not {a["href"] for a in page.all("a")} & {f"{URL}{one.pk}/" for one in {ours, theirs} - seen}
    assert signed_in(ivan).get(f"{URL}{theirs.pk}/").status_code == 404
    assert signed_in(ivan).post(f"{URL}{theirs.pk}/start/", {"column-0": "name"}).status_code == 404


def test_the_list_offers_import_and_export_to_supervisors(alena: User, jan: User, ivan: User) -> None:
    for person, offered in ((alena, False), (jan, False), (ivan, True)):
        page = Page(signed_in(person).get("/customers/"))
        assert bool(page.all("a", href=URL)) is offered
        assert bool(page.all("button", formaction="/customers/export/")) is offered


@pytest.mark.parametrize("rows", [1, 30])
def test_the_list_costs_the_same_however_long(
    rows: int, petra: User, hotel: Site, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(rows):
        uploaded(b"Name\nEva\n", site=hotel, by=petra)
    client = signed_in(petra)
    with django_assert_num_queries(7):
        assert client.get(URL).status_code == 200


@pytest.mark.parametrize("rows", [1, 30])
def test_progress_costs_the_same_however_much_was_left_out(
    rows: int, petra: User, hotel: Site, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    one = imported(csv_of(("Name", "VIP"), *[("", "yes")] * rows), site=hotel, by=petra)
    client = signed_in(petra)
    with django_assert_num_queries(6):
        assert client.get(f"{URL}{one.pk}/").status_code == 200
