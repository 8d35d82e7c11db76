from typing import Any

import pytest
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries

from helpdesk.policies.models import CannedReply
from helpdesk.policies.tests.conftest import reply
from helpdesk.staff.models import Membership, Team, User
from tests.pages import Page, signed_in

pytestmark = pytest.mark.django_db


def form(**changed: Any) -> dict[str, Any]:
    said = {"name": "Thanks", "shortcut": "thanks", "holder": "me", "text_en": "Thank you, {customer}."}
    return {**said, "text_cs": "", "text_pl": "", **changed}


def listed(user: User, query: str = "") -> list[str]:
    page = Page(signed_in(user).get(f"/canned-replies/{query}"))
    return [one.text.strip() for one in page.all("span") if one["class"] == "title"]


def test_ones_own_and_those_of_ones_teams(
    alena: User, karel: User, jan: User, front_desk: Team, returns_desk: Team
) -> None:
    reply("Sorry", "sorry", team=front_desk, texts={"cs": "Omlouvám se.", "en": "I am sorry."})
    reply("Mine", "mine", owner=alena)
    reply("Not mine", "not", owner=karel)
    reply("Shop", "shop", team=returns_desk)
    assert listed(alena) == ["Mine", "Sorry"]
    assert listed(alena, "?whose=mine") == ["Mine"]
    assert listed(alena, "?whose=teams") == ["Sorry"]
    assert listed(alena, "?q=sor") == listed(alena, "?q=;sorry") == ["Sorry"]
    assert "No reply found" in Page(signed_in(alena).get("/canned-replies/?q=x")).text
    page = Page(signed_in(alena).get("/canned-replies/"))
    assert ";sorry" in page.text
    assert "I am sorry." in page.text
    assert "Hotel Vltava · Front desk" in page.text
    read_only = Page(signed_in(jan).get("/canned-replies/"))
    assert "Sorry" in read_only.text
    assert not read_only.all("a", lambda link: "/editing/" in link["href"])
    assert "No canned replies yet" in Page(signed_in(karel).get("/canned-replies/")).text or listed(karel)


def test_one_for_the_team_in_three_languages(alena: User, front_desk: Team) -> None:
    texts = {"text_en": "Thank you.", "text_cs": "Děkuji.", "text_pl": "Dziękuję."}
    sent = form(holder=str(front_desk.pk), shortcut=";Děkuji", **texts)
    assert signed_in(alena).post("/canned-replies/new/", sent)["Location"] == "/canned-replies/"
    made = CannedReply.objects.get()
    assert (made.team, made.owner, made.shortcut, made.texts.count()) == (front_desk, None, "dekuji", 3)


def test_one_for_oneself(alena: User) -> None:
    assert signed_in(alena).post("/canned-replies/new/", form()).status_code == 302
    made = CannedReply.objects.get()
    assert (made.team, made.owner) == (None, alena)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        (
            "text_en",
            "Dear {name},",
            "“{name}” is no variable. There are: {customer}, {ticket}, {site}, {signature}.",
        ),
        ("text_pl", "Dear {customer", "A brace without its counterpart, near “Dear {customer”."),
        ("text_en", " ", "Write the text in at least one language."),
        ("text_cs", "x" * 5001, "at most 5000 characters"),
        ("shortcut", "two words", "One word of letters, digits and hyphens."),
        ("shortcut", ";", "This field cannot be blank."),
        ("shortcut", "x" * 31, "at most 30 characters"),
        ("name", "", "This field is required."),
        ("holder", "nobody", "Select a valid choice."),
    ],
)
def test_what_is_wrong_stands_beside_the_field(field: str, value: str, said: str, alena: User) -> None:
    page = Page(signed_in(alena).post("/canned-replies/new/", form(**{field: value})))
    assert page.status == 422
    assert said in page.text
    (control,) = [one for one in page.root.inside() if one["name"] == field]
    beside = control.parent
    assert beside is not None
    assert said in " ".join((beside.parent or beside).text.split())
    assert page.filled_in("name")["text_en"] == form(**{field: value})["text_en"]
    assert not CannedReply.objects.exists()


def test_a_shortcut_is_taken_once_by_each(alena: User, karel: User, front_desk: Team) -> None:
    reply("Team", "thanks", team=front_desk)
    client = signed_in(alena)
    assert client.post("/canned-replies/new/", form()).status_code == 302
    for holder in ("me", str(front_desk.pk)):
        page = Page(client.post("/canned-replies/new/", form(holder=holder)))
        assert page.status == 422
        assert "There is a reply with this shortcut already." in page.text
    assert signed_in(karel).post("/canned-replies/new/", form()).status_code == 302
    assert CannedReply.objects.count() == 3


def test_not_for_a_team_one_is_not_in(alena: User, petra: User, returns_desk: Team) -> None:
    sent = form(holder=str(returns_desk.pk))
    assert signed_in(alena).post("/canned-replies/new/", sent).status_code == 422
    assert signed_in(petra).post("/canned-replies/new/", sent).status_code == 302
    assert CannedReply.objects.get().team == returns_desk


def test_a_reply_is_changed(alena: User, front_desk: Team) -> None:
    made = reply("Thanks", "thanks", team=front_desk, texts={"en": "Thanks.", "cs": "Díky."})
    url = f"/canned-replies/{made.pk}/editing/"
    client = signed_in(alena)
    typed = Page(client.get(url)).filled_in("name")
    assert (typed["holder"], typed["text_cs"], typed["shortcut"]) == (str(front_desk.pk), "Díky.", "thanks")
    assert client.post(url, typed | {"text_cs": "Děkuji.", "text_en": ""}).status_code == 302
    assert dict(made.texts.values_list("language", "body")) == {"cs": "Děkuji."}


def test_others_replies_are_not_there(alena: User, karel: User, jan: User, returns_desk: Team) -> None:
    theirs = [reply("His", "his", owner=karel), reply("Shop", "shop", team=returns_desk)]
    for made in theirs:
        for part in ("editing", "deletion"):
            url = f"/canned-replies/{made.pk}/{part}/"
            for user in (alena, jan):
                assert signed_in(user).get(url).status_code == 404
                assert signed_in(user).post(url, form()).status_code == 404
    assert CannedReply.objects.count() == 2


def test_whoever_leaves_the_team_writes_its_replies_no_more(alena: User, front_desk: Team) -> None:
    made = reply("Thanks", "thanks", team=front_desk)
    Membership.objects.filter(user=alena).delete()
    assert signed_in(alena).get(f"/canned-replies/{made.pk}/editing/").status_code == 404


def test_deletion_asks_once_and_names_it(alena: User, front_desk: Team) -> None:
    made = reply("Thanks", "thanks", team=front_desk)
    url = f"/canned-replies/{made.pk}/deletion/"
    page = Page(signed_in(alena).get(url))
    assert "Delete the reply “Thanks”?" in page.text
    assert CannedReply.objects.exists()
    assert signed_in(alena).post(url)["Location"] == "/canned-replies/"
    assert not CannedReply.objects.exists()


def test_a_preview_with_sample_values(alena: User) -> None:
    client = signed_in(alena)
    sent = form(text_en="Dear {customer}, <b>{ticket}</b>\n{signature}", text_cs="{wrong}", preview="1")
    panel = client.post("/canned-replies/new/", sent, headers={"hx-request": "true"})
    assert panel.status_code == 200
    text = Page(panel).text
    assert "Dear Ms Brown, <b>1042</b> Alena Dvořáková Hotel Vltava" in text
    assert "wrong" not in text
    page = Page(client.post("/canned-replies/new/", sent))
    assert "Dear Ms Brown" in page.text
    assert page.filled_in("name")["text_cs"] == "{wrong}"
    assert not CannedReply.objects.exists()


def test_of_a_team_or_of_a_person_and_not_of_both(alena: User, front_desk: Team) -> None:
    for team, owner in ((None, None), (front_desk, alena)):
        with pytest.raises(IntegrityError, match="canned_reply_of_a_team_or_a_person"), transaction.atomic():
            reply("Thanks", "thanks", team=team, owner=owner)


@pytest.mark.parametrize("number", [1, 30])
def test_what_the_list_costs(
    number: int, alena: User, front_desk: Team, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for n in range(number):
        reply(f"No. {n}", f"n{n}", team=front_desk, texts={"cs": "Č.", "en": "No."})
    client = signed_in(alena)
    with django_assert_num_queries(6):
        assert client.get("/canned-replies/").status_code == 200
