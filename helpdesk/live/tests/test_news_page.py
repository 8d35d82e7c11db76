import pytest
from django.test import Client

from helpdesk.live.models import News
from helpdesk.staff.models import User
from tests.pages import Page, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(alena: User) -> Client:
    return signed_in(alena)


@pytest.fixture
def news(alena: User) -> News:
    return News.objects.create(
        recipient=alena, text="Ivan gave you ticket 1001.", url="/customers/", cause="record:1"
    )


def test_the_bell_counts_what_is_unread(desk: Client, news: News) -> None:
    (bell,) = [one for one in Page(desk.get("/")).all("a") if one["class"] == "bell"]
    assert "News, 1 unread" in bell.text
    desk.post("/news/reading/")
    (bell,) = [one for one in Page(desk.get("/")).all("a") if one["class"] == "bell"]
    assert "unread" not in bell.text


def test_above_a_hundred_nobody_counts(desk: Client, alena: User) -> None:
    News.objects.bulk_create(News(recipient=alena, text="Hm.", cause=f"test:{n}") for n in range(105))
    page = Page(desk.get("/news/"))
    assert "99+" in page.text
    assert len([one for one in page.all("li") if one["class"] == "unread"]) == 50


def test_opening_one_leads_to_what_it_is_about(desk: Client, news: News) -> None:
    answer = desk.post(f"/news/{news.pk}/reading/")
    assert answer["Location"] == "/customers/"
    news.refresh_from_db()
    assert news.read_at is not None


def test_news_without_an_address_leads_back(desk: Client, alena: User) -> None:
    news = News.objects.create(recipient=alena, text="Hm.", cause="record:2")
    assert desk.post(f"/news/{news.pk}/reading/")["Location"] == "/news/"


def test_other_peoples_news_do_not_exist(karel: User, news: News) -> None:
    client = signed_in(karel)
    assert "ticket 1001" not in client.get("/news/").content.decode()
    assert client.post(f"/news/{news.pk}/reading/").status_code == 404
    client.post("/news/reading/")
    news.refresh_from_db()
    assert news.read_at is None


def test_no_news_says_what_would_be_here(desk: Client) -> None:
    assert "When somebody gives you a ticket" in Page(desk.get("/news/")).text
