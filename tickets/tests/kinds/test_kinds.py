from typing import Any

import pytest
from django.forms import BaseForm, ModelChoiceField

from helpdesk.staff.models import Site, User
from tests.cast import log_case
from tickets.kinds import KINDS, kind_of
from tickets.kinds.complaint import ComplaintForm

pytestmark = pytest.mark.django_db


def offered(form: BaseForm, name: str) -> set[Any]:
    field = form.fields[name]
    assert isinstance(field, ModelChoiceField)
    return set(field.queryset or [])


def test_the_four_kinds_in_the_order_of_their_keys() -> None:
    assert list(KINDS) == ["complaint", "return", "price_correction", "room_change"]
    with pytest.raises(KeyError):
        kind_of("gossip")


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_tells_its_facts(kind: str, alena: User) -> None:
    details = kind_of(kind).details_of(log_case(kind, by=alena))
    facts = details.facts()
    assert facts
    assert all(label and value not in (None, "") for label, value in facts)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_promises_something_and_reminds_before(kind: str) -> None:
    promised = kind_of(kind)
    assert promised.first_response < promised.resolution
    assert promised.remind_before < promised.resolution


def test_a_complaint_names_colleagues_of_the_site_only(
    hotel: Site, alena: User, karel: User, zofia: User, petra: User
) -> None:
    form = ComplaintForm(site=hotel)
    assert offered(form, "colleague") == {alena, karel}
    said = {"about": "staff", "cause": "rude", "severity": "high"}
    assert ComplaintForm({**said, "colleague": karel.pk}, site=hotel).is_valid()
    assert ComplaintForm({**said, "colleague": ""}, site=hotel).is_valid()
    assert list(ComplaintForm({**said, "colleague": zofia.pk}, site=hotel).errors) == ["colleague"]


def test_a_complaint_owes_nothing(alena: User) -> None:
    assert kind_of("complaint").details_of(log_case("complaint", by=alena)).figure() is None
