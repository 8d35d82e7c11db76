"""What is asked for: every page somebody waits for, under the name it has in the table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import quote

from django.utils import timezone

from bench.floor import FRAME, PATH
from bench.population.building import House
from helpdesk.paging import PAGE_SIZE, make_mark
from tickets.domain.queue.sorts import SORTS, keys_of
from tickets.domain.queue.views import VIEWS
from tickets.models import Ticket

# What is typed into the search box of the new-ticket page, by what it is.
CUSTOMER_SEARCHES = {
    "common last name": ["novak", "nov", "svobodova", "kowalski"],
    "full name without accents": ["jana novakova", "rehor svoboda", "lukasz wojcik"],
    "half a name": ["jan n", "eva sv", "an ko"],
    "phone in any spelling": ["+420 777 123 456", "00420 602 111 222", "(777) 123-456", "777123"],
    "e-mail": ["jana.novakova", "@post.example", "petr.cerny1"],
    "receipt": ["R-0002", "r 0004"],
    "nobody": ["xyzzy", "qqqq wwww"],
}
SEARCH = "/search/?q="


@dataclass(frozen=True)
class Page:
    """Asked for by GET, or by POST of ``form``, as the associate or the supervisor; paths take turns."""

    name: str
    paths: list[str]
    by: str = "associate"
    form: dict[str, str] = field(default_factory=dict)


def pages(house: House) -> Iterator[Page]:
    yield Page("floor", [PATH])
    yield Page("the frame alone", [FRAME])
    yield from queue(house)
    yield from cases(house)
    yield from people(house)
    yield from desks()
    yield from searches(house)


def queue(house: House) -> Iterator[Page]:
    for key in VIEWS:
        yield Page(f"queue: {key}", [f"/?view={key}"])
    yield Page("queue: open (supervisor)", ["/?view=open"], by="supervisor")
    for sort in SORTS.values():
        yield Page(
            f"queue: open by {sort.key}", [f"/?view=open&sort={way}" for way in (sort.key, f"-{sort.key}")]
        )
        if sort.everywhere:
            yield Page(
                f"queue: all by {sort.key}", [f"/?view=all&sort={way}" for way in (sort.key, f"-{sort.key}")]
            )
    for name, asked in filtered(house).items():
        yield Page(f"queue: {name}", [f"/?{asked}"])
    yield Page("queue: 1,000 pages on", [f"/?view=all&after={mark_of(house, beyond=1_000 * PAGE_SIZE)}"])


def filtered(house: House) -> dict[str, str]:
    """What people narrow the queue by, as its address says it."""
    team = house.staff.teams[0][0]
    return {
        "open of a kind": "view=open&kind=return",
        "open of a kind, by phone, high": "view=open&kind=return&channel=phone&priority=3",
        "all of a kind": "view=all&kind=return",
        "all of a rare kind": "view=all&kind=suggestion",
        "all on hold": "view=all&status=on_hold",
        "all of a team": f"view=all&team={team}",
        "all mine": "view=all&assignee=me",
        "all of a customer": f"view=all&customer={house.regular}",
        "all with a tag": "view=all&tag=wedding",
        "all refused, by letter": "view=all&outcome=refused&channel=letter",
        "all logged in one month": "view=all&logged_from=2025-05-01&logged_to=2025-05-31",
        "open with a word": "view=open&q=voda",
        "all with a word": "view=all&q=voda",
    }


def mark_of(house: House, *, beyond: int) -> str:
    """The mark of a page deep in the list of everything; half way through a small house."""
    keys = keys_of(VIEWS["all"].sort)
    visible = Ticket.objects.visible_to(house.staff.associate).order_by(*keys)
    names = [key.lstrip("-") for key in keys]
    return make_mark(visible[min(beyond, visible.count() // 2)], names)


def cases(house: House) -> Iterator[Page]:
    ticket, long = f"/tickets/{house.ticket}/", f"/tickets/{house.long_ticket}/"
    yield Page("ticket", [ticket])
    yield Page("ticket (supervisor)", [ticket], by="supervisor")
    yield Page("ticket with 2,000 messages", [long])
    yield Page("panel: beside a ticket", [f"{ticket}beside/"])
    yield Page("panel: survey of a ticket", [f"/surveys/tickets/{house.ticket}/"])
    yield Page("new ticket", ["/tickets/new/", "/tickets/new/?kind=return"])
    yield Page("save a new ticket", ["/tickets/new/"], form=new_ticket(house))
    yield Page("save a note", [f"{ticket}messages/"], form={"type": "note", "body": "Asked the workshop."})
    said = "We called: it is on its way."
    call = {"type": "call", "spoken": "out", "body": said, "phone": "+420777123456"}
    yield Page("save a call", [f"{ticket}messages/"], form=call)
    yield Page("save a reply", [f"{ticket}messages/"], form={"type": "reply", "body": said})
    yield Page("save a call among 2,000 messages", [f"{long}messages/"], form=call)


def new_ticket(house: House) -> dict[str, str]:
    details = {
        "receipt": "A-4711",
        "bought_on": timezone.localdate().isoformat(),
        "refund_method": "card",
        "item": "Hiking boots",
        "price_paid": "2490",
        "quantity": "1",
        "reason": "does_not_fit",
        "condition": "unworn",
    }
    team, about = str(house.staff.teams[0][0]), {f"details-{name}": value for name, value in details.items()}
    said = {"subject": "Boots that leak", "what_happened": "They leak.", "wanted": "New ones."}
    return (
        {
            "kind": "return",
            "customer": str(house.customer),
            "team": team,
            "channel": "in_person",
            "priority": "2",
        }
        | about
        | said
    )


def people(house: House) -> Iterator[Page]:
    yield Page("customers", ["/customers/"])
    yield Page("customers by name", ["/customers/?q=novak"])
    yield Page("customer", [f"/customers/{house.customer}/"])
    yield Page("customer with 300 tickets", [f"/customers/{house.regular}/"])
    for what, texts in CUSTOMER_SEARCHES.items():
        paths = [f"/tickets/new/customers/?customer_text={quote(text)}" for text in texts]
        yield Page(f"who is it: {what}", paths)


def desks() -> Iterator[Page]:
    yield Page("news", ["/news/"])
    yield Page("news settings", ["/news/settings/"])
    yield Page("follow-ups", ["/follow-ups/"])
    yield Page("handover", ["/handover/"])
    yield Page("handover (supervisor)", ["/handover/"], by="supervisor")
    yield Page("supervisor’s desk", ["/supervisor/"], by="supervisor")
    yield Page("panel: late follow-ups", ["/follow-ups/late/"], by="supervisor")
    yield Page("panel: low scores", ["/surveys/low-scores/"], by="supervisor")
    yield Page("survey results", ["/surveys/"], by="supervisor")
    yield Page("policies", ["/policies/"])


def searches(house: House) -> Iterator[Page]:
    typed = {
        "rare word": [house.rare_word],
        "common word": ["pokoj", "room"],
        "two common words": ["teplá voda", "zwrot paragon"],
        "phrase": ['"teplá voda"'],
        "beginning of a word": ["rekl", "pok"],
        "number": [f"#{house.ticket}"],
        "receipt": [house.receipt],
        "phone": ["777 123 456"],
        "name": ["jana novakova"],
        "mistyped name": ["jana novakva"],
        "kind and status": ["kind:return status:open"],
        "words and filters": ["kind:return voda before:2026-05"],
        "nothing": ["xyzzyq"],
    }
    for what, texts in typed.items():
        yield Page(f"search: {what}", [SEARCH + quote(text) for text in texts])
