"""Telling people: at the bell, and what is put on its way."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.db import transaction
from django.utils import timezone, translation
from pytest_django import DjangoAssertNumQueries

from helpdesk.live.models import News
from helpdesk.notifications.domain.mutes import mute, unmute
from helpdesk.notifications.domain.news import Telling, Words, tell, tell_all, tell_each
from helpdesk.notifications.enums import DigestRhythm, Email, Way
from helpdesk.notifications.models import Dispatch
from helpdesk.notifications.tests.made import lives, subscribed, wants
from helpdesk.staff.models import User
from tests.at_once import at_once

pytestmark = pytest.mark.django_db

# Eleven at night in Prague.
NIGHT = datetime(2026, 7, 1, 21, 0, tzinfo=UTC)


def told(person: User, *, kind: str = "assigned", cause: str = "test:1", about: str = "") -> bool:
    return tell(person, kind=kind, text="Ahoj", url="/", cause=cause, about=about)


def on_the_way() -> list[tuple[str, str]]:
    rows = Dispatch.objects.waiting().order_by("news__recipient__name", "way")
    return list(rows.values_list("news__recipient__name", "way"))


def test_the_same_cause_is_told_once_to_each(alena: User, ivan: User) -> None:
    wants(alena, "assigned", email=Email.AT_ONCE)
    assert told(alena)
    assert not told(alena)
    assert told(ivan)
    assert [(one.recipient, one.kind, one.text) for one in News.objects.order_by("pk")] == [
        (alena, "assigned", "Ahoj"),
        (ivan, "assigned", "Ahoj"),
    ]
    assert on_the_way() == [(alena.name, Way.EMAIL)]


def test_a_long_text_is_cut(alena: User) -> None:
    tell(alena, kind="assigned", text="x" * 1000, subject="y" * 1000, url="", cause="test:1")
    assert len(News.objects.get().text) == 300


def test_nobody_tells_of_what_nobody_registered(alena: User) -> None:
    with pytest.raises(KeyError):
        told(alena, kind="gossip")
    assert not News.objects.exists()


def test_without_a_choice_it_is_as_the_kind_says(alena: User) -> None:
    subscribed(alena)
    told(alena, kind="late")
    assert on_the_way() == [(alena.name, Way.EMAIL), (alena.name, Way.PUSH)]
    assert News.objects.get().rings


def test_a_push_message_needs_a_browser(alena: User) -> None:
    told(alena, kind="assigned")
    assert on_the_way() == []


@pytest.mark.parametrize("email", Email)
@pytest.mark.parametrize("bell", [True, False])
@pytest.mark.parametrize("push", [True, False])
def test_each_person_hears_as_they_have_chosen(alena: User, bell: bool, email: Email, push: bool) -> None:
    subscribed(alena)
    wants(alena, "assigned", bell=bell, email=email, push=push)
    ways = {Email.NONE: [], Email.AT_ONCE: [Way.EMAIL], Email.DIGEST: [Way.DIGEST]}[email]
    expected = [(alena.name, way) for way in [*ways, *([Way.PUSH] if push else [])]]
    assert told(alena) == (bell or bool(expected))
    assert on_the_way() == expected
    assert News.objects.visible_to(alena).count() == News.objects.unread_count(alena) == bell


def test_others_choices_change_nothing(alena: User, karel: User) -> None:
    wants(karel, "assigned", bell=False)
    wants(alena, "late", bell=False)
    assert told(alena)


def test_who_left_is_not_told(alena: User) -> None:
    User.objects.filter(pk=alena.pk).update(is_active=False)
    assert not told(alena)


def test_everybody_is_told_in_their_language(alena: User, ivan: User) -> None:
    def say() -> Words:
        return Words(str(translation.get_language()))

    heard = tell_all([alena, ivan], kind="assigned", say=say, url="", cause="test:1")
    assert heard == [alena, ivan]
    assert dict(News.objects.values_list("recipient__name", "text")) == {alena.name: "en", ivan.name: "cs"}


def test_what_is_muted_is_not_told_but_for_what_is_meant_for_one_alone(alena: User, karel: User) -> None:
    mute("ticket:42", by=alena, now=timezone.now())
    assert not told(alena, about="ticket:42")
    assert told(alena, about="ticket:43", cause="test:2")
    assert told(karel, about="ticket:42")
    assert told(alena, kind="mentioned", about="ticket:42", cause="test:3")
    unmute("ticket:42", by=alena)
    assert told(alena, about="ticket:42", cause="test:4")


def test_muting_stops_what_waits_for_that_person(alena: User, karel: User) -> None:
    for person in (alena, karel):
        for kind in ("late", "mentioned"):
            wants(person, kind, email=Email.DIGEST)
            told(person, kind=kind, about="ticket:42", cause=f"test:{kind}")
    told(alena, kind="late", about="ticket:43", cause="test:other")
    mute("ticket:42", by=alena, now=timezone.now())
    waiting = Dispatch.objects.filter(news__recipient=alena).values_list("news__cause", flat=True)
    assert set(waiting) == {"test:mentioned", "test:other"}
    assert Dispatch.objects.filter(news__recipient=karel).count() == 2


def test_quiet_hours_hold_what_leaves_the_house_and_never_the_bell(alena: User, karel: User) -> None:
    for person in (alena, karel):
        subscribed(person, at=f"https://push.example/{person.pk}")
        lives(alena, quiet_from=time(22), quiet_until=time(6))
        tell(person, kind="late", text="Hm.", url="", cause="test:1", now=NIGHT)
    assert News.objects.unread_count(alena) == 1
    morning = datetime(2026, 7, 2, 4, 0, tzinfo=UTC)
    leaves = {
        person: dict(Dispatch.objects.filter(news__recipient=person).values_list("way", "leaves_at"))
        for person in (alena, karel)
    }
    # Afterwards one letter, not a heap of them.
    assert leaves[alena] == {Way.DIGEST: morning, Way.PUSH: morning}
    assert leaves[karel] == {Way.EMAIL: NIGHT, Way.PUSH: NIGHT}


def test_the_digest_waits_for_its_hour_and_for_the_end_of_quiet_hours(alena: User) -> None:
    wants(alena, "assigned", email=Email.DIGEST)
    lives(alena, digest=DigestRhythm.HOURLY, quiet_from=time(22), quiet_until=time(6))
    tell(alena, kind="assigned", text="", url="", cause="test:1", now=NIGHT)
    lives(alena, digest=DigestRhythm.HOURLY, quiet_from=None, quiet_until=None)
    tell(alena, kind="assigned", text="", url="", cause="test:2", now=NIGHT)
    assert list(Dispatch.objects.order_by("pk").values_list("leaves_at", flat=True)) == [
        datetime(2026, 7, 2, 4, 0, tzinfo=UTC),
        NIGHT + timedelta(hours=1),
    ]


def test_it_stands_or_falls_with_its_cause(alena: User) -> None:
    wants(alena, "assigned", email=Email.AT_ONCE)
    with transaction.atomic():
        told(alena)
        transaction.set_rollback(True)
    assert not News.objects.exists()
    assert not Dispatch.objects.exists()


def test_what_it_costs(
    alena: User, karel: User, ivan: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    everybody = [alena, karel, ivan]
    with django_assert_num_queries(4):  # two of them the savepoint
        tell_all(everybody, kind="assigned", say=lambda: "Hm.", url="", cause="test:1", about="ticket:1")
    with django_assert_num_queries(6):
        tell_all(everybody, kind="late", say=lambda: "Hm.", url="", cause="test:2", about="ticket:1")
    assert Dispatch.objects.count() == 3


def telling(*people: User, cause: str, kind: str = "late", about: str = "", by_email: bool = True) -> Telling:
    def say() -> str:
        return f"{cause} {translation.get_language()}"

    return Telling(people, kind=kind, say=say, url="/", cause=cause, about=about, by_email=by_email)


def test_many_things_are_told_as_one_by_one(alena: User, karel: User, ivan: User) -> None:
    mute("ticket:42", by=alena, now=timezone.now())
    wants(karel, "assigned", bell=False)
    told(ivan, cause="test:2")
    heard = tell_each(
        [
            telling(alena, karel, cause="test:1", about="ticket:42"),
            telling(karel, ivan, alena, cause="test:2", about="ticket:43"),
            telling(karel, cause="test:3", kind="assigned"),
            telling(cause="test:4"),
            telling(alena, alena, cause="test:5", kind="mentioned", about="ticket:42"),
        ]
    )
    assert heard == [[karel], [alena, karel], [], [], [alena]]
    assert [(one.recipient, one.cause, one.text, one.about) for one in News.objects.order_by("pk")][1:] == [
        (karel, "test:1", "test:1 cs", "ticket:42"),
        (alena, "test:2", "test:2 en", "ticket:43"),
        (karel, "test:2", "test:2 cs", "ticket:43"),
        (alena, "test:5", "test:5 en", "ticket:42"),
    ]
    sent = Dispatch.objects.values_list("news__recipient__name", "news__cause")
    assert sorted(sent) == [(alena.name, "test:2"), (karel.name, "test:1"), (karel.name, "test:2")]


def test_twice_of_the_same_is_once(alena: User, ivan: User) -> None:
    both = [telling(alena, cause="test:1"), telling(alena, ivan, cause="test:1", by_email=False)]
    assert tell_each(both) == [[alena], [ivan]]
    assert on_the_way() == [(alena.name, Way.EMAIL)]
    assert tell_each(both) == [[], []]
    assert (News.objects.count(), Dispatch.objects.count()) == (2, 1)


def test_without_letters_the_other_ways_stay(alena: User, karel: User, ivan: User) -> None:
    subscribed(alena)
    wants(karel, "late", bell=False, email=Email.DIGEST)
    assert tell_each([telling(alena, karel, ivan, cause="test:1", by_email=False)]) == [[alena, ivan]]
    assert on_the_way() == [(alena.name, Way.PUSH)]


def test_nothing_is_told_for_nothing(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(2):  # the savepoint
        assert tell_each([]) == []


def test_what_many_cost(
    alena: User, karel: User, ivan: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in (1, 30):
        causes = [f"test:{number}:{n}" for n in range(number)]
        with django_assert_num_queries(6):  # two of them the savepoint
            tell_each([telling(alena, karel, ivan, cause=cause, about=cause) for cause in causes])
    assert Dispatch.objects.count() == 93


@pytest.mark.django_db(transaction=True)
def test_the_same_told_at_the_same_moment_is_told_once(alena: User) -> None:
    wants(alena, "assigned", email=Email.AT_ONCE)
    results = at_once(*[lambda: told(alena)] * 4)
    assert not [one for one in results if isinstance(one, Exception)]
    assert (News.objects.count(), Dispatch.objects.count()) == (1, 1)
