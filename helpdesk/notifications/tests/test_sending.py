"""News leave the house as letters."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.utils import timezone

from helpdesk.live.models import News
from helpdesk.live.news import mark_read
from helpdesk.mail.models import Letter
from helpdesk.notifications.domain import letters, sending
from helpdesk.notifications.domain.news import tell
from helpdesk.notifications.domain.sending import send_due
from helpdesk.notifications.enums import Email
from helpdesk.notifications.models import Dispatch
from helpdesk.notifications.tests.made import lives, wants
from helpdesk.staff.models import Membership, User
from tests.at_once import at_once
from tests.cast import log_case
from tickets.domain.news import tell_about
from tickets.models import Ticket

pytestmark = pytest.mark.django_db

# Four in the afternoon in Prague, and the next two mornings at eight.
NOW = datetime(2026, 7, 1, 14, 0, tzinfo=UTC)
MORNING = datetime(2026, 7, 2, 6, 0, tzinfo=UTC)
BUDGET = timedelta(seconds=5)


def written() -> list[tuple[str, str]]:
    return list(Letter.objects.order_by("pk").values_list("recipient", "subject"))


def test_a_letter_at_once(alena: User, room_change: Ticket) -> None:
    wants(alena, "assigned", email=Email.AT_ONCE)
    about = f"ticket:{room_change.pk}"
    url = room_change.get_absolute_url()
    tell(alena, kind="assigned", text="It is yours.", url=url, cause="x", about=about, now=NOW)
    assert send_due(now=NOW, budget=BUDGET) == 1
    letter = Letter.objects.get()
    assert (letter.recipient, letter.subject) == (alena.email, "It is yours.")
    assert letter.headers == {"Auto-Submitted": "auto-generated"}
    assert letter.text == (
        "It is yours.\n\n"
        f"http://localhost:8000/tickets/{room_change.pk}/\n\n"
        "-- \n"
        f"Hear no more about this: http://localhost:8000/news/muting/ticket/{room_change.pk}/\n"
        "Choose what reaches you, and how: http://localhost:8000/news/settings/\n"
    ).replace("http://localhost:8000", letters.address(""))
    assert send_due(now=NOW, budget=BUDGET) == 0
    assert Dispatch.objects.get().letter == letter


def test_a_letter_may_say_more_than_the_bell(alena: User) -> None:
    wants(alena, "mentioned", email=Email.AT_ONCE)
    tell(alena, kind="mentioned", text="Hm.", subject="Look", body="All of it.", url="", cause="x", now=NOW)
    send_due(now=NOW, budget=BUDGET)
    letter = Letter.objects.get()
    assert letter.subject == "Look"
    assert letter.text.startswith("All of it.\n\n-- \n")
    kept = Dispatch.objects.get()
    assert (kept.subject, kept.body) == ("", ""), "it stands in the letter, and in no second place"


def test_a_digest_has_all_that_came_and_was_not_read(alena: User, ivan: User) -> None:
    for person in (alena, ivan):
        wants(person, "assigned", email=Email.DIGEST)
        for n in range(3):
            tell(person, kind="assigned", text=f"No. {n}", url=f"/{n}/", cause=f"test:{n}", now=NOW)
    mark_read(alena, ids=[News.objects.get(recipient=alena, text="No. 1").pk])
    assert send_due(now=MORNING - timedelta(minutes=1), budget=BUDGET) == 0
    assert send_due(now=MORNING, budget=BUDGET) == 6
    assert [recipient for recipient, _ in written()] == [alena.email, ivan.email]
    text = Letter.objects.get(recipient=alena.email, subject="2 pieces of news").text
    assert "· No. 0\n  " in text
    assert "/2/" in text
    assert "No. 1" not in text
    assert not Dispatch.objects.waiting().exists()


def test_a_digest_of_one_reads_like_a_letter(alena: User) -> None:
    wants(alena, "assigned", email=Email.DIGEST)
    tell(alena, kind="assigned", text="No. 1", body="All of it.", url="", cause="x", now=NOW)
    send_due(now=MORNING, budget=BUDGET)
    assert written() == [(alena.email, "No. 1")]
    assert "All of it." in Letter.objects.get().text


def test_a_long_digest_ends_somewhere(alena: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(letters, "IN_ONE_LETTER", 2)
    wants(alena, "assigned", email=Email.DIGEST)
    for n in range(5):
        tell(alena, kind="assigned", text=f"No. {n}", url="", cause=f"test:{n}", now=NOW)
    send_due(now=MORNING, budget=BUDGET)
    text = Letter.objects.get().text
    assert "No. 1" in text
    assert "No. 2" not in text
    assert "And 3 more: " in text


def test_after_a_quiet_night_there_is_one_letter(alena: User) -> None:
    lives(alena, quiet_from=time(22), quiet_until=time(6))
    for n in range(3):
        night = datetime(2026, 7, 1, 20 + n, 30, tzinfo=UTC)
        tell(alena, kind="late", text=f"No. {n}", url="", cause=f"test:{n}", now=night)
    send_due(now=datetime(2026, 7, 2, 3, 59, tzinfo=UTC), budget=BUDGET)
    assert written() == []
    send_due(now=datetime(2026, 7, 2, 4, 0, tzinfo=UTC), budget=BUDGET)
    assert written() == [(alena.email, "3 pieces of news")]


def test_what_was_read_at_the_bell_is_not_written_any_more(alena: User) -> None:
    tell(alena, kind="late", text="Hm.", url="", cause="x", now=NOW)
    mark_read(alena)
    assert send_due(now=NOW, budget=BUDGET) == 1
    assert written() == []


def test_what_is_not_at_the_bell_cannot_be_read_there(alena: User) -> None:
    wants(alena, "late", bell=False, email=Email.AT_ONCE)
    tell(alena, kind="late", text="Hm.", url="", cause="x", now=NOW)
    mark_read(alena)
    send_due(now=NOW, budget=BUDGET)
    assert len(written()) == 1


def test_nobody_is_written_of_what_they_may_no_longer_see(alena: User, karel: User, ivan: User) -> None:
    case = log_case("complaint", by=alena, colleague=karel)
    for person in (alena, karel, ivan):
        wants(person, "assigned", email=Email.DIGEST)
    tell_about(case, [alena, karel, ivan], kind="assigned", say=lambda: "Hm.", cause="x")
    Membership.objects.filter(user=ivan).delete()
    send_due(now=timezone.now() + timedelta(days=2), budget=BUDGET)
    assert [recipient for recipient, _ in written()] == [alena.email]


def test_nobody_is_written_after_they_left(alena: User) -> None:
    tell(alena, kind="late", text="Hm.", url="", cause="x", now=NOW)
    User.objects.filter(pk=alena.pk).update(is_active=False)
    send_due(now=NOW, budget=BUDGET)
    assert written() == []


def test_many_letters_in_one_run(alena: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "BATCH", 2)
    for n in range(5):
        tell(alena, kind="late", text=f"No. {n}", url="", cause=f"test:{n}", now=NOW)
    assert send_due(now=NOW, budget=BUDGET) == 5
    assert len(written()) == 5


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_write_each_letter_once(alena: User, ivan: User) -> None:
    for person in (alena, ivan):
        wants(person, "assigned", email=Email.DIGEST)
        for n in range(4):
            tell(person, kind="assigned", text=f"No. {n}", url="", cause=f"test:{n}", now=NOW)
            tell(person, kind="late", text=f"No. {n}", url="", cause=f"late:{n}", now=NOW)
    results = at_once(*[lambda: send_due(now=MORNING, budget=BUDGET)] * 3)
    assert not [one for one in results if isinstance(one, Exception)]
    assert Letter.objects.filter(cause__startswith="digest:").count() == 2
    assert Letter.objects.filter(cause__startswith="news:").count() == 8
    assert not Dispatch.objects.waiting().exists()
