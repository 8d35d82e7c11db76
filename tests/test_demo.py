"""The demo data, built once for all these tests and taken back afterwards."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import F
from pytest_django.plugin import DjangoDbBlocker

from customers.models import ContactPoint, Customer
from demo import build
from demo.accounts import PASSWORD, demo_accounts
from demo.people import CUSTOMERS, STAFF
from helpdesk.live.models import News
from helpdesk.mail.enums import LetterStatus
from helpdesk.mail.models import Letter
from helpdesk.record.models import Entry
from helpdesk.staff.models import Site, User
from surveys.domain.invitation import invite_all
from surveys.domain.written import unspoken, written
from surveys.enums import VisitState
from surveys.models import Invitation, MysteryVisit, Questionnaire, Response, Review, SurveyRules
from tickets.enums import Status
from tickets.kinds import KINDS, kind_of
from tickets.kinds.complaint import Complaint
from tickets.models import (
    Clock,
    Escalation,
    FollowUp,
    HandoverNote,
    Message,
    Resolution,
    Ticket,
    Watching,
)

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 4, 15, 12, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def now(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[datetime]:
    """The moment the demo was built at; the demo itself is in the database."""
    with django_db_blocker.unblock(), transaction.atomic():
        build.build(now=NOON)
        connection.check_constraints()
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # else what the tests ask is answered as if the tables were empty
        yield NOON
        transaction.set_rollback(True)


def person(login: str) -> User:
    return User.objects.get(email=f"{login}@courtesy.example")


def test_everybody_is_there(now: datetime) -> None:
    assert list(SurveyRules.objects.values_list("delay", flat=True)) == [timedelta(seconds=10)] * 3
    assert Site.objects.count() == 3
    assert Counter(User.objects.values_list("role", flat=True)) == Counter(member.role for member in STAFF)
    assert Customer.objects.count() == len(CUSTOMERS) == 60
    given = [point for customer in CUSTOMERS for point in (customer.email, customer.phone) if point]
    assert ContactPoint.objects.count() == len(given)
    assert Ticket.objects.count() == 260


def test_the_six_can_sign_in_and_nobody_else(now: datetime) -> None:
    can = {user.email for user in User.objects.all() if user.check_password(PASSWORD)}
    assert can == {member.email for member in demo_accounts()}
    assert not User.objects.filter(is_superuser=True).exclude(email="petra@courtesy.example").exists()
    assert person("petra").is_staff


def test_membership_shows_each_their_sites(now: datetime) -> None:
    assert [site.name for site in person("alena").sites] == ["Hotel Vltava"]
    assert [site.name for site in person("marek").sites] == ["Sklep Wisła"]
    assert len(person("jan").sites) == len(person("petra").sites) == 3


def test_every_state_is_there(now: datetime) -> None:
    found = Counter(Ticket.objects.values_list("status", flat=True))
    assert set(found) == set(Status.values)
    assert min(found.values()) >= 5
    assert found[Status.CLOSED] > found[Status.RESOLVED] > found[Status.NEW]


def test_every_kind_is_where_it_happens(now: datetime) -> None:
    found = Counter(Ticket.objects.values_list("kind", "site__type"))
    assert {kind for kind, _ in found} == set(KINDS)
    assert {site for kind, site in found if kind == "room_change"} == {"hotel"}
    assert {site for kind, site in found if kind == "return"} == {"shop", "call_centre"}
    assert not Ticket.objects.exclude(team__site=F("site")).exists()
    teams = set(Ticket.objects.filter(kind="return", site__type="shop").values_list("team__name", flat=True))
    assert teams == {"Returns desk"}
    assert set(Ticket.objects.filter(kind="room_change").values_list("team__name", flat=True)) == {
        "Front desk"
    }


def test_details_are_what_the_forms_would_accept(now: datetime) -> None:
    for ticket in Ticket.objects.select_related("site"):
        details = kind_of(ticket.kind).details_of(ticket)
        details.full_clean()
        assert getattr(details, "currency", ticket.site.currency) == ticket.site.currency


def test_what_is_unfinished_is_in_every_plight(now: datetime) -> None:
    open_now = Ticket.objects.unfinished()
    late = open_now.late(now=now)
    assert 5 <= late.count() <= open_now.count() / 2
    assert open_now.due_before(now + timedelta(hours=1)).exclude(pk__in=late).count() >= 5
    assert open_now.filter(due_at__gt=now + timedelta(hours=1)).count() >= 10
    assert open_now.awaiting_reply().count() >= 5
    assert 5 <= open_now.unassigned().count() < open_now.count() / 3
    assert not open_now.filter(created_at__lt=now - timedelta(days=4)).exists()
    still = open_now.filter(due_at=None)
    assert set(still.values_list("status", flat=True)) == {Status.PENDING, Status.ON_HOLD}
    assert 2 <= still.count() < open_now.count() / 3
    assert open_now.assigned_to(person("alena")).exists()


def test_most_are_of_the_last_sixty_days_and_none_of_tomorrow(now: datetime) -> None:
    recent = Ticket.objects.filter(created_at__gt=now - timedelta(days=60)).count()
    assert 210 <= recent < 260
    assert not Entry.objects.filter(at__gt=now).exists()
    assert not Message.objects.filter(at__gt=now).exists()
    assert not News.objects.filter(created_at__gt=now).exists()
    assert not Letter.objects.filter(created_at__gt=now).exists()
    assert not Response.objects.filter(answered_at__gt=now).exists()


def test_tickets_are_numbered_as_they_were_logged(now: datetime) -> None:
    logged = list(Ticket.objects.order_by("pk").values_list("created_at", flat=True))
    assert logged == sorted(logged)


def test_the_record_verifies_and_runs_forward(now: datetime, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("verify_record")
    assert "verify" in capsys.readouterr().out
    entries = Entry.objects.order_by("subject_type", "subject_id", "sequence")
    moments: dict[tuple[str, int], datetime] = {}
    for kind, subject, at in entries.values_list("subject_type", "subject_id", "at"):
        assert moments.get((kind, subject), at) <= at
        moments[kind, subject] = at


def test_nothing_is_left_to_send(now: datetime) -> None:
    assert set(Letter.objects.values_list("status", flat=True)) == {LetterStatus.SENT}
    assert not Letter.objects.exclude(secrets=[]).exists()
    assert Letter.objects.filter(cause__startswith="survey:", text__contains="/s/███").count() > 100
    assert not Letter.objects.filter(sent_at__lte=F("created_at")).exists()
    assert invite_all(now=now + timedelta(seconds=30)) == 0


def test_the_clocks_have_said_what_they_had_to_say(now: datetime) -> None:
    assert not Clock.objects.with_a_moment_before(now).exists()
    assert not Clock.objects.exclude(met_at=None).exclude(next_moment_at=None).exists()
    broken = Clock.objects.exclude(breached_at=None)
    assert 40 <= broken.count() <= 130
    assert not broken.filter(met_at__lt=F("due_at")).exists()
    told_in_time = F("due_at") + timedelta(minutes=1)
    assert not broken.filter(breached_at__gt=told_in_time).exists()
    assert not Clock.objects.filter(breached_at=None, met_at__gt=told_in_time).exists()


def test_customers_hear_only_from_where_they_can(now: datetime) -> None:
    for letter in Letter.objects.filter(message__isnull=False).select_related("message__ticket__customer"):
        customer = letter.message.ticket.customer
        assert customer is not None
        assert letter.recipient == customer.email
    written_by_customers = Message.objects.filter(type="reply", direction="in")
    assert written_by_customers.exists()
    assert not written_by_customers.exclude(letter=None).exists()


def test_escalations_wait_and_are_answered_by_another(now: datetime) -> None:
    assert Escalation.objects.waiting().count() >= 3
    answered = Escalation.objects.exclude(answered_at=None)
    assert answered.count() >= 15
    assert not answered.filter(answered_by=F("asked_by")).exists()
    assert len(set(answered.values_list("answer", flat=True))) == 3


def test_some_came_back_and_were_resolved_again(now: datetime) -> None:
    reopened = Ticket.objects.filter(resolutions__reopened_at__isnull=False)
    assert reopened.filter(resolutions__reopened_at=None).count() >= 8
    assert reopened.unfinished().count() == 2


def test_nobody_works_on_a_complaint_about_themselves(now: datetime) -> None:
    about = Complaint.objects.exclude(colleague=None).select_related("ticket")
    assert about.count() >= 5
    for complaint in about:
        assert complaint.colleague_id not in (complaint.ticket.assignee_id, complaint.ticket.created_by_id)
        assert not complaint.ticket.messages.filter(author=complaint.colleague_id).exists()


def test_surveys_are_answered_and_not(now: datetime) -> None:
    sent = Invitation.objects.filter(not_sent="")
    assert Invitation.objects.count() == Resolution.objects.count()
    assert 0.55 <= Response.objects.count() / sent.count() <= 0.65
    assert Response.objects.filter(is_low=False).count() > Response.objects.filter(is_low=True).count() * 3
    assert Response.objects.to_review().count() >= 4
    assert Review.objects.exclude(what_was_done="").count() >= 4
    assert not Review.objects.filter(at__lte=F("response__answered_at")).exists()


def test_the_hotel_asks_questions_of_its_own(now: datetime) -> None:
    asked = Questionnaire.objects.published().get()
    assert (asked.site.name, asked.kind) == ("Hotel Vltava", "")
    assert not list(unspoken(written(asked)))
    assert Invitation.objects.filter(questionnaire=asked).exists()
    assert Invitation.objects.filter(questionnaire=None, resolution__ticket__site=asked.site).exists()


def test_visits_are_submitted_and_one_goes_on(now: datetime) -> None:
    states = [visit.state_at(now) for visit in MysteryVisit.objects.order_by("planned_at")]
    assert states == [VisitState.LOCKED, VisitState.LOCKED, VisitState.OPEN]
    first, second, going_on = MysteryVisit.objects.order_by("planned_at")
    assert (first.percent, second.percent, going_on.percent) == (55, 92, None)


def test_promises_are_open_late_kept_and_called_off(now: datetime) -> None:
    assert FollowUp.objects.count() >= 8
    assert FollowUp.objects.late(now=now).count() >= 2
    assert not FollowUp.objects.with_a_moment_before(now - timedelta(minutes=2)).exists()
    assert FollowUp.objects.exclude(done_at=None).exists()
    assert FollowUp.objects.exclude(cancelled_at=None).exists()
    assert not FollowUp.objects.filter(promised_at__lt=F("ticket__created_at")).exists()
    assert HandoverNote.objects.open().values("site").distinct().count() == 3
    assert Ticket.objects.exclude(tags=[]).count() >= 10
    assert Watching.objects.exists()


def test_old_news_is_read(now: datetime) -> None:
    unread = News.objects.filter(read_at=None)
    assert unread.exists()
    assert not unread.filter(created_at__lt=now - build.LAST_SHIFT).exists()
