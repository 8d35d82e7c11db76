from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from customers.models import Customer
from helpdesk.staff.models import User
from surveys.domain.response import answer
from surveys.enums import Score
from surveys.models import Invitation
from tests.cast import log_case
from tests.pages import Page, signed_in
from tickets.domain.resolution import resolve
from tickets.enums import Outcome

pytestmark = pytest.mark.django_db


def answered(*, by: User, customer: Customer, comment: str, **facts: Any) -> None:
    ticket = log_case("complaint", by=by, customer=customer, **facts)
    resolution = resolve(ticket, outcome=Outcome.EXPLAINED, explanation="So it is.", by=by)
    soon = timezone.now() + timedelta(days=1)
    invitation = Invitation.objects.create(resolution=resolution, language="cs", expires_at=soon)
    answer(invitation, score=Score.VERY_BAD, solved="", comment=comment, now=timezone.now())


def test_their_answers_about_what_one_may_see(
    jana: Customer, piotr: Customer, alena: User, ivan: User, petra: User
) -> None:
    answered(by=alena, customer=jana, comment="Too cold.")
    answered(by=alena, customer=jana, comment="Ivan was rude.", colleague=ivan)
    answered(by=alena, customer=piotr, comment="Somebody else.")
    url = f"/surveys/customers/{jana.pk}/"
    sayings = ("Too cold.", "Ivan was rude.", "Somebody else.")
    for reader, read in ((petra, [True, True, False]), (alena, [False, False, False])):
        text = Page(signed_in(reader).get(url)).text
        assert [said in text for said in sayings] == read
    page = Page(signed_in(ivan).get(url, HTTP_HX_REQUEST="true"))
    assert (page.all("html"), "Ivan was rude." in page.text, "Too cold." in page.text) == ([], False, True)
    assert page.all("a", lambda one: one["href"].endswith("/review/"))


def test_nobody_asked_yet(jana: Customer, alena: User) -> None:
    page = Page(signed_in(alena).get(f"/surveys/customers/{jana.pk}/"))
    assert "No answer of theirs is shown." in page.text
