"""Mystery visits as supervisors plan them, and as visitors fill them in; without pages."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from helpdesk.live.models import News
from helpdesk.mail.delivery import claim
from helpdesk.mail.enums import LetterStatus
from helpdesk.mail.models import Letter
from helpdesk.record.models import Entry
from helpdesk.record.sentences import say
from helpdesk.record.verification import breaks
from helpdesk.staff.models import Site, Team, User
from surveys.domain.checklist import publish, save_draft, start_draft
from surveys.domain.checklist_content import Given, read_answers
from surveys.domain.invitation import digest_of
from surveys.domain.mystery_visit import (
    Days,
    Visitor,
    erase_visitor,
    plan,
    send_again,
    visits_seen,
    withdraw,
)
from surveys.domain.visiting import (
    LOCKS_AFTER,
    Crossed,
    Incomplete,
    VisitEnded,
    find_by_token,
    keep,
    submit,
)
from surveys.domain.visits_figures import compared, visits_figures
from surveys.enums import VisitState
from surveys.models import Checklist, MysteryVisit
from surveys.tests.visits import (
    ANSWERS,
    ROOM,
    ROZALIE,
    WELCOME,
    planned,
    published_checklist,
    submitted,
    token_of,
    written_draft,
)
from tests.at_once import at_once
from tickets.domain.errors import NotPossible

pytestmark = pytest.mark.django_db


@pytest.fixture
def checklist(hotel: Site, ivan: User) -> Checklist:
    return published_checklist(hotel, by=ivan)


@pytest.fixture
def visit(checklist: Checklist, ivan: User) -> MysteryVisit:
    return planned(checklist, by=ivan)


def verbs_about(visit: MysteryVisit) -> list[str]:
    return [entry.verb.removeprefix("mystery_visit.") for entry in Entry.objects.about(visit)]


# Planning ---------------------------------------------------------------------------------------------


def test_planned_and_written_to(visit: MysteryVisit, ivan: User, hotel: Site) -> None:
    letter = Letter.objects.get()
    assert (letter.recipient, letter.reply_to) == ("rozalie@visitors.example", ivan.email)
    # What goes to the site's own address is read by whom she visits.
    assert hotel.email not in f"{letter.sender} {letter.text} {letter.html}"
    assert "Hello Rozálie Hostová," in letter.text
    token = token_of(visit)
    assert letter.secrets == [token]
    assert token in letter.html
    assert len(token) >= 32
    assert visit.token_digest == digest_of(token)
    assert find_by_token(token) == visit
    entry = Entry.objects.about(visit).get()
    assert (entry.by, entry.said) == (ivan, {"visitor": "Rozálie Hostová"})
    assert token not in f"{entry.details}{entry.said}"
    assert "Rozálie Hostová" in say(entry)


def test_a_draft_cannot_be_planned_with(hotel: Site, ivan: User) -> None:
    draft = written_draft(hotel, by=ivan)
    with pytest.raises(NotPossible, match="Publish it first"):
        planned(draft.checklist, by=ivan)
    assert not Letter.objects.exists()


def test_the_days_are_those_of_the_site(checklist: Checklist, ivan: User) -> None:
    """The clocks go forward in Prague between the first day and the last."""
    days = Days(date(2027, 3, 27), date(2027, 3, 28), write_up=2)
    visit = plan(checklist, visitor=ROZALIE, days=days, by=ivan, now=timezone.now())
    assert visit.begins_at == datetime(2027, 3, 26, 23, tzinfo=UTC)
    assert visit.ends_at == datetime(2027, 3, 30, 22, tzinfo=UTC)
    prague = ZoneInfo("Europe/Prague")
    for moment, state in (
        (datetime(2027, 3, 26, 23, 59, tzinfo=prague), VisitState.PLANNED),
        (datetime(2027, 3, 27, tzinfo=prague), VisitState.OPEN),
        (datetime(2027, 3, 30, 23, 59, tzinfo=prague), VisitState.OPEN),
        (datetime(2027, 3, 31, tzinfo=prague), VisitState.EXPIRED),
    ):
        assert visit.state_at(moment) == state


def test_a_visit_keeps_its_version(visit: MysteryVisit, checklist: Checklist, ivan: User) -> None:
    draft = start_draft(checklist, by=ivan, now=timezone.now())
    publish(save_draft(draft, sections=[ROOM], edition=1, by=ivan), by=ivan, now=timezone.now())
    done = submitted(visit)
    assert (done.version.number, done.percent) == (1, 92)
    assert planned(checklist, by=ivan).version.number == 2


def test_sent_again_the_old_link_ends(visit: MysteryVisit, ivan: User) -> None:
    before = token_of(visit)
    visit = send_again(visit, by=ivan, now=timezone.now())
    after = token_of(visit)
    assert before != after
    assert find_by_token(before) is None
    assert find_by_token(after) == visit
    old, new = Letter.objects.order_by("pk")
    # The first had not left yet, and would have brought a link that opens nothing.
    assert (old.status, old.text, new.status) == (LetterStatus.WITHDRAWN, "", LetterStatus.QUEUED)
    assert visit.letter == new
    assert verbs_about(visit) == ["planned", "sent_again"]


def test_a_letter_on_its_way_is_left_alone(visit: MysteryVisit, ivan: User) -> None:
    assert claim(Letter.objects.get().pk, now=timezone.now()) is not None
    send_again(visit, by=ivan, now=timezone.now())
    assert sorted(Letter.objects.values_list("status", flat=True)) == ["queued", "sending"]


def test_withdrawn(visit: MysteryVisit, ivan: User) -> None:
    withdraw(visit, by=ivan, now=timezone.now())
    visit.refresh_from_db()
    assert (visit.withdrawn_by, visit.state_at(timezone.now())) == (ivan, VisitState.WITHDRAWN)
    assert Letter.objects.get().status == LetterStatus.WITHDRAWN
    for again in (withdraw, send_again):
        with pytest.raises(NotPossible, match="over"):
            again(visit, by=ivan, now=timezone.now())
    with pytest.raises(VisitEnded):
        submitted(visit)
    assert verbs_about(visit) == ["planned", "withdrawn"]


def test_what_was_submitted_is_not_withdrawn(visit: MysteryVisit, ivan: User) -> None:
    submitted(visit)
    with pytest.raises(NotPossible, match="submitted"):
        withdraw(visit, by=ivan, now=timezone.now())


@pytest.mark.django_db(transaction=True)
def test_withdrawn_and_submitted_at_once(visit: MysteryVisit, ivan: User) -> None:
    results = at_once(
        lambda: submitted(visit),
        lambda: withdraw(visit, by=ivan, now=timezone.now()),
    )
    failed = [type(one).__name__ for one in results if isinstance(one, Exception)]
    assert failed in (["VisitEnded"], ["NotPossible"])
    visit.refresh_from_db()
    assert (visit.submitted_at is None) == (visit.withdrawn_at is not None)


# Filling in -------------------------------------------------------------------------------------------


def test_saved_as_one_goes(visit: MysteryVisit) -> None:
    now = timezone.now()
    kept = keep(visit, answers={"a0000001": Given("no", "Nobody.")}, remarks="", edition=1, now=now)
    assert (kept.edition, kept.kept_at, kept.submitted_at) == (2, now, None)
    visit.refresh_from_db()
    assert read_answers(visit.answers) == {"a0000001": Given("no", "Nobody.")}
    assert visit.percent is None
    assert verbs_about(visit) == ["planned"]
    with pytest.raises(Crossed):
        keep(visit, answers={}, remarks="", edition=1, now=now)
    visit.refresh_from_db()
    assert visit.answers == {"a0000001": {"value": "no", "note": "Nobody."}}


def test_submitted_scored_and_told(visit: MysteryVisit, ivan: User, alena: User, marek: User) -> None:
    now = timezone.now()
    done = submitted(visit, now=now)
    assert (done.points, done.most_points, done.percent) == (11, 12, 92)
    assert (done.submitted_at, done.locks_at) == (now, now + LOCKS_AFTER)
    entry = Entry.objects.about(visit).get(verb="mystery_visit.submitted")
    assert (entry.by, entry.details) == (None, {"score": 92, "photos": 0})
    news = News.objects.get()
    assert (news.recipient, news.url, news.about) == (ivan, visit.get_absolute_url(), f"visit:{visit.pk}")
    assert set(visits_seen(ivan, [visit.pk])) == {visit.pk}
    assert visits_seen(alena, [visit.pk]) == visits_seen(marek, [visit.pk]) == {}


def test_corrected_until_it_locks(visit: MysteryVisit) -> None:
    now = timezone.now()
    submitted(visit, now=now)
    worse = dict(ANSWERS) | {"a0000001": Given("no")}
    later = submitted(visit, now=now + LOCKS_AFTER - timedelta(seconds=1), answers=worse)
    assert (later.percent, later.submitted_at, later.locks_at) == (25, now, now + LOCKS_AFTER)
    assert verbs_about(visit) == ["planned", "submitted", "corrected"]
    assert News.objects.count() == 1
    with pytest.raises(VisitEnded):
        submitted(visit, now=now + LOCKS_AFTER)
    # Answers and score always belong together.
    with pytest.raises(VisitEnded):
        keep(visit, answers={}, remarks="", edition=later.edition, now=now)


def test_corrected_after_the_last_day_too(visit: MysteryVisit) -> None:
    last = visit.ends_at - timedelta(seconds=1)
    submitted(visit, now=last)
    assert submitted(visit, now=last + timedelta(days=1)).submitted_at == last


def test_something_is_missing(visit: MysteryVisit) -> None:
    with pytest.raises(Incomplete):
        submitted(visit, answers={"a0000001": Given("yes")})
    visit.refresh_from_db()
    assert (visit.submitted_at, visit.answers) == (None, {})


def test_too_early_and_too_late(visit: MysteryVisit) -> None:
    for moment in (visit.begins_at - timedelta(seconds=1), visit.ends_at):
        with pytest.raises(VisitEnded):
            keep(visit, answers={}, remarks="", edition=1, now=moment)
        with pytest.raises(VisitEnded):
            submit(visit, answers=ANSWERS, remarks="", edition=1, now=moment)


def test_the_database_keeps_points_and_moments_together(visit: MysteryVisit) -> None:
    visits = MysteryVisit.objects.filter(pk=visit.pk)
    now = timezone.now()
    for wrong in (
        {"points": 1},
        {"submitted_at": now},
        {"submitted_at": now, "locks_at": now, "points": 3, "most_points": 2},
        {"withdrawn_at": now},
        {"last_day": visit.first_day - timedelta(days=1)},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            visits.update(**wrong)


# The visitor is erased --------------------------------------------------------------------------------


def test_the_visitor_is_erased(visit: MysteryVisit, ivan: User) -> None:
    now = timezone.now()
    submitted(visit, now=now)
    with pytest.raises(NotPossible, match="may still write"):
        erase_visitor(visit, by=ivan, now=now)
    erase_visitor(visit, by=ivan, now=now + LOCKS_AFTER)
    visit.refresh_from_db()
    assert (visit.visitor_name, visit.visitor_email, visit.percent) == ("", "", 92)
    letter = Letter.objects.get()
    assert (letter.recipient, letter.text, letter.html) == ("", "", "")
    entries = list(Entry.objects.about(visit))
    assert "Rozálie" not in " ".join(say(entry) for entry in entries)
    assert verbs_about(visit)[-1] == "visitor_erased"
    assert entries[-1].by == ivan
    assert "the visitor was erased" in say(entries[-2])
    assert list(breaks()) == []
    with pytest.raises(NotPossible, match="already"):
        erase_visitor(visit, by=ivan, now=now + LOCKS_AFTER)


# Figures ----------------------------------------------------------------------------------------------


def test_figures_of_sites(
    visit: MysteryVisit, checklist: Checklist, shop: Site, ivan: User, marek: User, petra: User
) -> None:
    now = timezone.now()
    submitted(visit, now=now)
    bad = dict(ANSWERS) | {"a0000001": Given("no"), "a0000002": Given("1")}
    submitted(planned(checklist, by=ivan), now=now, answers=bad)
    nothing = dict.fromkeys(("a0000001", "a0000002", "b0000001"), Given("na"))
    submitted(planned(checklist, by=ivan), now=now, answers=nothing)
    submitted(planned(published_checklist(shop, by=marek), by=marek), now=now)
    planned(checklist, by=ivan)
    period = {"since": now, "until": now + timedelta(seconds=1)}
    hotel_figure, shop_figure = visits_figures(MysteryVisit.objects.visible_to(petra), **period)
    assert (hotel_figure.name, hotel_figure.visits) == ("Hotel Vltava", 2)
    assert hotel_figure.mean == pytest.approx((11 / 12 + 0) / 2)
    assert (shop_figure.name, shop_figure.visits) == ("Sklep Wisła", 1)
    assert shop_figure.mean == pytest.approx(11 / 12)
    assert [one.name for one in visits_figures(MysteryVisit.objects.visible_to(ivan), **period)] == [
        "Hotel Vltava"
    ]
    before = {"since": now - timedelta(days=1), "until": now}
    assert visits_figures(MysteryVisit.objects.visible_to(petra), **before) == []


def test_beside_the_visits_before(visit: MysteryVisit, checklist: Checklist, ivan: User) -> None:
    now = timezone.now()
    first = submitted(visit, now=now, answers=dict(ANSWERS) | {"b0000001": Given("no")})
    draft = start_draft(checklist, by=ivan, now=now)
    publish(save_draft(draft, sections=[WELCOME], edition=1, by=ivan), by=ivan, now=now)
    second = submitted(planned(checklist, by=ivan), now=now + timedelta(hours=1))
    other = published_checklist(checklist.site, by=ivan, name="Restaurant")
    submitted(planned(other, by=ivan), now=now)
    newest, oldest = compared(second)
    assert (newest.visit, newest.sections, newest.whole) == (second, {WELCOME.key: 92}, 92)
    assert (oldest.visit, oldest.sections, oldest.whole) == (first, {WELCOME.key: 92, ROOM.key: 0}, 69)
    assert [one.visit for one in compared(first)] == [first]


def test_who_sees_them(
    visit: MysteryVisit,
    front_desk: Team,
    alena: User,
    karel: User,
    ivan: User,
    petra: User,
    jan: User,
    zofia: User,
    marek: User,
) -> None:
    submitted(visit)
    seeing = [
        person.get_short_name()
        for person in (alena, karel, ivan, petra, jan, zofia, marek)
        if MysteryVisit.objects.visible_to(person).exists()
    ]
    assert seeing == ["Ivan", "Petra", "Jan"]
    assert seeing == [
        person.get_short_name()
        for person in (alena, karel, ivan, petra, jan, zofia, marek)
        if Checklist.objects.visible_to(person).exists()
    ]


def test_a_visitor_may_be_called_anything(checklist: Checklist, ivan: User) -> None:
    visitor = Visitor("<b>Ž & {{ site }}</b>\n", "z@visitors.example", "en")
    planned(checklist, by=ivan, visitor=visitor)
    letter = Letter.objects.get()
    assert "&lt;b&gt;Ž &amp; {{ site }}&lt;/b&gt;" in letter.html
    assert "<b>Ž & {{ site }}</b>" in letter.text
