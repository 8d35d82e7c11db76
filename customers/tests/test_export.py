import json
import logging
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from pytest_django import Settings

from customers.domain.archive import safe
from customers.domain.erasure import erase
from customers.domain.errors import NotPossible
from customers.domain.export import export
from customers.domain.legal_hold import place_hold
from customers.domain.notices import place_notice
from customers.enums import ErasureGround
from customers.models import Customer
from helpdesk.files.intake import take_in
from helpdesk.mail.outbox import enqueue
from helpdesk.record.models import Entry
from helpdesk.staff.models import User
from surveys.domain.response import answer as answer_survey
from surveys.enums import Score
from surveys.models import Invitation
from tests.cast import log_case
from tests.pages import Page, signed_in
from tickets.domain.attachment import attach
from tickets.domain.escalation import escalate
from tickets.domain.kind import correct_details
from tickets.domain.message import add_message
from tickets.domain.resolution import resolve
from tickets.enums import Direction, MessageType, Outcome
from tickets.kinds.complaint import Complaint
from tickets.models import Message, Ticket

pytestmark = pytest.mark.django_db

EVIL = '<script>alert("Jana")</script>'


@pytest.fixture(autouse=True)
def stored_here(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def told(room_change: Ticket, jana: Customer, alena: User, ivan: User) -> Ticket:
    """A case in which everything was said that can be."""
    now, today = timezone.now(), timezone.localdate()
    add_message(
        room_change, Message(type=MessageType.REPLY, direction=Direction.OUT, body="We are sorry."), by=alena
    )
    add_message(
        room_change,
        Message(type=MessageType.NOTE, direction=Direction.INTERNAL, body=f"Loud. {EVIL}"),
        by=alena,
    )
    escalate(room_change, reason="A free night?", by=alena)
    file = take_in(SimpleUploadedFile("the bill.txt", b"Two nights"), owner=alena, now=now)
    attach(room_change, [file], by=alena, now=now)
    resolution = resolve(room_change, outcome=Outcome.AS_ASKED, explanation="Moved to 305.", by=alena)
    invitation = Invitation.objects.create(
        resolution=resolution, language="cs", expires_at=now.replace(year=2099)
    )
    answer_survey(invitation, score=Score.GOOD, solved="yes", comment="Warm at last.", now=now)
    place_notice(jana, text="She raised her voice.", until=today, on=today, by=ivan)
    place_hold(jana, reason="We fear a lawsuit.", by=ivan)
    enqueue("jana.novakova@post.example", subject="A word from us", text="Dear Jana", cause="test:1")
    return room_change


def unpacked(customer: Customer, *, by: User) -> ZipFile:
    with export(customer, by=by) as archive:
        return ZipFile(BytesIO(archive.read()))


def data_of(archive: ZipFile) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(archive.read("data.json"))
    return data


def test_everything_is_in_it(told: Ticket, jana: Customer, ivan: User) -> None:
    archive = unpacked(jana, by=ivan)
    data = data_of(archive)
    (person,) = data["customer"]
    assert (person["name"], person["language"], person["sites"]) == ("Jana Nováková", "cs", ["Hotel Vltava"])
    assert [point["value"] for point in person["contact_points"]] == [
        "jana.novakova@post.example",
        "+420777123456",
    ]
    assert data["notices"][0]["text"] == "She raised her voice."
    (case,) = data["tickets"]
    assert (case["number"], case["kind"], case["subject"]) == (
        told.number,
        "room_change",
        "No hot water in 214",
    )
    assert case["details"][0]["booking"] == "HV-20311"
    assert [one["body"] for one in case["messages"]] == ["We are sorry.", f"Loud. {EVIL}"]
    assert case["resolutions"][0]["explanation"] == "Moved to 305."
    assert case["escalations"][0]["reason"] == "A free night?"
    assert "Alena Dvořáková" in {one["who"] for one in case["record"]}
    assert {one["score"] for survey in data["surveys"] for one in survey["response"]} == {4}
    assert {letter["subject"] for letter in data["letters"]} == {
        "A word from us",
        f"No hot water in 214 [{told.number}]",
    }
    (file,) = case["attachments"]
    assert archive.read(file["files"][0]) == b"Two nights"
    assert file["files"] == ["files/0001-the_bill.txt"]


def test_what_is_not_theirs_is_not_in_it(told: Ticket, jana: Customer, ivan: User, karel: User) -> None:
    """No address of a colleague, not whom a complaint is about, not why a court case is prepared."""
    alena = User.objects.get(name="Alena Dvořáková")
    complaint = log_case("complaint", by=alena, customer=jana, colleague=karel)
    corrected = Complaint(about="staff", cause="rude", severity="high", colleague=karel)
    correct_details(complaint, corrected, by=ivan)
    archive = unpacked(jana, by=ivan)
    everything = archive.read("data.json").decode() + archive.read("index.html").decode()
    assert "@desk.example" not in everything
    assert "Karel" not in everything
    assert "lawsuit" not in everything
    data = data_of(archive)
    assert data["tickets"][1]["details"][0]["colleague"] is True
    assert set(data["legal_holds"][0]) == {"placed_at"}


def test_the_page_is_in_their_language_and_harmless(told: Ticket, jana: Customer, ivan: User) -> None:
    page = unpacked(jana, by=ivan).read("index.html").decode()
    assert '<html lang="cs">' in page
    assert "Jana Nováková" in page
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert 'href="files/0001-the_bill.txt"' in page
    for outside in ("http://", "https://", "src="):
        assert outside not in page


def test_it_is_recorded(told: Ticket, jana: Customer, ivan: User) -> None:
    export(jana, by=ivan).close()
    entry = Entry.objects.about(jana).last()
    assert entry is not None
    assert (entry.verb, entry.by) == ("customer.exported", ivan)


def test_a_file_the_storage_has_lost_is_named(told: Ticket, jana: Customer, ivan: User) -> None:
    default_storage.delete(told.attachments.get().file.storage_name)
    logging.getLogger("customers.domain.archive").disabled = True
    archive = unpacked(jana, by=ivan)
    assert archive.namelist() == ["data.json", "index.html", "files/0001-the_bill.txt.missing.txt"]


def test_merged_customers_are_in_it(jana: Customer, piotr: Customer, ivan: User) -> None:
    from customers.domain.merge import merge

    merge(kept=jana, merged=piotr, by=ivan, now=timezone.now())
    data = data_of(unpacked(jana, by=ivan))
    assert [one["name"] for one in data["customer"]] == ["Jana Nováková", "Piotr Wiśniewski"]
    assert data["merges"][0]["merged"] == piotr.pk


def test_half_of_it_is_not_handed_out(jana: Customer, zofia: User, ivan: User, petra: User) -> None:
    """Ivan sees the hotel only; the shop's case is not his, and an archive without it would be wrong."""
    log_case("return", by=zofia, customer=jana)
    with pytest.raises(NotPossible, match="Somebody else"):
        export(jana, by=ivan)
    answer = signed_in(ivan).post(f"/customers/{jana.pk}/export/")
    assert answer.status_code == 409
    assert "Musí to udělat někdo jiný." in Page(answer).text
    assert len(data_of(unpacked(jana, by=petra))["tickets"]) == 1


def test_nor_a_complaint_to_whom_it_is_about(jana: Customer, alena: User, petra: User, ivan: User) -> None:
    log_case("complaint", by=alena, customer=jana, colleague=petra)
    with pytest.raises(NotPossible, match="Somebody else"):
        export(jana, by=petra)
    assert len(data_of(unpacked(jana, by=ivan))["tickets"]) == 1


def test_nothing_is_left_of_whom_was_erased(jana: Customer, ivan: User) -> None:
    erase(jana, by=ivan, because=ErasureGround.ASKED)
    jana.refresh_from_db()
    with pytest.raises(NotPossible, match="nothing left"):
        export(jana, by=ivan)
    assert signed_in(ivan).post(f"/customers/{jana.pk}/export/").status_code == 409


def test_erased_while_it_is_being_made(jana: Customer, ivan: User, monkeypatch: pytest.MonkeyPatch) -> None:
    from customers.domain import export as exporting

    def meanwhile(customer: Customer, parts: Iterator[Any], *, into: Any) -> None:
        erase(customer, by=ivan, because=ErasureGround.ASKED)

    monkeypatch.setattr(exporting, "write_archive", meanwhile)
    with pytest.raises(NotPossible, match="meanwhile"):
        export(jana, by=ivan)
    assert not Entry.objects.filter(verb="customer.exported").exists()


def test_on_the_page(told: Ticket, jana: Customer, ivan: User) -> None:
    client = signed_in(ivan)
    url = f"/customers/{jana.pk}/export/"
    assert client.get(url).status_code == 200
    assert not Entry.objects.filter(verb="customer.exported").exists()
    answer = client.post(url)
    assert answer["Content-Type"] == "application/zip"
    assert answer["Content-Disposition"].startswith(f'attachment; filename="customer-{jana.pk}-')
    assert "no-store" in answer["Cache-Control"]
    archive = ZipFile(BytesIO(b"".join(answer.streaming_content)))  # type: ignore[attr-defined]
    assert archive.testzip() is None
    assert sorted(archive.namelist()) == ["data.json", "files/0001-the_bill.txt", "index.html"]


@pytest.mark.parametrize("number", [1, 12])
def test_many_cases_cost_no_more_queries(
    number: int, jana: Customer, alena: User, ivan: User, django_assert_max_num_queries: Any
) -> None:
    for _ in range(number):
        case = log_case("bill_question", by=alena, customer=jana)
        add_message(case, Message(type=MessageType.CALL, direction=Direction.OUT, body="Rang."), by=alena)
    with django_assert_max_num_queries(75):
        export(jana, by=ivan).close()


@pytest.mark.parametrize(
    ("name", "unpacks_as"),
    [
        ("účet č. 5.PDF", "ucet_c._5.PDF"),
        ("../../etc/passwd", "passwd"),
        ("C:\\windows\\x.exe", "x.exe"),
        ("..", "file"),
        ("", "file"),
        ("a" * 300 + ".jpeg", "a" * 100 + ".jpeg"),
        (".htaccess", "htaccess"),
    ],
)
def test_names_that_unpack_anywhere(name: str, unpacks_as: str) -> None:
    assert safe(name) == unpacks_as
