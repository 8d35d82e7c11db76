import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from helpdesk.staff.models import Membership, Site, Team, User

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("time_zone", "Europe/Praha"),
        ("currency", "Kč"),
        ("country", "cz"),
        ("language", "de"),
        ("email", "desk"),
    ],
)
def test_a_site_with_a_mistake_is_refused(hotel: Site, field: str, value: str) -> None:
    hotel.full_clean()
    setattr(hotel, field, value)
    with pytest.raises(ValidationError) as refusal:
        hotel.full_clean()
    assert list(refusal.value.message_dict) == [field]


def test_a_team_has_its_name_to_itself_at_its_site(front_desk: Team, hotel: Site, shop: Site) -> None:
    Team.objects.create(site=shop, name="Front desk")
    with pytest.raises(IntegrityError):
        Team.objects.create(site=hotel, name="Front desk")


def test_one_is_in_a_team_once(alena: User, front_desk: Team) -> None:
    with pytest.raises(IntegrityError):
        Membership.objects.create(team=front_desk, user=alena)
