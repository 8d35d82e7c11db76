from datetime import timedelta

import pytest
from django.utils import timezone

from customers.models import Customer
from helpdesk.record.models import Entry
from helpdesk.staff.models import User
from surveys.domain.response import answer
from surveys.domain.review import review
from surveys.enums import NotSent, Score
from surveys.models import Invitation, Response, Review
from tests.cast import log_case
from tests.pages import Page, signed_in
from tickets.domain.resolution import resolve
from tickets.enums import Outcome
from tickets.models import Resolution, Ticket

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def read_english(ivan: User, marek: User) -> None:
    for supervisor in (ivan, marek):
        User.objects.filter(pk=supervisor.pk).update(language="en")
        supervisor.refresh_from_db()


def resolved(by: User, customer: Customer) -> Resolution:
    ticket = log_case("room_change", by=by, customer=customer)
    return resolve(ticket, outcome=Outcome.AS_ASKED, explanation="Moved.", by=by)


def answered(by: User, customer: Customer, score: int, comment: str = "") -> Response:
    soon = timezone.now() + timedelta(days=1)
    invitation = Invitation.objects.create(resolution=resolved(by, customer), language="cs", expires_at=soon)
    return answer(invitation, score=Score(score), solved="", comment=comment, now=timezone.now())


def test_answers_newest_first_and_their_spread(alena: User, ivan: User, jana: Customer) -> None:
    for score, comment in ((5, "Lovely."), (4, "Fine."), (1, "Cold.")):
        answered(alena, jana, score, comment)
    page = Page(signed_in(ivan).get("/surveys/"))
    assert [one.text.strip() for one in page.all("p") if one["class"] == "typed"] == [
        "Cold.",
        "Fine.",
        "Lovely.",
    ]
    assert [bar["value"] for bar in page.all("progress")] == ["1", "1", "0", "0", "1"]
    assert "67%" in page.text.replace(" %", "%")


def test_paging_forth_and_back(alena: User, ivan: User, jana: Customer) -> None:
    for number in range(55):
        answered(alena, jana, 5, f"No. {number}")
    client = signed_in(ivan)
    (more,) = Page(client.get("/surveys/")).all("a", rel="next")
    second = Page(client.get(f"/surveys/{more['href']}"))
    assert len(second.all("article")) == 5
    assert second.all("a", rel="prev")


def test_low_scores_wait_until_somebody_looks_after_them(alena: User, ivan: User, jana: Customer) -> None:
    low, fine = answered(alena, jana, 2, "Cold."), answered(alena, jana, 3, "Lukewarm.")
    client = signed_in(ivan)
    page = Page(client.get("/surveys/low-scores/"))
    assert "Cold." in page.text
    assert "Lukewarm." not in page.text
    (form,) = page.all("form", action=f"/surveys/responses/{low.pk}/review/")
    done = client.post(form["action"], {"what_was_done": "Rang her."})
    assert done["Location"] == "/supervisor/"
    assert (Review.objects.get().by, Review.objects.get().what_was_done) == (ivan, "Rang her.")
    ticket = low.invitation.resolution.ticket
    assert Entry.objects.about(ticket).get(verb="survey.reviewed").by == ivan
    assert "No low score waits for you." in Page(client.get("/surveys/low-scores/")).text
    assert client.get(f"/surveys/responses/{fine.pk}/review/").status_code == 404


def test_a_review_says_what_was_done(alena: User, ivan: User, jana: Customer) -> None:
    low = answered(alena, jana, 1)
    url = f"/surveys/responses/{low.pk}/review/"
    for wrong in ("", "x" * 2001, "\x00"):
        page = Page(signed_in(ivan).post(url, {"what_was_done": wrong}))
        assert page.status == 422
        assert page.filled_in("what_was_done")["what_was_done"] == wrong
    assert not Review.objects.exists()


def test_somebody_was_faster_and_nothing_is_lost(
    alena: User, ivan: User, petra: User, jana: Customer
) -> None:
    low = answered(alena, jana, 1)
    review(low, what_was_done="Rang her.", by=ivan)
    page = Page(signed_in(petra).post(f"/surveys/responses/{low.pk}/review/", {"what_was_done": "Wrote."}))
    assert page.status == 409
    assert "Somebody has looked after this answer already." in page.text
    assert page.filled_in("what_was_done")["what_was_done"] == "Wrote."
    assert Review.objects.get().by == ivan


def test_another_sites_answers_do_not_exist(alena: User, marek: User, jana: Customer) -> None:
    low = answered(alena, jana, 1, "Cold.")
    client = signed_in(marek)
    for path in ("/surveys/", "/surveys/low-scores/"):
        assert "Cold." not in client.get(path).content.decode()
    assert client.get(f"/surveys/responses/{low.pk}/review/").status_code == 404
    assert client.get("/surveys/responses/99999999999999999999/review/").status_code == 404


def test_a_complaint_about_the_supervisor_is_not_theirs_to_review(
    alena: User, ivan: User, jana: Customer
) -> None:
    complaint = log_case("complaint", by=alena, customer=jana, colleague=ivan)
    resolution = resolve(complaint, outcome=Outcome.EXPLAINED, explanation="Apologised.", by=alena)
    soon = timezone.now() + timedelta(days=1)
    invitation = Invitation.objects.create(resolution=resolution, language="cs", expires_at=soon)
    low = answer(invitation, score=Score.VERY_BAD, solved="", comment="He shouted.", now=timezone.now())
    client = signed_in(ivan)
    for path in ("/surveys/", "/surveys/low-scores/"):
        assert "He shouted." not in client.get(path).content.decode()
    assert client.get(f"/surveys/responses/{low.pk}/review/").status_code == 404


def test_what_became_of_asking(alena: User, ivan: User, jana: Customer, room_change: Ticket) -> None:
    def told(ticket: Ticket, reader: User = alena) -> str:
        return Page(signed_in(reader).get(f"/surveys/tickets/{ticket.pk}/")).text

    assert "The customer is asked some time after the ticket is resolved." in told(room_change)
    nobody = resolved(alena, jana)
    Invitation.objects.create(resolution=nobody, language="cs", not_sent=NotSent.NO_EMAIL)
    assert "Not sent: No e-mail address" in told(nobody.ticket)
    asked = resolved(alena, jana)
    Invitation.objects.create(resolution=asked, language="cs", expires_at=timezone.now())
    assert "No answer is shown." in told(asked.ticket)
    low = answered(alena, jana, 1, "Cold.")
    assert "1 of 5 low score" in told(low.invitation.resolution.ticket, ivan)
    assert "No answer is shown." in told(low.invitation.resolution.ticket)
    panel = signed_in(alena).get(f"/surveys/tickets/{room_change.pk}/", headers={"hx-request": "true"})
    assert "<html" not in panel.content.decode()
