from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from customers.models import Customer
from helpdesk.record.models import Entry
from helpdesk.staff.models import User
from surveys.domain.answering import keep_apart
from surveys.domain.kept_apart import decide
from surveys.domain.response import answer
from surveys.domain.results import spread_of
from surveys.domain.signs import Given
from surveys.enums import Score, Sign, Verdict
from surveys.models import Invitation, KeptApart, Response
from tests.at_once import at_once
from tests.cast import log_case
from tests.pages import Page, signed_in
from tickets.domain.errors import NotPossible
from tickets.domain.resolution import resolve
from tickets.enums import Outcome

pytestmark = pytest.mark.django_db

PATH = "/surveys/kept-apart/"


@pytest.fixture(autouse=True)
def reads_english(ivan: User) -> None:
    User.objects.filter(pk=ivan.pk).update(language="en")
    ivan.refresh_from_db()


def apart(invitation: Invitation, score: int = 1, comment: str = "Cold.") -> KeptApart:
    now = timezone.now()
    given = Given(Score(score), comment=comment)
    with transaction.atomic():
        return keep_apart(invitation, given, [Sign.TICKED, Sign.SEVERAL], waits_until=None, now=now)


def test_a_supervisor_counts_it(invitation: Invitation, ivan: User) -> None:
    kept, other = apart(invitation), apart(invitation, 5, "")
    client = signed_in(ivan)
    page = Page(client.get(PATH))
    assert "Cold." in page.text
    assert "The box for programs was ticked" in page.text
    (form,) = page.all("form", action=f"{PATH}{kept.pk}/verdict/")
    assert client.post(form["action"], {"counts": "yes"})["Location"] == PATH
    response = Response.objects.get()
    assert (Given.by(response), response.answered_at) == (Given.by(kept), kept.answered_at)
    for row, verdict in ((kept, Verdict.COUNTS), (other, Verdict.DOES_NOT)):
        row.refresh_from_db()
        assert (row.verdict, row.decided_by) == (verdict, ivan)
    entries = Entry.objects.about(invitation.resolution.ticket)
    assert entries.get(verb="survey.let_in").by == ivan
    assert entries.get(verb="survey.answered").by is None
    assert "No answer is kept apart." in Page(client.get(PATH)).text


def test_a_supervisor_does_not_count_it(invitation: Invitation, ivan: User) -> None:
    kept = apart(invitation)
    signed_in(ivan).post(f"{PATH}{kept.pk}/verdict/", {"counts": "no"})
    assert not Response.objects.exists()
    kept.refresh_from_db()
    assert (kept.verdict, kept.comment, kept.decided_by) == (Verdict.DOES_NOT, "Cold.", ivan)
    assert Entry.objects.filter(verb="survey.turned_down").get().by == ivan


def test_somebody_was_faster(invitation: Invitation, ivan: User, petra: User) -> None:
    kept = apart(invitation)
    decide(kept, counts=False, by=petra, now=timezone.now())
    page = Page(signed_in(ivan).post(f"{PATH}{kept.pk}/verdict/", {"counts": "yes"}))
    assert page.status == 409
    assert "Somebody has decided about this answer already." in page.text
    assert not Response.objects.exists()


def test_the_customers_later_answer_is_not_overwritten(invitation: Invitation, ivan: User) -> None:
    kept = apart(invitation, 5)
    later = kept.answered_at + timedelta(hours=1)
    answer(invitation, score=Score.BAD, solved="", comment="Mine.", now=later)
    client = signed_in(ivan)
    assert "Counted now: 2 of 5." in Page(client.get(PATH)).text
    with pytest.raises(NotPossible, match="answered since"):
        decide(kept, counts=True, by=ivan, now=later)
    decide(kept, counts=False, by=ivan, now=later)
    assert Response.objects.get().comment == "Mine."


def test_what_is_kept_apart_is_in_no_figure(invitation: Invitation, ivan: User, jana: Customer) -> None:
    apart(invitation)
    client = signed_in(ivan)
    for path in ("/surveys/", "/surveys/low-scores/", f"/surveys/customers/{jana.pk}/"):
        assert "Cold." not in client.get(path).content.decode()
    assert spread_of(Response.objects.visible_to(ivan), now=timezone.now()).answers == 0


def test_the_ticket_says_that_an_answer_is_kept_apart(
    invitation: Invitation, alena: User, ivan: User
) -> None:
    """To whoever reads answers."""
    apart(invitation)
    for reader, told in ((ivan, True), (alena, False)):
        page = Page(signed_in(reader).get(f"/surveys/tickets/{invitation.resolution.ticket_id}/"))
        assert ("An answer is kept apart: it may be a machine’s." in page.text) is told
        assert "Cold." not in page.text


def test_the_results_lead_there(invitation: Invitation, ivan: User) -> None:
    apart(invitation)
    for path in ("/surveys/", "/supervisor/"):
        assert PATH in signed_in(ivan).get(path).content.decode()


def test_of_another_site_it_does_not_exist(invitation: Invitation, marek: User) -> None:
    kept = apart(invitation)
    client = signed_in(marek)
    assert "Cold." not in client.get(PATH).content.decode()
    assert client.post(f"{PATH}{kept.pk}/verdict/", {"counts": "yes"}).status_code == 404


def test_the_accused_supervisor_does_not_decide(alena: User, ivan: User, jana: Customer) -> None:
    complaint = log_case("complaint", by=alena, customer=jana, colleague=ivan)
    resolution = resolve(complaint, outcome=Outcome.EXPLAINED, explanation="Apologised.", by=alena)
    soon = timezone.now() + timedelta(days=1)
    kept = apart(Invitation.objects.create(resolution=resolution, language="cs", expires_at=soon))
    client = signed_in(ivan)
    assert "Cold." not in client.get(PATH).content.decode()
    assert client.post(f"{PATH}{kept.pk}/verdict/", {"counts": "yes"}).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_decided_by_two_at_once(invitation: Invitation, ivan: User, petra: User) -> None:
    kept, now = apart(invitation), timezone.now()
    decisions = [lambda by=by: decide(kept, counts=True, by=by, now=now) for by in (ivan, petra)]
    results = at_once(*decisions)
    assert sorted(type(result).__name__ for result in results) == ["NoneType", "NotPossible"]
    assert Entry.objects.filter(verb="survey.let_in").count() == 1
