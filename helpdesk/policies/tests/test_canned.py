import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from helpdesk.policies.domain import canned
from helpdesk.policies.domain.canned_reply import delete_reply, save_reply
from helpdesk.policies.domain.errors import NotPossible
from helpdesk.policies.domain.variables import Fault, faults, fill
from helpdesk.policies.enums import Variable
from helpdesk.policies.models import CannedReply
from helpdesk.policies.tests.conftest import reply
from helpdesk.record.models import Entry
from helpdesk.staff.models import Membership, Site, Team, User
from tests.at_once import at_once

VALUES = {"customer": "Jana", "ticket": "1042", "site": "Hotel Vltava", "signature": "Alena"}


@pytest.mark.parametrize(
    ("body", "filled"),
    [
        ("Dear {customer},", "Dear Jana,"),
        ("{ticket}{site}", "1042Hotel Vltava"),
        ("{signature}\n{signature}", "Alena\nAlena"),
        ("{{customer}}", "{customer}"),
        ("{{{customer}}}", "{Jana}"),
        ("{{}} and }}{{", "{} and }{"),
        ("No variables: 100 %", "No variables: 100 %"),
        ("", ""),
    ],
)
def test_a_text_is_filled(body: str, filled: str) -> None:
    assert not list(faults(body))
    assert fill(body, VALUES) == filled


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Dear {name},", [Fault("unknown", "name")]),
        ("{Customer} {customer }", [Fault("unknown", "Customer"), Fault("unknown", "customer ")]),
        ("{}", [Fault("unknown", "")]),
        (
            "{customer!r} {customer:>10} {0}",
            [Fault("unknown", x) for x in ("customer!r", "customer:>10", "0")],
        ),
        ("{customer.__class__}", [Fault("unknown", "customer.__class__")]),
        ("Dear {customer", [Fault("unbalanced", "Dear {customer")]),
        ("Dear customer}, thank you", [Fault("unbalanced", "ear customer}, thank you")]),
        ("{{customer}", [Fault("unbalanced", "{{customer}")]),
        ("{customer}}", [Fault("unbalanced", "{customer}}")]),
        ("{cus{tomer}", [Fault("unbalanced", "{cus{tomer}"), Fault("unknown", "tomer")]),
    ],
)
def test_what_could_not_be_filled_is_found(body: str, expected: list[Fault]) -> None:
    assert list(faults(body)) == expected


def test_a_value_is_never_read_as_a_variable() -> None:
    assert (
        fill("Dear {customer}, {site}", VALUES | {"customer": "{site} }}{{ {x"})
        == "Dear {site} }}{{ {x, Hotel Vltava"
    )


def test_a_hole_is_an_error_and_never_sent() -> None:
    with pytest.raises(KeyError):
        fill("Dear {customer}", {"ticket": "1042"})
    with pytest.raises(KeyError):
        fill("Dear {name}", VALUES)
    with pytest.raises(ValueError, match="brace"):
        fill("Dear {customer", VALUES)


@given(st.text(alphabet="ab {}", max_size=30))
def test_a_text_without_faults_can_be_filled_and_one_with_faults_cannot(body: str) -> None:
    if any(faults(body)):
        with pytest.raises((KeyError, ValueError)):
            fill(body, VALUES)
    else:
        fill(body, VALUES)


@given(st.text(max_size=200))
def test_any_text_can_be_written_by_doubling_its_braces(text: str) -> None:
    escaped = text.replace("{", "{{").replace("}", "}}")
    assert not list(faults(escaped))
    assert fill(escaped, {}) == text


@given(st.lists(st.sampled_from(Variable.values) | st.sampled_from([" ", "x", "\n"])))
def test_every_variable_is_replaced(parts: list[str]) -> None:
    body = "".join(f"{{{part}}}" if part in Variable.values else part for part in parts)
    assert fill(body, VALUES) == "".join(VALUES.get(part, part) for part in parts)


@pytest.mark.django_db
def test_the_customers_language_else_the_fallback_else_english_else_any(alena: User) -> None:
    three = reply(
        "Thanks", "thanks", owner=alena, texts={"pl": "Dziękuję.", "cs": "Děkuji.", "en": "Thanks."}
    )
    assert canned.choose(three, "cs", "pl").body == "Děkuji."
    assert canned.choose(three, "de", "pl").body == "Dziękuję."
    assert canned.choose(three, "de", "fr").body == "Thanks."
    one = reply("Sorry", "sorry", owner=alena, texts={"pl": "Przepraszam."})
    assert canned.choose(one, "cs", "en").body == "Przepraszam."
    with pytest.raises(LookupError):
        canned.choose(CannedReply.objects.create(name="Empty", shortcut="e", owner=alena), "cs", "en")


@pytest.fixture
def concierge(hotel: Site) -> Team:
    return Team.objects.create(site=hotel, name="Concierge")


@pytest.mark.django_db
def test_ones_own_ones_teams_and_the_team_of_the_case(
    alena: User, karel: User, zofia: User, front_desk: Team, concierge: Team, returns_desk: Team
) -> None:
    reply("Mine", "a", owner=alena)
    reply("Karel’s", "b", owner=karel)
    reply("Front desk", "c", team=front_desk)
    reply("Concierge", "d", team=concierge)
    reply("Shop", "e", team=returns_desk)

    def usable(user: User, team: Team | None) -> list[str]:
        found = CannedReply.objects.usable_by(user, team)
        return sorted(found.values_list("name", flat=True))

    assert usable(alena, None) == ["Front desk", "Mine"]
    assert usable(alena, front_desk) == ["Front desk", "Mine"]
    assert usable(alena, concierge) == ["Concierge", "Front desk", "Mine"]
    assert usable(zofia, returns_desk) == ["Shop"]
    Membership.objects.create(team=returns_desk, user=alena)
    assert usable(alena, front_desk) == ["Front desk", "Mine"]
    assert usable(alena, None) == ["Front desk", "Mine", "Shop"]


@pytest.mark.django_db
def test_who_sees_and_writes_what(
    alena: User, jan: User, petra: User, zofia: User, front_desk: Team, returns_desk: Team
) -> None:
    for user in (alena, petra, zofia):
        reply(user.name.split()[0], "x", owner=user)
    for team in (front_desk, returns_desk):
        reply(team.name, "y", team=team)

    def names(found: object) -> list[str]:
        return sorted(found.values_list("name", flat=True))  # type: ignore[attr-defined]

    replies = CannedReply.objects
    assert names(replies.visible_to(alena)) == names(replies.writable_by(alena)) == ["Alena", "Front desk"]
    assert names(replies.visible_to(petra)) == ["Front desk", "Petra", "Returns desk"]
    assert names(replies.visible_to(jan)) == ["Front desk"]
    assert names(replies.writable_by(jan)) == []


@pytest.mark.django_db
def test_the_closest_match_comes_first(alena: User, front_desk: Team) -> None:
    for name, shortcut in (
        ("Děkujeme za návštěvu", "thanks"),
        ("Thanks for waiting", "wait"),
        ("Long thanks", "thanks-long"),
        ("Sorry", "sorry"),
    ):
        reply(name, shortcut, team=front_desk)

    def found(text: str) -> list[str]:
        return [one.shortcut for one in canned.matching(text, user=alena, team=front_desk)]

    assert found("thanks") == ["thanks", "thanks-long", "wait"]
    assert found(";thanks") == ["thanks", "thanks-long", "wait"]
    assert found("THANKS FOR") == ["wait"]
    assert found("thanks lo") == ["thanks-long"]
    assert found("navstevu dek") == ["thanks"]
    assert found("s") == ["sorry", "thanks", "thanks-long", "wait"]
    assert found("nothing") == []
    assert found("%") == []
    assert found("") == ["thanks", "thanks-long", "sorry", "wait"]


@pytest.mark.django_db
@pytest.mark.parametrize("number", [1, 30])
def test_matching_costs_two_queries(
    number: int, karel: User, front_desk: Team, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for n in range(number):
        reply(f"No. {n}", f"n{n}", team=front_desk, texts={"cs": f"Č. {n}", "en": f"No. {n}"})
    karel = User.objects.get(pk=karel.pk)
    with django_assert_num_queries(2):
        found = canned.matching("no", user=karel, team=front_desk)
        assert canned.choose(found[0], "cs", "en").body == "Č. 0"
    assert len(found) == min(number, canned.OFFERED)


@pytest.mark.django_db
def test_saving_is_recorded(alena: User, front_desk: Team) -> None:
    made = save_reply(
        CannedReply(name="Thanks", shortcut="thanks", team=front_desk),
        texts={"en": "Thanks.", "cs": "Děkuji.", "pl": " \n"},
        by=alena,
    )
    assert dict(made.texts.values_list("language", "body")) == {"en": "Thanks.", "cs": "Děkuji."}
    save_reply(made, texts={"en": "Many thanks.", "cs": "Děkuji.", "pl": "Dziękuję."}, by=alena)
    save_reply(made, texts={"en": "Many thanks."}, by=alena)
    assert dict(made.texts.values_list("language", "body")) == {"en": "Many thanks."}
    entries = [(one.verb, one.by, one.details["languages"]) for one in Entry.objects.about(made)]
    assert entries == [
        ("canned.added", alena, ["cs", "en"]),
        ("canned.changed", alena, ["en", "pl"]),
        ("canned.changed", alena, ["cs", "pl"]),
    ]


@pytest.mark.django_db
def test_deleting_is_recorded_and_done_once(alena: User, front_desk: Team) -> None:
    made = reply("Thanks", "thanks", team=front_desk)
    number = made.pk
    delete_reply(CannedReply.objects.get(pk=number), by=alena)
    delete_reply(made, by=alena)
    assert not CannedReply.objects.exists()
    entry = Entry.objects.get(verb="canned.deleted")
    assert (entry.subject_id, entry.by, entry.details["texts"]) == (number, alena, {"en": "Thanks."})
    made.pk = number
    with pytest.raises(NotPossible, match="deleted"):
        save_reply(made, texts={"en": "Thanks."}, by=alena)


@pytest.mark.django_db(transaction=True)
def test_two_take_the_same_shortcut_at_once(alena: User, karel: User, front_desk: Team) -> None:
    results = at_once(
        *[
            lambda by=by: save_reply(
                CannedReply(name="Thanks", shortcut="thanks", team=front_desk), texts={"en": "Thanks."}, by=by
            )
            for by in (alena, karel)
        ]
    )
    assert sorted(type(result).__name__ for result in results) == ["CannedReply", "NotPossible"]
    assert Entry.objects.filter(verb="canned.added").count() == 1
