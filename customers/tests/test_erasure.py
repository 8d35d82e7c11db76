"""What the person who erases sees and types. That nothing is left is for ``tests/test_erasure.py``."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from customers.domain.customer import add_customer, change_customer, version_of
from customers.domain.erasure import erase
from customers.domain.errors import NotPossible
from customers.domain.imports.upload import receive
from customers.domain.legal_hold import place_hold
from customers.domain.merge import merge, undo
from customers.domain.traces import traces_of
from customers.enums import ContactType, ErasureGround, ImportStatus
from customers.models import ContactPoint, Customer, CustomerImport, CustomerReference, LegalHold
from helpdesk.record.models import Entry
from helpdesk.staff.models import Site, User
from tests.cast import log_case
from tests.pages import Page, signed_in
from tickets.models import Ticket

pytestmark = pytest.mark.django_db

SURE = {"because": "asked", "name": "Jana Nováková"}


@pytest.fixture(autouse=True)
def stored_here(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def url(jana: Customer) -> str:
    return f"/customers/{jana.pk}/erasure/"


def test_the_row_stays_empty_and_says_when(jana: Customer, hotel: Site, ivan: User) -> None:
    CustomerReference(customer=jana, site=hotel, value="K-7").save()
    erased = erase(jana, by=ivan, because=ErasureGround.NOT_NEEDED)
    assert (erased.name, erased.folded_name, erased.search_text, erased.company) == ("", "", "", "")
    assert (str(erased), erased.language, list(erased.sites.all())) == ("Erased customer", "cs", [hotel])
    assert erased.erased_at is not None
    assert not ContactPoint.objects.exists()
    assert not CustomerReference.objects.exists()
    entry = Entry.objects.about(erased).get(verb="customer.erased")
    assert (entry.by, entry.details["because"]) == (ivan, "not_needed")


def test_once_only(jana: Customer, ivan: User) -> None:
    erase(jana, by=ivan, because=ErasureGround.ASKED)
    with pytest.raises(NotPossible, match="erased already"):
        erase(jana, by=ivan, because=ErasureGround.ASKED)
    assert Entry.objects.filter(verb="customer.erased").count() == 1


def test_merged_customers_go_with_the_one_that_was_kept(jana: Customer, piotr: Customer, ivan: User) -> None:
    done = merge(kept=jana, merged=piotr, by=ivan, now=timezone.now())
    with pytest.raises(NotPossible, match="Erase that one"):
        erase(Customer.objects.get(pk=piotr.pk), by=ivan, because=ErasureGround.ASKED)
    erase(jana, by=ivan, because=ErasureGround.ASKED)
    piotr.refresh_from_db()
    assert (piotr.name, piotr.erased_at is None) == ("", False)
    done.refresh_from_db()
    assert done.moved == {}
    with pytest.raises(NotPossible, match="erased"):
        undo(done, by=ivan, now=timezone.now())


def test_nobody_erases_what_is_hidden_from_them(jana: Customer, alena: User, ivan: User, zofia: User) -> None:
    """Neither the case of another site nor the complaint against oneself."""
    complaint = log_case("complaint", by=alena, customer=jana, colleague=ivan, subject="He shouted")
    with pytest.raises(NotPossible, match="Somebody else"):
        erase(jana, by=ivan, because=ErasureGround.ASKED)
    complaint.refresh_from_db()
    assert complaint.subject == "He shouted"
    Ticket.objects.filter(pk=complaint.pk).update(customer=None)
    log_case("return", by=zofia, customer=jana)
    with pytest.raises(NotPossible, match="Somebody else"):
        erase(jana, by=ivan, because=ErasureGround.ASKED)


def test_an_import_that_would_bring_them_back_comes_first(jana: Customer, hotel: Site, ivan: User) -> None:
    rows = SimpleUploadedFile("x.csv", "jméno,příjmení\nJana,Nováková\n".encode())
    running = receive(rows, site=hotel, by=ivan, now=timezone.now())
    CustomerImport.objects.filter(pk=running.pk).update(status=ImportStatus.RUNNING)
    with pytest.raises(NotPossible, match="import that names this customer is running"):
        erase(jana, by=ivan, because=ErasureGround.ASKED)
    CustomerImport.objects.filter(pk=running.pk).update(status=ImportStatus.DONE)
    erase(jana, by=ivan, because=ErasureGround.ASKED)
    running.refresh_from_db()
    assert (running.stored_as, running.file_name, running.swept_at is None) == ("", "", False)


def test_files_of_others_stay(jana: Customer, hotel: Site, ivan: User) -> None:
    rows = SimpleUploadedFile("x.csv", "name\nPiotr Wiśniewski\n".encode())
    other = receive(rows, site=hotel, by=ivan, now=timezone.now())
    CustomerImport.objects.filter(pk=other.pk).update(status=ImportStatus.DONE)
    erase(jana, by=ivan, because=ErasureGround.ASKED)
    other.refresh_from_db()
    assert other.stored_as


def test_what_they_were_once_called_and_reached_by_counts_too(jana: Customer, alena: User) -> None:
    customer = Customer.objects.get(pk=jana.pk)
    version = version_of(customer)
    customer.name = "Jana Malá"
    points = {ContactType.EMAIL: ["mala@post.example"], ContactType.PHONE: []}
    change_customer(customer, points=points, version=version, by=alena)
    traces = traces_of([customer])
    assert set(traces.names) == {"Jana Malá", "Jana Nováková"}
    assert set(traces.emails) == {"mala@post.example", "jana.novakova@post.example"}
    assert traces.phones == ("+420777123456",)


@pytest.mark.parametrize(
    ("line", "names_her"),
    [
        ("NOVAKOVA; Jana; Praha", True),
        ("x,jana.novakova@post.example", True),
        ("tel. 777 123 456", True),
        ("00420-777-123-456", True),
        ("Jana Novák", False),
        ("jana, nikoli novakovaova", False),
        ("", False),
    ],
)
def test_lines_that_name_a_person(line: str, names_her: bool, jana: Customer) -> None:
    assert traces_of([jana]).are_in(line) is names_her


def test_the_page_asks_for_the_name(jana: Customer, url: str, ivan: User) -> None:
    client = signed_in(ivan)
    assert client.get(url).status_code == 200
    for wrong in ("", "Jana", "yes", " "):
        answer = client.post(url, {"because": "asked", "name": wrong})
        assert answer.status_code == 422
        assert Page(answer).filled_in("name")["name"] == wrong
    jana.refresh_from_db()
    assert jana.erased_at is None
    answer = client.post(url, {"because": "required", "name": "  jana  NOVÁKOVÁ "})
    assert (answer.status_code, answer["Location"]) == (302, url)
    done = Page(client.get(url))
    assert "Vyžaduje to zákon" in done.text
    assert not done.all("input", name="name")
    assert client.post(url, SURE).status_code == 409


def test_the_page_says_what_holds_it_back(jana: Customer, url: str, ivan: User, petra: User) -> None:
    place_hold(jana, reason="Her lawyer wrote.", by=petra)
    client = signed_in(ivan)
    page = Page(client.get(url))
    assert "Her lawyer wrote." in page.text
    assert not page.all("input", name="name")
    assert client.post(url, SURE).status_code == 409
    assert LegalHold.objects.in_force().exists()


def test_the_page_lists_who_else_names_them(
    jana: Customer, url: str, hotel: Site, alena: User, ivan: User, zofia: User, agnieszka: Customer
) -> None:
    """By whole name or address, as far as one may see it; afterwards the list stays, and names nobody."""
    log_case("room_change", by=alena, customer=jana, subject="Her own")
    mine = log_case("enquiry", by=alena, subject="A parcel for JANA NOVAKOVA")
    log_case("return", by=zofia, customer=agnieszka, subject="Wrote to jana.novakova@post.example")
    double = Customer(name="Jana Nováková", language="cs")
    add_customer(double, site=hotel, by=alena, phones=["+420777123456"])
    add_customer(Customer(name="Jana Novotná", language="cs"), site=hotel, by=alena)
    client = signed_in(ivan)
    wanted = {f"/tickets/{mine.pk}/", f"/customers/{double.pk}/"}
    assert linked(Page(client.get(url))) >= wanted
    client.post(url, SURE)
    done = Page(client.get(url))
    assert linked(done) >= wanted
    assert "agnieszka" not in done.text.lower()
    entry = Entry.objects.about(jana).get(verb="customer.erased")
    assert entry.details["mentions"]["customers"] == [double.pk]
    assert len(entry.details["mentions"]["tickets"]) == 2


def linked(page: Page) -> set[str]:
    return {link["href"] for link in page.all("main")[0].inside() if link.tag == "a"}


@pytest.mark.parametrize("number", [1, 30])
def test_asking_costs_no_more_for_many_cases(
    number: int,
    jana: Customer,
    url: str,
    alena: User,
    ivan: User,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(number):
        log_case("room_change", by=alena, customer=jana)
    client = signed_in(ivan)
    with django_assert_num_queries(15):
        assert client.get(url).status_code == 200


@pytest.mark.parametrize("number", [1, 30])
def test_erasing_costs_no_more_for_many_cases(
    number: int,
    jana: Customer,
    alena: User,
    ivan: User,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(number):
        log_case("room_change", by=alena, customer=jana, options=["One", "Two"])
    with django_assert_max_num_queries(112):
        erase(jana, by=ivan, because=ErasureGround.ASKED)
