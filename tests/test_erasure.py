"""A person is everywhere; then they are erased, and nowhere. The cases and their figures stay."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.db import models
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from customers.domain.erasure import erase
from customers.enums import ErasureGround
from customers.models import Customer
from helpdesk.mail.enums import LetterStatus
from helpdesk.mail.models import Letter
from helpdesk.record.models import Entry
from helpdesk.record.verification import breaks
from helpdesk.staff.models import Site, User
from surveys.domain.results import spread_of
from surveys.models import Invitation, Response
from tests.cast import log_case
from tests.everywhere import MARKS, columns_of_words, everywhere, known_person, personal_models
from tests.pages import Page, signed_in
from tests.traces import traces_of
from tickets.domain.figures import figures_of_today
from tickets.domain.queue import counts
from tickets.kinds import KINDS
from tickets.models import Ticket

pytestmark = pytest.mark.django_db

BESIDE = {"record_words", "mail_letter", "live_news", "drafts_draft", "files_file", "django_admin_log"}
BESIDE |= {"tickets_savedview"}
BESIDE |= {"notifications_dispatch"}
IMPORTED = {"customers_customerimport", "customers_importproblem", "a file"}


@pytest.fixture(autouse=True)
def stored_here(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def xenie(hotel: Site, alena: User, ivan: User) -> Customer:
    return known_person(site=hotel, by=alena, supervisor=ivan)


@pytest.fixture
def cases(xenie: Customer, hotel: Site, alena: User, ivan: User) -> list[Ticket]:
    return everywhere(xenie, site=hotel, by=alena, supervisor=ivan)


@pytest.fixture
def erased(
    cases: list[Ticket],
    xenie: Customer,
    ivan: User,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> Customer:
    with django_capture_on_commit_callbacks(execute=True):
        return erase(xenie, by=ivan, because=ErasureGround.ASKED)


def statistics(user: User) -> dict[str, Any]:
    """The figures people look at, and how much there is of everything a figure can be made of."""
    now, visible = timezone.now(), Ticket.objects.visible_to(user)
    counted = [model for model in personal_models() if model._meta.app_label != "customers"]
    counted = [model for model in counted if model.__name__ not in ("Reference", "Attachment")]
    return {
        "queue": counts(user=user, now=now),
        "today": figures_of_today(visible, now=now),
        "spread": spread_of(Response.objects.visible_to(user), now=now),
        "rows": {model._meta.label: model._default_manager.count() for model in counted},
        "cases": list(Ticket.objects.order_by("pk").values_list(*fixed(Ticket))),
        "details": {
            key: list(kind.model._default_manager.order_by("pk").values_list(*fixed(kind.model)))
            for key, kind in KINDS.items()
        },
        "responses": list(Response.objects.order_by("pk").values_list(*fixed(Response))),
        "letters": sorted(Letter.objects.exclude(status__in=("queued", "withdrawn")).values_list("status")),
    }


def fixed(model: type[models.Model]) -> list[str]:
    """All columns but those of words, and those the database makes of others."""
    words = {column.name for column in columns_of_words(model)}
    kept = [column for column in model._meta.concrete_fields if not isinstance(column, models.GeneratedField)]
    return [column.name for column in kept if column.name not in words]


def test_no_trace_is_left_and_no_figure_changes(
    cases: list[Ticket],
    xenie: Customer,
    ivan: User,
    agnieszka: Customer,
    zofia: User,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    other = log_case("return", by=zofia, customer=agnieszka)
    before, found = statistics(ivan), traces_of(MARKS)
    assert [mark for mark, places in found.items() if not places] == [], "else the test could not fail"
    tables = {model._meta.db_table for model in personal_models() if columns_of_words(model)}
    assert tables | BESIDE | IMPORTED <= set().union(*found.values())

    with django_capture_on_commit_callbacks(execute=True):
        erase(xenie, by=ivan, because=ErasureGround.ASKED)

    assert {mark: places for mark, places in traces_of(MARKS).items() if places} == {}
    assert list(breaks()) == []
    assert statistics(ivan) == before
    other.refresh_from_db()
    assert (other.subject, other.customer) == ("Boots that do not fit", agnieszka)


def test_letters_that_waited_do_not_leave(erased: Customer) -> None:
    assert set(Letter.objects.values_list("status", flat=True)) == {LetterStatus.WITHDRAWN}


def test_open_surveys_end(erased: Customer) -> None:
    now = timezone.now()
    assert Invitation.objects.exclude(token_digest=None).count() == 4
    assert all(one.is_expired(now=now) for one in Invitation.objects.exclude(token_digest=None))


def test_the_record_says_who_and_why_and_names_nobody(erased: Customer, ivan: User) -> None:
    entry = Entry.objects.about(erased).filter(verb="customer.erased").get()
    assert (entry.by, entry.details) == (ivan, {"because": "asked", "mentions": {}})
    double = Customer.objects.get(merged_into=erased)
    assert (
        Entry.objects.about(double).filter(verb="customer.erased").get().details["together_with"] == erased.pk
    )


OF_A_CASE = ("detail", "assignment", "resolution", "reopening", "escalation", "kind", "customer")


def test_every_page_of_the_cases_reads_well(
    cases: list[Ticket], erased: Customer, ivan: User, petra: User
) -> None:
    """Everything opens, nothing is a link without words, and where words were it says so."""
    for person in (ivan, petra):
        client = signed_in(person)
        addresses = [
            "/",
            "/?view=all",
            "/?view=resolved",
            "/supervisor/",
            "/surveys/",
            "/surveys/low-scores/",
            "/surveys/kept-apart/",
        ]
        addresses += ["/customers/", "/news/", "/api/tickets/", f"/api/customers/{erased.pk}/"]
        addresses += [
            reverse(f"customers:{name}", args=[erased.pk]) for name in ("detail", "erasure", "export")
        ]
        addresses += [reverse(f"{app}:of_customer", args=[erased.pk]) for app in ("tickets", "surveys")]
        addresses += [reverse("surveys:of_ticket", args=[case.pk]) for case in cases]
        addresses += [reverse(f"tickets:{name}", args=[case.pk]) for case in cases for name in OF_A_CASE]
        for address in addresses:
            answer = client.get(address)
            assert answer.status_code == 200, address
            if not address.startswith("/api/"):
                links = Page(answer).all("a", lambda link: not link["aria-label"])
                assert [link["href"] for link in links if not words_in(link)] == [], address
    page = Page(signed_in(petra).get(cases[0].get_absolute_url()))
    assert page.all("h1")[0].text.strip() == "(erased)"
    assert "Erased customer" in page.text
    assert "Nothing more can be written here." in page.text
    assert not page.all("textarea")


def words_in(link: Any) -> bool:
    return bool(link.text.strip()) or any(one["alt"] or one["aria-label"] for one in link.inside())
