"""A world with one of everything, for tests that walk over all addresses."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from customers.domain.imports.upload import receive
from customers.domain.legal_hold import place_hold
from customers.tests.world import around
from helpdesk.drafts.keeping import keep
from helpdesk.drafts.tokens import token_for
from helpdesk.files.intake import take_in
from helpdesk.files.tests.made import handed, picture
from helpdesk.live.models import News
from helpdesk.notifications.domain.news import tell
from helpdesk.notifications.tests.made import subscribed
from helpdesk.policies.tests.world import policies_at
from helpdesk.staff.absences import go_away
from helpdesk.staff.models import Site, User
from surveys.domain.answering import keep_apart
from surveys.domain.invitation import digest_of
from surveys.domain.place import Place
from surveys.domain.questionnaire import begin_draft, mark_of, publish
from surveys.domain.response import answer
from surveys.domain.signs import Given
from surveys.domain.written import written
from surveys.enums import Score, Sign
from surveys.models import Invitation, OptOut
from surveys.tests.channels import channels_at
from surveys.tests.visits import visits_around
from tests.access_table import COLUMNS
from tests.cast import (
    engage,
    log_case,
    open_front_desk,
    open_hotel,
    open_returns_desk,
    open_shop,
    welcome_jana,
    welcome_piotr,
)
from tickets.domain.attachment import attach
from tickets.domain.bulk.start import start
from tickets.domain.escalation import escalate
from tickets.domain.exception import ask_exception
from tickets.domain.follow_up import promise
from tickets.domain.handover_note import leave_note
from tickets.domain.message import add_message
from tickets.domain.resolution import resolve
from tickets.domain.sla import Policy, Terms
from tickets.domain.sla_policy import keep as keep_policy
from tickets.domain.tags import coin
from tickets.enums import BulkVerb, Direction, MessageType, Outcome, Target
from tickets.models import Message, SavedView
from tickets.tests.linked import around as linked_around

TOKEN = "a-token-nobody-can-guess"
# Whom the columns of the table mean, after the one who has not signed in.
INHABITANTS = ("alena", "ivan", "petra", "jan", "zofia")


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[dict[str, Any]]:
    """One of everything at the hotel, by what the table calls it.

    Built once for a module, and gone with it: all of it is one transaction that is not kept. The module's
    tests ask ``people`` for theirs: the cast of other tests would be the same persons once more.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        yield built()
        transaction.set_rollback(True)


def built() -> dict[str, Any]:
    front_desk = open_front_desk(open_hotel())
    alena, karel, ivan = (engage(who, front_desk) for who in ("alena", "karel", "ivan"))
    engage("jan", front_desk)
    petra = engage("petra")
    engage("zofia", open_returns_desk(open_shop()))
    jana, piotr = welcome_jana(front_desk.site, by=alena), welcome_piotr(front_desk.site, by=alena)
    room_change = log_case("room_change", by=alena, customer=jana)
    asked = log_case("complaint", by=alena, customer=jana)
    escalation = escalate(asked, reason="A free dinner?", by=alena)
    resolved = log_case("room_change", by=alena, customer=jana)
    resolution = resolve(resolved, outcome=Outcome.AS_ASKED, explanation="Moved.", by=alena)
    other = resolve(
        log_case("return", by=alena, customer=jana), outcome=Outcome.REFUSED, explanation="No.", by=alena
    )
    soon = timezone.now() + timedelta(days=1)
    Invitation.objects.create(resolution=other, language="cs", token_digest=digest_of(TOKEN), expires_at=soon)
    asked_customer = Invitation.objects.create(
        resolution=resolution, language="cs", token_digest=digest_of("another"), expires_at=soon
    )
    response = answer(asked_customer, score=Score.VERY_BAD, solved="", comment="", now=timezone.now())
    tell(alena, kind="assigned", text="Look.", url="/", cause="the table")
    machines = keep_apart(
        asked_customer, Given(Score.BAD), [Sign.TICKED], waits_until=None, now=timezone.now()
    )
    draft = keep(uuid4(), owner=alena, about="ticket", data={}, seq=1, now=timezone.now())
    photo = take_in(handed(picture()), owner=alena, now=timezone.now())
    scan = take_in(handed(picture()), owner=alena, now=timezone.now())
    with transaction.atomic():
        attach(room_change, [scan], by=alena, now=timezone.now())
    said = Message(type=MessageType.REPLY, direction=Direction.OUT, body="One moment.")
    add_message(room_change, said, by=alena)
    exception = ask_exception(room_change, rule="day 45 of 30", reason="She was in hospital.", by=alena)
    absence = go_away(karel, starts_at=timezone.now(), ends_at=None, by=ivan, now=timezone.now())
    several = start(
        BulkVerb.ASSIGN,
        [room_change.pk],
        data={"assignee": karel.pk, "name": karel.name},
        key=uuid4(),
        by=alena,
        now=timezone.now(),
    )
    place_hold(piotr, reason="It may go to court.", by=ivan)
    coin("Plumbing", by=ivan)
    file = SimpleUploadedFile("guests.csv", b"name\nEva\n")
    uploaded = receive(file, site=front_desk.site, by=ivan, now=timezone.now())
    return {
        "team": front_desk.pk,
        "site": front_desk.site_id,
        "import": uploaded.pk,
        "karel": karel.pk,
        "ticket": room_change.pk,
        "resolved": resolved.pk,
        "customer": jana.pk,
        "held": piotr.pk,
        **around(jana, site=front_desk.site, by=alena),
        "escalation": escalation.pk,
        "follow_up": promise(
            room_change, text="When the water is hot again", due_at=soon, by=alena, now=timezone.now()
        ).pk,
        "handover_note": leave_note(
            "214 is not to be let.", site=front_desk.site, team=front_desk, by=alena, now=timezone.now()
        ).pk,
        "exception": exception.pk,
        "sla_policy": keep_policy(
            Policy(None, "Guests", {Target.RESOLUTION: Terms(timedelta(hours=4))}, site=front_desk.site_id),
            pk=None,
            by=petra,
        ).pk,
        **linked_around(jana, by=alena),
        "said": (room_change.pk, said.pk),
        "response": response.pk,
        **questions_at(front_desk.site, by=ivan),
        **channels_at(front_desk.site, customer=piotr, by=ivan, caller=alena),
        "opt_out": OptOut.objects.create(customer=jana, email="jana.novakova@post.example").pk,
        "kept_apart": machines.pk,
        "news": News.objects.get(cause="the table").pk,
        "subject": ("ticket", room_change.pk),
        "browser": subscribed(alena).pk,
        **policies_at(front_desk, supervisor=ivan, associate=alena),
        "attachment": (room_change.pk, scan.key),
        "absence": absence.pk,
        "bulk_action": several.pk,
        "bulk_verb": "assign",
        "view": SavedView.objects.create(
            name="Noise", owner=alena, team=front_desk, query="kind=complaint"
        ).pk,
        "draft": str(draft.key),
        "file": str(photo.key),
        "draft_token": token_for(draft.key, alena, draft.about),
        "token": TOKEN,
        **visits_around(front_desk.site, by=ivan),
        "key": "no-such-key",
    }


def questions_at(site: Site, *, by: User) -> dict[str, Any]:
    """A published version about complaints, and the draft of the next one."""
    place = Place(site, "complaint")
    draft = begin_draft(place, by=by)
    publish(place, written(draft), seen=mark_of(draft), by=by, now=timezone.now())
    begin_draft(place, by=by)
    at = (site.pk, place.slug)
    return {
        "questions": at,
        "questions_preview": (*at, "cs"),
        "questions_version": (*at, 1),
        "questions_version_preview": (*at, 1, "pl"),
    }


@pytest.fixture
def people(db: None, world: dict[str, Any]) -> dict[str, User | None]:
    """Who lives in the world, by the columns of the table."""
    known = {user.email.partition("@")[0]: user for user in User.objects.all()}
    return dict(zip(COLUMNS, (None, *(known[who] for who in INHABITANTS)), strict=True))


@pytest.fixture
def associate(people: dict[str, User]) -> User:
    return people["associate"]


@pytest.fixture
def supervisor(people: dict[str, User]) -> User:
    return people["supervisor"]


@pytest.fixture
def administrator(people: dict[str, User]) -> User:
    return people["administrator"]
