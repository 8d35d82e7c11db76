import pytest
from django.test import Client

from helpdesk.staff.models import Team, User
from tests.cast import log_case
from tests.pages import Page, signed_in
from tickets.domain.queue.saved import MOST_PINNED
from tickets.models import QueueLayout, SavedView, Ticket

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(alena: User) -> Client:
    return signed_in(alena)


def keep(client: Client, name: str, *, query: str = "view=open&kind=complaint", **said: object) -> SavedView:
    answer = client.post(f"/queue/views/new/?{query}", {"name": name, "is_pinned": "on", **said})
    assert answer.status_code == 302, answer.content
    view = SavedView.objects.latest("pk")
    assert answer["Location"] == f"/?{view.query}&saved={view.pk}"
    return view


def beside(client: Client, address: str = "/") -> dict[str, str]:
    """The views beside the queue with their counts."""
    (views,) = Page(client.get(address)).all("nav", id="views")
    links = [one for one in views.children if one.tag == "a" and one["class"] != "manage"]
    return {one.children[0].text: one.children[-1].text for one in links}


def test_a_view_is_kept_and_counted(desk: Client, alena: User, room_change: Ticket) -> None:
    log_case("complaint", by=alena, subject="Loud")
    view = keep(desk, "Complaints", query="kind=complaint&sort=-updated&saved=77&after=x")
    assert (view.query, view.owner, view.team) == ("view=open&kind=complaint&sort=-updated", alena, None)
    assert beside(desk)["Complaints"] == "1"
    page = Page(desk.get(f"/?{view.query}&saved={view.pk}"))
    assert [one.text for one in page.all("span") if one["class"] == "subject"] == ["Loud"]
    assert page.all("h1")[0].text == "Complaints"
    (current,) = page.all(
        "a", lambda one: one["aria-current"] == "page", href=f"?{view.query}&saved={view.pk}"
    )
    assert "Complaints" in current.text


def test_a_personal_view_is_nobody_elses(desk: Client, karel: User, alena: User) -> None:
    view = keep(desk, "Mine alone")
    other = signed_in(karel)
    assert "Mine alone" not in other.get("/").content.decode()
    assert "Mine alone" not in other.get(f"/?{view.query}&saved={view.pk}").content.decode()
    assert "Mine alone" not in other.get("/queue/views/").content.decode()
    for path in ("", "place/", "removal/"):
        assert other.post(f"/queue/views/{view.pk}/{path}", {"name": "Theirs"}).status_code == 404
    assert other.post("/queue/opening/", {"view": str(view.pk)}).status_code == 404
    view.refresh_from_db()
    assert view.name == "Mine alone"


def test_a_teams_view_is_seen_by_all_and_changed_by_few(
    desk: Client, alena: User, karel: User, ivan: User, marek: User, front_desk: Team, returns_desk: Team
) -> None:
    view = keep(desk, "Ours", team=str(front_desk.pk))
    for person in (karel, ivan):
        assert "Ours" in beside(signed_in(person))
    assert "Ours" not in beside(signed_in(marek))
    assert signed_in(karel).post(f"/queue/views/{view.pk}/", {"name": "Karel's"}).status_code == 404
    assert signed_in(ivan).post(f"/queue/views/{view.pk}/", {"name": "Everybody's"}).status_code == 302
    view.refresh_from_db()
    assert (view.name, view.is_pinned) == ("Everybody's", False)
    # Not for a team one is not in.
    answer = desk.post("/queue/views/new/", {"name": "Theirs", "team": str(returns_desk.pk)})
    assert answer.status_code == 422
    assert "Theirs" in answer.content.decode()


def test_new_filters_take_the_place_of_the_old(desk: Client) -> None:
    view = keep(desk, "Complaints")
    page = Page(desk.get(f"/?view=open&kind=return&saved={view.pk}"))
    (link,) = page.all("a", href=f"/queue/views/{view.pk}/?view=open&kind=return")
    assert not Page(desk.get(f"/?{view.query}&saved={view.pk}")).all(
        "a", lambda one: one["href"].startswith(f"/queue/views/{view.pk}/")
    )
    desk.post(link["href"], {"name": "Returns", "is_pinned": "on"})
    view.refresh_from_db()
    assert (view.name, view.query) == ("Returns", "view=open&kind=return")
    desk.post(f"/queue/views/{view.pk}/", {"name": "Still returns", "is_pinned": "on"})
    view.refresh_from_db()
    assert view.query == "view=open&kind=return"


def test_views_are_put_in_order(desk: Client) -> None:
    one, two, three = (keep(desk, name) for name in ("One", "Two", "Three"))
    desk.post(f"/queue/views/{three.pk}/place/", {"to": "up"})
    desk.post(f"/queue/views/{one.pk}/place/", {"to": "up"})
    assert list(beside(desk))[-3:] == ["One", "Three", "Two"]
    desk.post(f"/queue/views/{one.pk}/place/", {"to": "down"})
    assert list(beside(desk))[-3:] == ["Three", "One", "Two"]
    desk.post(f"/queue/views/{two.pk}/removal/")
    assert list(beside(desk))[-2:] == ["Three", "One"]


def test_only_so_many_stand_beside_the_queue(desk: Client, alena: User) -> None:
    for number in range(MOST_PINNED):
        keep(desk, f"No. {number}")
    beyond = keep(desk, "One more")
    assert not beyond.is_pinned
    answer = desk.post(f"/queue/views/{beyond.pk}/", {"name": "One more", "is_pinned": "on"})
    assert answer.status_code == 409
    assert "One more" not in beside(desk)
    # While one looks at it, it is there.
    assert "One more" in beside(desk, f"/?saved={beyond.pk}")


def test_the_queue_opens_with_what_somebody_chose(desk: Client, alena: User) -> None:
    view = keep(desk, "Complaints")
    desk.post("/queue/opening/", {"view": str(view.pk)})
    assert desk.get("/")["Location"] == f"/?{view.query}&saved={view.pk}"
    desk.post("/queue/opening/", {"view": "mine"})
    assert desk.get("/")["Location"] == "/?view=mine"
    desk.post("/queue/opening/", {"view": "nonsense\x00"})
    assert desk.get("/").status_code == 200
    desk.post("/queue/opening/", {"view": str(view.pk)})
    desk.post(f"/queue/views/{view.pk}/removal/")
    assert desk.get("/").status_code == 200
    assert QueueLayout.objects.get(user=alena).opens_with_saved is None


def test_a_view_can_bring_its_columns(
    desk: Client, karel: User, front_desk: Team, room_change: Ticket
) -> None:
    desk.post("/queue/columns/", {"columns": ["channel"]})
    view = keep(desk, "Channels", query="view=open", team=str(front_desk.pk), keeps_columns="on")
    page = Page(signed_in(karel).get(f"/?{view.query}&saved={view.pk}"))
    row = next(one for one in page.all("li") if one["id"].startswith("t"))
    assert [one.text for one in row.inside() if one["class"].startswith("cell")] == ["Osobně"]


def test_a_view_without_a_name_is_asked_again(desk: Client) -> None:
    answer = desk.post("/queue/views/new/?view=late", {"name": " "})
    assert answer.status_code == 422
    assert not SavedView.objects.exists()
