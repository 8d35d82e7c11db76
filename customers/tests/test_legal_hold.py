import pytest
from django.utils import timezone

from customers.domain.erasure import erase
from customers.domain.errors import NotPossible
from customers.domain.legal_hold import hold_of, lift_hold, place_hold
from customers.domain.merge import merge
from customers.enums import ErasureGround
from customers.models import Customer, LegalHold
from helpdesk.record.models import Entry
from helpdesk.record.sentences import say
from helpdesk.staff.models import User
from tests.pages import Page, signed_in

pytestmark = pytest.mark.django_db

WHY = "Her lawyer wrote."


def test_placed(jana: Customer, ivan: User) -> None:
    hold = place_hold(jana, reason=WHY, by=ivan)
    assert (hold.customer, hold.reason, hold.placed_by, hold.lifted_at) == (jana, WHY, ivan, None)
    assert hold_of(jana) == hold
    entry = Entry.objects.about(jana).last()
    assert entry is not None
    assert (entry.verb, entry.by, entry.said) == ("customer.hold_placed", ivan, {"reason": WHY})
    assert say(entry) == "placed a legal hold"


def test_lifted_and_placed_again(jana: Customer, ivan: User, petra: User) -> None:
    first = place_hold(jana, reason=WHY, by=ivan)
    assert lift_hold(jana, reason="The court has decided.", by=petra) == 1
    first.refresh_from_db()
    assert (first.lifted_by, first.lifted_at is None, first.reason) == (petra, False, WHY)
    assert hold_of(jana) is None
    entry = Entry.objects.about(jana).last()
    assert entry is not None
    assert (say(entry), entry.said) == ("lifted the legal hold", {"reason": "The court has decided."})
    assert place_hold(jana, reason="Another one.", by=ivan) != first


def test_one_at_a_time(jana: Customer, ivan: User) -> None:
    place_hold(jana, reason=WHY, by=ivan)
    with pytest.raises(NotPossible, match="in force already"):
        place_hold(jana, reason="Again.", by=ivan)
    lift_hold(jana, reason="Over.", by=ivan)
    with pytest.raises(NotPossible, match="lifted already"):
        lift_hold(jana, reason="Over.", by=ivan)


def test_it_beats_erasure(jana: Customer, ivan: User) -> None:
    place_hold(jana, reason=WHY, by=ivan)
    with pytest.raises(NotPossible, match="legal hold is in force"):
        erase(jana, by=ivan, because=ErasureGround.REQUIRED)
    jana.refresh_from_db()
    assert (jana.name, jana.erased_at) == ("Jana Nováková", None)
    lift_hold(jana, reason="Over.", by=ivan)
    assert erase(jana, by=ivan, because=ErasureGround.REQUIRED).erased_at is not None


def test_so_does_one_on_a_merged_customer(jana: Customer, piotr: Customer, ivan: User) -> None:
    """Both had one: the second stays on the signpost and binds the two of them; one word lifts both."""
    place_hold(piotr, reason=WHY, by=ivan)
    place_hold(jana, reason="Hers.", by=ivan)
    merge(kept=jana, merged=piotr, by=ivan, now=timezone.now())
    LegalHold.objects.filter(customer=jana).update(lifted_at=timezone.now(), lifted_by=ivan)
    with pytest.raises(NotPossible, match="legal hold is in force"):
        erase(jana, by=ivan, because=ErasureGround.ASKED)
    assert lift_hold(jana, reason="Over.", by=ivan) == 1
    assert LegalHold.objects.get(customer=piotr).lifted_at is not None


def test_nothing_is_held_of_whom_nothing_is_left(jana: Customer, ivan: User) -> None:
    erase(jana, by=ivan, because=ErasureGround.ASKED)
    with pytest.raises(NotPossible, match="nothing left"):
        place_hold(jana, reason=WHY, by=ivan)


def test_on_the_customers_page(jana: Customer, alena: User, ivan: User, jan: User) -> None:
    """Supervisors place and lift it there, auditors see it, associates do neither."""
    page, supervisor = f"/customers/{jana.pk}/", signed_in(ivan)
    url = f"/customers/{jana.pk}/legal-hold/"
    assert url in supervisor.get(page).content.decode()
    assert supervisor.post(url, {"reason": WHY}).status_code == 302
    shown = supervisor.get(page).content.decode()
    assert WHY in shown
    assert f"{url}lifting/" in shown
    audited = Page(signed_in(jan).get(page))
    assert WHY in audited.text
    assert not audited.all("a", lambda link: "legal-hold" in link["href"])
    assert WHY not in signed_in(alena).get(page).content.decode()
    assert supervisor.post(f"{url}lifting/", {"reason": "Over."}).status_code == 302
    assert WHY not in supervisor.get(page).content.decode()
    earlier = Page(supervisor.get(url)).text
    assert WHY in earlier
    assert "Over." in earlier


def test_without_a_reason_nothing_happens(jana: Customer, ivan: User) -> None:
    url = f"/customers/{jana.pk}/legal-hold/"
    assert signed_in(ivan).post(url, {"reason": " "}).status_code == 422
    assert not LegalHold.objects.exists()


def test_what_was_typed_stays_when_somebody_was_faster(jana: Customer, ivan: User, petra: User) -> None:
    place_hold(jana, reason=WHY, by=petra)
    answer = signed_in(ivan).post(f"/customers/{jana.pk}/legal-hold/", {"reason": "My own reason."})
    assert answer.status_code == 409
    page = Page(answer)
    assert page.filled_in("reason")["reason"] == "My own reason."
    assert WHY in page.text
