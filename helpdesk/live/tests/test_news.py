import pytest

from helpdesk.live.models import UNREAD_CAP, News
from helpdesk.live.news import mark_read
from helpdesk.staff.models import User

pytestmark = pytest.mark.django_db


def rung(person: User, number: int, **fields: object) -> News:
    return News.objects.create(recipient=person, text=f"No. {number}", cause=f"test:{number}", **fields)


def test_reading_stops_the_bell_for_oneself_only(alena: User, ivan: User) -> None:
    for number in (1, 2, 3):
        for person in (alena, ivan):
            rung(person, number)
    first = News.objects.visible_to(alena).earliest("pk")
    ivans = News.objects.visible_to(ivan).earliest("pk")
    assert mark_read(alena, ids=[first.pk, ivans.pk]) == 1
    assert mark_read(alena, ids=[first.pk]) == 0
    assert News.objects.unread_count(alena) == 2
    assert mark_read(alena) == 2
    assert (News.objects.unread_count(alena), News.objects.unread_count(ivan)) == (0, 3)


def test_what_comes_by_other_ways_only_is_not_at_the_bell(alena: User) -> None:
    rung(alena, 1, rings=False)
    rung(alena, 2)
    assert [one.cause for one in News.objects.visible_to(alena)] == ["test:2"]
    assert News.objects.unread_count(alena) == 1


def test_the_bell_counts_no_further_than_it_shows(alena: User) -> None:
    News.objects.bulk_create(News(recipient=alena, cause=f"test:{n}") for n in range(UNREAD_CAP + 7))
    assert News.objects.unread_count(alena) == UNREAD_CAP
