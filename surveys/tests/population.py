"""Two thousand customers who are asked, and the programs that check the letters of some of them."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random

from customers.models import Customer
from helpdesk.mail.models import Letter
from helpdesk.staff.models import User
from surveys.domain.invitation import digest_of
from surveys.domain.signs import ROUND
from surveys.models import Invitation
from surveys.tests.mailbox import SORTS, Clock, Mailbox
from tickets.enums import Outcome
from tickets.models import Resolution, Ticket


def live(mailbox: Mailbox, *, arrived: datetime) -> None:
    """Within two days: the program checks once or twice, the person answers whenever they like."""
    chance, mailbox.clock.now = mailbox.chance, arrived
    checked = chance.choice((1, 20, 3 * 3600))
    plan: list[tuple[float, Callable[[], None]]] = [(checked, mailbox.check)]
    if mailbox.sort == SORTS[3] and chance.random() < 0.2:
        plan.append((checked + chance.uniform(600, 86400), mailbox.check))
    if mailbox.answers:
        plan.append((chance.choice((chance.uniform(30, 400), chance.uniform(400, 172800))), mailbox.answer))
    for at, act in sorted(plan, key=lambda one: one[0]):
        mailbox.clock.wait(max(0, (arrived + timedelta(seconds=at) - mailbox.clock.now).total_seconds()))
        act()
    mailbox.clock.wait(ROUND.total_seconds() * 2)


def settle_in(case: Ticket, *, by: User, people: int, clock: Clock, seed: int) -> list[Mailbox]:
    """So many customers with one resolved case each, asked by letter now; three of ten behind a program."""
    chance, now = Random(seed), clock.now
    customers = [
        Customer(name=f"Guest {n}", folded_name=f"guest {n}", language=chance.choice(("cs", "en", "pl")))
        for n in range(people)
    ]
    Customer.objects.bulk_create(customers)
    tickets = [copy_of(case, customer) for customer in customers]
    Ticket.objects.bulk_create(tickets)
    resolutions = [
        Resolution(
            ticket=ticket, outcome=Outcome.AS_ASKED, explanation="Moved.", by=by, at=now, first_contact=True
        )
        for ticket in tickets
    ]
    Resolution.objects.bulk_create(resolutions)
    letters = [
        Letter(cause=f"survey:test:{n}", recipient=f"g{n}@post.example", message_id=f"<{n}@x>", sent_at=now)
        for n in range(people)
    ]
    Letter.objects.bulk_create(letters)
    tokens = [f"token-of-customer-{n}" for n in range(people)]
    invitations = [
        Invitation(
            resolution=resolution,
            language=customer.language,
            token_digest=digest_of(token),
            letter=letter,
            created_at=now,
            expires_at=now + timedelta(days=14),
        )
        for customer, resolution, letter, token in zip(customers, resolutions, letters, tokens, strict=True)
    ]
    Invitation.objects.bulk_create(invitations)
    guarded = sample(chance, people, share=0.3)
    awake = set(sample(chance, people, share=0.5))
    sorts = {n: SORTS[place % len(SORTS)] for place, n in enumerate(guarded)}
    counts: Counter[tuple[str, str]] = Counter()
    return [
        Mailbox(invitation, token, sorts.get(n, ""), n in awake, clock, Random(seed + n), counts)
        for n, (invitation, token) in enumerate(zip(invitations, tokens, strict=True))
    ]


def sample(chance: Random, people: int, *, share: float) -> list[int]:
    return chance.sample(range(people), round(people * share))


def copy_of(case: Ticket, customer: Customer) -> Ticket:
    names = ("kind", "status", "site_id", "team_id", "subject", "what_happened", "created_by_id")
    return Ticket(customer=customer, **{name: getattr(case, name) for name in names})
