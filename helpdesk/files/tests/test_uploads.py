"""Files on their way into a form."""

from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from helpdesk.files.intake import attach, take_in
from helpdesk.files.models import File
from helpdesk.files.tests import made
from helpdesk.files.tests.made import handed
from helpdesk.staff.models import User
from tests.at_once import at_once
from tests.pages import Page, signed_in

pytestmark = pytest.mark.django_db


def test_each_file_comes_back_as_an_item_of_the_form(alena: User) -> None:
    sent = {"uploads": [handed(made.picture(), "a.jpg"), handed(made.PDF, "<b>.pdf")]}
    page = Page(answer := signed_in(alena).post("/files/", sent))
    photo, bill = File.objects.order_by("created_at")
    assert answer.status_code == 200
    assert (photo.owner, bill.owner, photo.attached_at) == (alena, alena, None)
    boxes = page.all("input")
    assert [(box["name"], box["value"]) for box in boxes] == [
        ("files", str(photo.pk)),
        ("files", str(bill.pk)),
    ]
    assert all("checked" in box.attrs for box in boxes)
    assert [box["aria-label"] for box in boxes] == ["Attach a.jpg", "Attach _b_.pdf"]
    assert [image["src"] for image in page.all("img")] == [f"/files/{photo.pk}/thumbnail/"]
    assert [button["data-file-remove"] for button in page.all("button")] == [
        f"/files/{photo.pk}/removal/",
        f"/files/{bill.pk}/removal/",
    ]


def test_what_is_refused_says_why_beside_what_is_taken(alena: User) -> None:
    sent = {"uploads": [handed(b"MZ\0", "<i>.exe"), handed(made.PDF, "a.pdf")]}
    page = Page(answer := signed_in(alena).post("/files/", sent))
    assert answer.status_code == 200
    assert File.objects.get().name == "a.pdf"
    (refused,) = page.all("li", lambda item: "data-file-refused" in item.attrs)
    assert refused.text.strip().startswith("“_i_.exe” cannot be attached.")
    assert "data-again" not in refused.attrs


def test_a_scanner_that_is_away_lets_one_try_again(alena: User, settings: Settings) -> None:
    settings.CLAMD_URL = "tcp://127.0.0.1:1"
    page = Page(answer := signed_in(alena).post("/files/", {"uploads": [handed(made.PDF, "a.pdf")]}))
    assert answer.status_code == 422
    assert "data-again" in page.all("li")[0].attrs


def test_nothing_is_nothing(alena: User) -> None:
    assert signed_in(alena).post("/files/").status_code == 422
    assert not File.objects.exists()


def test_an_upload_costs_little(alena: User, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    client = signed_in(alena)
    with django_assert_num_queries(4):
        client.post("/files/", {"uploads": [handed(made.picture())]})


OWN = ["/files/{}/", "/files/{}/thumbnail/"]


@pytest.mark.parametrize("url", OWN)
def test_only_the_owner_sees_a_file(
    url: str, photo: File, alena: User, karel: User, ivan: User, petra: User, jan: User
) -> None:
    assert signed_in(alena).get(url.format(photo.pk)).status_code == 200
    for other in (karel, ivan, petra, jan):
        assert signed_in(other).get(url.format(photo.pk)).status_code == 404
    assert Client().get(url.format(photo.pk)).status_code == 302


@pytest.mark.parametrize("url", OWN)
def test_an_attached_file_is_found_where_it_is_attached_only(url: str, photo: File, alena: User) -> None:
    attach([photo], owner=alena, now=timezone.now())
    assert signed_in(alena).get(url.format(photo.pk)).status_code == 404
    assert signed_in(alena).get(url.format(uuid4())).status_code == 404


def test_a_document_has_no_thumbnail(alena: User) -> None:
    bill = take_in(handed(made.PDF, "a.pdf"), owner=alena, now=timezone.now())
    assert signed_in(alena).get(f"/files/{bill.pk}/thumbnail/").status_code == 404


def test_removing(photo: File, alena: User, karel: User, jan: User) -> None:
    url = f"/files/{photo.pk}/removal/"
    for other in (karel, jan):
        assert signed_in(other).post(url).status_code == 404
    assert signed_in(alena).get(url).status_code == 405
    assert File.objects.get() == photo
    assert [signed_in(alena).post(url).status_code for _n in range(2)] == [204, 404]
    assert not File.objects.exists()


def test_what_is_attached_is_not_removed_here(photo: File, alena: User) -> None:
    attach([photo], owner=alena, now=timezone.now())
    assert signed_in(alena).post(f"/files/{photo.pk}/removal/").status_code == 404
    assert File.objects.get() == photo


@pytest.mark.django_db(transaction=True)
def test_removed_or_attached_but_not_both(photo: File, alena: User) -> None:
    client = signed_in(alena)
    removal, attaching = at_once(
        lambda: client.post(f"/files/{photo.pk}/removal/").status_code,
        lambda: attach([photo], owner=alena, now=timezone.now()),
    )
    assert (removal, attaching is None, File.objects.count()) in [(204, False, 0), (404, True, 1)]


def test_auditors_hand_nothing_over(jan: User) -> None:
    assert signed_in(jan).post("/files/", {"uploads": [handed(made.PDF)]}).status_code == 404
    assert not File.objects.exists()
