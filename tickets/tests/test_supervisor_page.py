from datetime import timedelta

import pytest
from django.utils import timezone

from customers.models import Customer
from helpdesk.staff.models import User
from tests.cast import log_case
from tests.pages import Page, signed_in
from tickets.domain.escalation import escalate
from tickets.domain.resolution import resolve
from tickets.enums import Answer, Outcome
from tickets.models import Escalation, Ticket

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def read_english(ivan: User, marek: User) -> None:
    User.objects.filter(pk__in=[ivan.pk, marek.pk]).update(language="en")
    ivan.refresh_from_db()
    marek.refresh_from_db()


def test_what_waits_comes_oldest_first(alena: User, ivan: User, jana: Customer) -> None:
    for subject in ("The first", "The second"):
        escalate(log_case("complaint", by=alena, customer=jana, subject=subject), reason="May I?", by=alena)
    page = Page(signed_in(ivan).get("/supervisor/"))
    subjects = [link.text.split(" ", 1)[1] for link in page.all("a") if link["class"] == "subject"]
    assert subjects == ["The first", "The second"]


def test_each_is_answered_in_place(alena: User, ivan: User, room_change: Ticket) -> None:
    asked = escalate(room_change, reason="May I?", by=alena)
    client = signed_in(ivan)
    (form,) = Page(client.get("/supervisor/")).all("form", action=f"/escalations/{asked.pk}/answer/")
    assert {one["name"] for one in form.inside()} >= {"answer", "text", "csrfmiddlewaretoken"}
    client.post(form["action"], {"answer": "agreed", "text": ""})
    asked.refresh_from_db()
    assert asked.answer == Answer.AGREED
    assert "Nobody waits for your answer." in Page(client.get("/supervisor/")).text


def test_ones_own_question_waits_for_somebody_else(ivan: User, room_change: Ticket) -> None:
    escalate(room_change, reason="May I?", by=ivan)
    page = Page(signed_in(ivan).get("/supervisor/"))
    assert "May I?" in page.text
    assert not [form for form in page.all("form") if "/answer/" in form["action"]]


def test_late_tickets_and_the_figures_of_today(alena: User, ivan: User, jana: Customer) -> None:
    late = log_case("complaint", by=alena, customer=jana, subject="Much too late")
    Ticket.objects.filter(pk=late.pk).update(due_at=timezone.now() - timedelta(hours=1))
    resolve(log_case("return", by=alena, customer=jana), outcome=Outcome.REFUSED, explanation="No.", by=alena)
    page = Page(signed_in(ivan).get("/supervisor/"))
    figures = {
        " ".join(one.text.split()).replace(" %", "%")
        for one in page.all("p")
        if one["class"].startswith("figure")
    }
    assert figures == {"Logged2", "Resolved1", "At the first contact100%", "Late1"}
    assert "Much too late" in page.text


def test_another_sites_desk_is_empty(alena: User, marek: User, room_change: Ticket) -> None:
    escalate(room_change, reason="May I?", by=alena)
    Ticket.objects.update(due_at=timezone.now() - timedelta(hours=1))
    page = Page(signed_in(marek).get("/supervisor/"))
    assert "Nobody waits for your answer." in page.text
    assert "Nothing is late." in page.text
    assert Escalation.objects.exists()


def test_every_question_has_a_form_of_its_own(alena: User, ivan: User, jana: Customer) -> None:
    asked = [
        escalate(log_case("complaint", by=alena, customer=jana), reason="May I?", by=alena) for _ in range(2)
    ]
    page = Page(signed_in(ivan).get("/supervisor/"))
    for one in asked:
        (form,) = page.all("form", action=f"/escalations/{one.pk}/answer/")
        ids = {
            element["id"]
            for element in form.inside()
            if element.tag in ("input", "textarea") and element["id"]
        }
        assert ids and all(f"answer-{one.pk}-" in name for name in ids)
        labelled = {element["for"] for element in form.inside() if element.tag == "label" and element["for"]}
        assert labelled <= ids
