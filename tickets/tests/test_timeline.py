from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from helpdesk.staff.models import User
from tests.pages import Page, signed_in
from tickets.domain.timeline import MESSAGES, Said, stretch_of
from tickets.enums import Direction, MessageType
from tickets.models import Message, Ticket

pytestmark = pytest.mark.django_db
MANY = 2000


def talk(ticket: Ticket, number: int, *, by: User) -> None:
    now = timezone.now()
    Message.objects.bulk_create(
        Message(
            ticket=ticket,
            type=MessageType.CALL,
            direction=Direction.OUT,
            author=by,
            # Ten at a time say something at the very same moment.
            at=now + timedelta(seconds=n // 10),
            body=f"Call {n}.",
        )
        for n in range(number)
    )


def said(page: Page) -> list[str]:
    return [one.text.strip() for one in page.all("div") if one["class"].startswith("bubble")]


def test_a_short_story_is_told_whole(room_change: Ticket, alena: User) -> None:
    talk(room_change, 3, by=alena)
    stretch = stretch_of(room_change)
    assert [part.message.body for part in stretch.story if isinstance(part, Said)] == [
        "Call 0.",
        "Call 1.",
        "Call 2.",
    ]
    assert stretch.earlier is None


def test_a_long_one_stretch_by_stretch_without_a_gap(room_change: Ticket, alena: User) -> None:
    talk(room_change, 100, by=alena)
    bodies: list[str] = []
    before: Message | None = None
    while True:
        stretch = stretch_of(room_change, before=before)
        bodies = [part.message.body for part in stretch.story if isinstance(part, Said)] + bodies
        if stretch.earlier is None:
            break
        before = Message.objects.get(pk=stretch.earlier)
    assert bodies == [f"Call {n}." for n in range(100)]


def test_two_thousand_messages_cost_what_thirty_cost(
    room_change: Ticket, alena: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    talk(room_change, MANY, by=alena)
    client = signed_in(alena)
    url = room_change.get_absolute_url()
    client.get(url)
    with django_assert_num_queries(9):
        answer = client.get(url)
    page = Page(answer)
    assert said(page) == [f"Call {n}." for n in range(MANY - MESSAGES, MANY)]
    assert len(answer.content) < 150_000
    (link,) = [one["href"] for one in page.all("a") if "/earlier/" in one["href"]]
    assert said(Page(client.get(link)))[-1] == f"Call {MANY - MESSAGES - 1}."
    fragment = client.get(link, headers={"HX-Request": "true"})
    assert b"<html" not in fragment.content
    assert len(said(Page(fragment))) == MESSAGES


def test_the_case_file_has_everything(room_change: Ticket, alena: User, zofia: User) -> None:
    talk(room_change, 70, by=alena)
    url = f"{room_change.get_absolute_url()}print/"
    page = Page(signed_in(alena).get(url))
    assert said(page) == [f"Call {n}." for n in range(70)]
    for words in (room_change.subject, "Jana Nováková", "logged it", "Front desk"):
        assert words in page.text
    assert signed_in(zofia).get(url).status_code == 404


@pytest.mark.parametrize(
    "subject",
    [
        "s" * 1000,
        "مشكلة في الغرفة",
        "🛁💧 no hot water 🥶",
        "\u200b\u200d\ufeff",
        "a\u202eb" * 20,
    ],
)
def test_any_subject_has_a_page_and_a_place_in_the_list(
    room_change: Ticket, alena: User, subject: str
) -> None:
    room_change.subject = subject
    room_change.save()
    client = signed_in(alena)
    page = Page(client.get(room_change.get_absolute_url()))
    assert page.status == 200
    (heading,) = page.all("h1")
    assert heading.text.strip()
    assert any(one.text.strip("\u200b\u200d\ufeff \n") for one in page.all("bdi"))
    assert str(room_change.number) in Page(client.get("/?view=open")).text


def test_the_record_has_a_page(room_change: Ticket, alena: User, zofia: User) -> None:
    url = f"{room_change.get_absolute_url()}record/"
    assert "logged it" in Page(signed_in(alena).get(url)).text
    assert Page(signed_in(alena).get(url, {"after": "garbage"})).status == 200
    assert signed_in(zofia).get(url).status_code == 404


def test_what_came_before_needs_a_message_of_this_ticket(room_change: Ticket, alena: User) -> None:
    assert signed_in(alena).get(f"{room_change.get_absolute_url()}earlier/999/").status_code == 404


@pytest.mark.parametrize("place", [0, 20, 60, 69, 70, 99])
def test_a_link_to_a_message_leads_to_it(room_change: Ticket, alena: User, place: int) -> None:
    talk(room_change, 100, by=alena)
    message = Message.objects.order_by("at", "pk")[place]
    page = Page(signed_in(alena).get(f"{room_change.get_absolute_url()}messages/{message.pk}/", follow=True))
    assert page.all("li", id=f"message-{message.pk}")
