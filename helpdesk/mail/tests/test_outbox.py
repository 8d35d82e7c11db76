from datetime import timedelta
from time import monotonic

import pytest
from celery import current_app
from django.core.mail import EmailMessage, EmailMultiAlternatives, send_mail
from django.db import transaction
from kombu import Connection
from kombu.exceptions import OperationalError
from pytest_django import Settings

from helpdesk.mail import outbox
from helpdesk.mail.delivery import deliver, deliver_waiting
from helpdesk.mail.enums import LetterStatus
from helpdesk.mail.models import Letter
from helpdesk.mail.outbox import enqueue
from helpdesk.mail.tests.servers import Behaviour

pytestmark = pytest.mark.django_db


def write(cause: str = "test:1", *, subject: str = "Your room") -> Letter:
    return enqueue("jana@post.example", subject=subject, text="It is ready.", cause=cause)


@pytest.fixture
def wakings(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The letters a worker was woken for."""
    woken: list[int] = []
    monkeypatch.setattr(outbox, "ask_for_delivery", lambda number, **_when: woken.append(number))
    return woken


def test_a_letter_is_a_row_that_waits() -> None:
    letter = write()
    assert (letter.status, letter.attempts, letter.recipient) == (LetterStatus.QUEUED, 0, "jana@post.example")
    assert letter.message_id.endswith("@courtesy.example>")


def test_the_same_cause_never_makes_two_letters() -> None:
    first, second = write("test:1"), write("test:1", subject="Again")
    assert first == second
    assert Letter.objects.get().subject == "Your room"
    assert write("test:2").message_id != first.message_id


@pytest.mark.parametrize(
    "subject", ["Room\r\nBcc: all@post.example", "Room\nX: y", "Room\r\n\r\nbody", "Room\x0b\x0c\x85x"]
)
def test_a_subject_is_one_line(subject: str, server: Behaviour) -> None:
    letter = write(subject=subject)
    assert deliver(letter.pk)
    (arrived,) = server.letters
    assert arrived["Subject"] == " ".join(subject.split())
    assert arrived["Bcc"] is None
    assert arrived["X"] is None


@pytest.mark.django_db(transaction=True)
def test_nothing_leaves_before_the_commit(wakings: list[int], server: Behaviour) -> None:
    with transaction.atomic():
        letter = write()
        assert wakings == []
    assert wakings == [letter.pk]
    with transaction.atomic():
        write()
    assert wakings == [letter.pk]


@pytest.mark.django_db(transaction=True)
def test_a_letter_goes_with_the_change_that_is_rolled_back(wakings: list[int]) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        write()
        raise ZeroDivisionError
    assert (wakings, Letter.objects.count()) == ([], 0)


@pytest.mark.django_db(transaction=True)
def test_without_a_broker_the_letter_waits_for_the_sweep(
    monkeypatch: pytest.MonkeyPatch, server: Behaviour
) -> None:
    def refuse(*args: object, **options: object) -> None:
        raise OperationalError("Connection refused")

    monkeypatch.setattr(current_app, "send_task", refuse)
    write()
    assert deliver_waiting(budget=timedelta(seconds=5)) == 1
    assert len(server.letters) == 1


def test_a_broker_that_is_gone_is_not_waited_for(settings: Settings) -> None:
    broker = Connection("redis://127.0.0.1:1/0", transport_options=settings.CELERY_BROKER_TRANSPORT_OPTIONS)
    started = monotonic()
    with pytest.raises(OperationalError):
        _channel = broker.default_channel
    assert monotonic() - started < 1


@pytest.fixture
def through_django(settings: Settings) -> None:
    """pytest-django catches what Django sends; here it goes the way it goes in the product."""
    settings.EMAIL_BACKEND = "helpdesk.mail.backend.OutboxBackend"


@pytest.mark.usefixtures("through_django")
def test_what_django_sends_becomes_letters() -> None:
    message = EmailMultiAlternatives("New password", "Here.", to=["a@desk.example"], bcc=["b@desk.example"])
    message.attach_alternative("<p>Here.</p>", "text/html")
    message.send()
    letters = Letter.objects.order_by("recipient")
    assert [(one.recipient, one.subject, one.html) for one in letters] == [
        ("a@desk.example", "New password", "<p>Here.</p>"),
        ("b@desk.example", "New password", "<p>Here.</p>"),
    ]


@pytest.mark.usefixtures("through_django")
def test_the_same_words_sent_twice_by_django_are_two_letters() -> None:
    for _ in range(2):
        send_mail("New password", "Here.", None, ["a@desk.example"])
    assert Letter.objects.count() == 2


@pytest.mark.usefixtures("through_django")
def test_an_attachment_is_refused() -> None:
    with pytest.raises(ValueError, match="no attachments"):
        EmailMessage("Hi", "x", to=["a@desk.example"], attachments=[("a.txt", "x", "text/plain")]).send()
    assert not Letter.objects.exists()
