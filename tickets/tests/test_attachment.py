"""Files that belong to a case or to a message, and that go out with a reply."""

from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from django.db import transaction
from django.utils import timezone
from pytest_django import Settings

from helpdesk.files import blobs
from helpdesk.files.errors import NoLongerHere
from helpdesk.files.models import File
from helpdesk.mail.delivery import deliver
from helpdesk.mail.enums import LetterStatus
from helpdesk.mail.models import Letter
from helpdesk.mail.smtp import as_data
from helpdesk.record.models import Entry
from helpdesk.record.sentences import say
from helpdesk.staff.models import User
from tests.at_once import at_once
from tests.cast import log_case
from tickets.domain.attachment import attach, attached_so_far, by_message
from tickets.domain.errors import NotPossible
from tickets.domain.message import add_message
from tickets.enums import Direction, MessageType
from tickets.models import Attachment, Message, Ticket
from tickets.tests.conftest import hand_over

pytestmark = pytest.mark.django_db


def give(ticket: Ticket, *files: File, by: User) -> list[Attachment]:
    with transaction.atomic():
        return attach(ticket, files, by=by, now=timezone.now())


def reply(body: str = "The bill is enclosed.") -> Message:
    return Message(type=MessageType.REPLY, direction=Direction.OUT, body=body)


def note() -> Message:
    return Message(type=MessageType.NOTE, direction=Direction.INTERNAL, body="Look at this.")


def test_a_file_belongs_to_the_case_and_the_record_says_so(
    room_change: Ticket, alena: User, bill: File
) -> None:
    (attachment,) = give(room_change, bill, by=alena)
    assert (attachment.ticket, attachment.message, attachment.by) == (room_change, None, alena)
    assert not File.objects.unattached().exists()
    entry = Entry.objects.about(room_change).get(verb="attachment.added")
    assert (entry.by, entry.details) == (alena, {"files": [str(bill.pk)]})
    # What a file is called may say something of a person.
    assert entry.said == {"names": ["bill.pdf"]}
    assert "bill.pdf" in say(entry)


def test_nothing_attached_is_nothing_recorded(room_change: Ticket, alena: User) -> None:
    assert give(room_change, by=alena) == []
    assert not Entry.objects.filter(verb="attachment.added").exists()


def test_how_many_there_are_and_how_large(room_change: Ticket, alena: User, bill: File, photo: File) -> None:
    assert attached_so_far(room_change) == (0, 0)
    give(room_change, bill, by=alena)
    add_message(room_change, note(), by=alena, files=[photo])
    assert attached_so_far(room_change) == (2, bill.size + photo.size)


def test_each_message_has_its_own(room_change: Ticket, alena: User, bill: File, photo: File) -> None:
    give(room_change, bill, by=alena)
    said = add_message(room_change, note(), by=alena, files=[photo])
    found = by_message(room_change.attachments.all())
    assert [one.file for one in found[None]] == [bill]
    assert [one.file for one in found[said.pk]] == [photo]


@pytest.mark.parametrize("gone", ["of a colleague", "attached before", "swept"])
def test_a_file_that_is_not_theirs_to_give_stops_everything(
    room_change: Ticket, alena: User, karel: User, bill: File, gone: str
) -> None:
    lost = hand_over(karel if gone == "of a colleague" else alena)
    if gone == "attached before":
        give(log_case("return", by=alena), lost, by=alena)
    elif gone == "swept":
        File.objects.filter(pk=lost.pk).delete()
    before = Attachment.objects.count()
    with pytest.raises(NoLongerHere):
        give(room_change, bill, lost, by=alena)
    with pytest.raises(NotPossible, match="no longer here"):
        add_message(room_change, reply(), by=alena, files=[bill, lost])
    assert (Attachment.objects.count(), Message.objects.count(), Letter.objects.count()) == (before, 0, 0)
    assert File.objects.unattached().filter(pk=bill.pk).exists()


@pytest.mark.django_db(transaction=True)
def test_of_two_messages_at_once_one_gets_the_file(room_change: Ticket, alena: User, bill: File) -> None:
    results = at_once(*[lambda: add_message(room_change, note(), by=alena, files=[bill])] * 2)
    (refusal,) = [one for one in results if isinstance(one, Exception)]
    assert isinstance(refusal, NotPossible)
    assert Attachment.objects.get().message == Message.objects.get()


def test_the_files_of_a_reply_go_out_with_it(
    room_change: Ticket, alena: User, bill: File, photo: File
) -> None:
    said = add_message(room_change, reply(), by=alena, files=[photo, bill])
    assert said.letter is not None
    assert [one.file for one in said.attachments.all()] == [photo, bill]
    letter = message_from_bytes(as_data(said.letter), policy=policy.default)
    parts = [(part.get_filename(), part.get_content_type()) for part in letter.iter_attachments()]
    assert parts == [("Pokoj 214.jpg", "image/jpeg"), ("bill.pdf", "application/pdf")]
    for part, file in zip(letter.iter_attachments(), (photo, bill), strict=True):
        with blobs.opened(file.storage_name) as content:
            assert part.get_payload(decode=True) == content.read()


def test_the_files_of_a_note_stay_inside(room_change: Ticket, alena: User, bill: File) -> None:
    add_message(room_change, note(), by=alena, files=[bill])
    give(room_change, hand_over(alena, "another.pdf"), by=alena)
    said = add_message(room_change, reply(), by=alena)
    assert said.letter is not None
    assert said.letter.enclosed == []


def test_a_reply_whose_file_is_lost_fails_and_says_why(
    room_change: Ticket, alena: User, bill: File, settings: Settings
) -> None:
    settings.UNDO_SEND = timedelta(0)
    said = add_message(room_change, reply(), by=alena, files=[bill])
    blobs.delete(bill.storage_name)
    assert said.letter is not None
    assert deliver(said.letter.pk)
    said.letter.refresh_from_db()
    assert said.letter.status == LetterStatus.FAILED
    assert "is not in the storage" in said.letter.last_answer


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ('Účet "červen"\r\nBcc: x.pdf', "Účet _červen_ Bcc_ x.pdf"),
        ("bill\u202efdp.exe", "billfdp.exe.pdf"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
    ],
)
def test_no_name_does_harm_in_a_letter(room_change: Ticket, alena: User, given: str, kept: str) -> None:
    said = add_message(room_change, reply(), by=alena, files=[hand_over(alena, given)])
    assert said.letter is not None
    letter = message_from_bytes(as_data(said.letter), policy=policy.default)
    assert [part.get_filename() for part in letter.iter_attachments()] == [kept]
    assert "Bcc" not in letter
