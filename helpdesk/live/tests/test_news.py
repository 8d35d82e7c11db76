import pytest

from helpdesk.live.models import UNREAD_CAP, News
from helpdesk.live.news import mark_read, tell
from helpdesk.staff.models import User

pytestmark = pytest.mark.django_db


def test_the_same_cause_rings_once_for_each(alena: User, ivan: User) -> None:
    assert tell(alena, "Something is late", url="/tickets/1/", cause="clock:1:breach")
    assert not tell(alena, "Something is late again", url="/tickets/1/", cause="clock:1:breach")
    assert tell(ivan, "Něco je pozdě", url="/tickets/1/", cause="clock:1:breach")
    assert News.objects.visible_to(alena).get().text == "Something is late"


def test_a_long_text_is_cut(alena: User) -> None:
    tell(alena, "x" * 1000, url="", cause="test:1")
    assert len(News.objects.get().text) == 300


def test_reading_stops_the_bell_for_oneself_only(alena: User, ivan: User) -> None:
    for number in (1, 2, 3):
        for person in (alena, ivan):
            tell(person, f"News {number}", url="", cause=f"test:{number}")
    first = News.objects.visible_to(alena).earliest("pk")
    ivans = News.objects.visible_to(ivan).earliest("pk")
    assert mark_read(alena, ids=[first.pk, ivans.pk]) == 1
    assert mark_read(alena, ids=[first.pk]) == 0
    assert News.objects.unread_count(alena) == 2
    assert mark_read(alena) == 2
    assert (News.objects.unread_count(alena), News.objects.unread_count(ivan)) == (0, 3)


def test_the_bell_counts_no_further_than_it_shows(alena: User) -> None:
    News.objects.bulk_create(News(recipient=alena, cause=f"test:{n}") for n in range(UNREAD_CAP + 7))
    assert News.objects.unread_count(alena) == UNREAD_CAP
