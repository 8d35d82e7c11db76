"""Why a customer is not asked, or not asked again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db.models import Q

from customers.models import ConductNotice, Customer, LegalHold
from surveys.domain.survey_rules import House, is_in_sample
from surveys.enums import NotReminded, NotSent
from surveys.models import Invitation, KeptApart, OptOut, Response
from tickets.enums import LinkType
from tickets.models import Link, Resolution

# Resolutions older than this are not asked about any more: nobody remembers.
TOO_OLD = timedelta(days=30)
DAY = timedelta(days=1)


class Reasons:
    """What speaks against writing to the customers of these resolutions, read at once."""

    def __init__(self, resolutions: Iterable[Resolution], *, now: datetime) -> None:
        self.now = now
        tickets = [one.ticket for one in resolutions]
        self.customers = {one.customer_id: one.customer for one in tickets if one.customer is not None}
        links = Link.objects.filter(ticket__in=tickets, type=LinkType.DUPLICATE)
        self._duplicates = set(links.values_list("ticket_id", flat=True))
        self._notices = self._notices_in_force()
        self._held = self._on_hold()
        self._opted_out = self._who_opted_out()

    def _notices_in_force(self) -> dict[int, list[date]]:
        """The last days of the notices; which day it is differs from site to site."""
        notices = ConductNotice.objects.in_force(on=(self.now - DAY).date())
        found: dict[int, list[date]] = {}
        for customer, until in notices.filter(customer__in=self.customers).values_list(
            "customer_id", "until"
        ):
            found.setdefault(customer, []).append(until)
        return found

    def _on_hold(self) -> set[int | None]:
        """A hold on somebody who was merged into a customer binds the customer, too."""
        theirs = Q(customer__in=self.customers) | Q(customer__merged_into__in=self.customers)
        holds = LegalHold.objects.in_force().filter(theirs)
        return {number for row in holds.values_list("customer", "customer__merged_into") for number in row}

    def _who_opted_out(self) -> set[int | str]:
        addresses = {customer.email for customer in self.customers.values()} - {""}
        theirs = Q(customer__in=self.customers) | Q(email__in=addresses)
        out = OptOut.objects.in_force().filter(theirs).values_list("customer_id", "email")
        return {mark for row in out for mark in row} - {""}

    def against(self, resolution: Resolution, *, by_phone: bool = False) -> str:
        """What speaks against any letter about it, or any call; empty when nothing does."""
        ticket, customer = resolution.ticket, resolution.ticket.customer
        if resolution.reopened_at is not None:
            return NotSent.REOPENED
        if ticket.merged_into_id is not None:
            return NotSent.MERGED
        if ticket.pk in self._duplicates:
            return NotSent.DUPLICATE
        if customer is None:
            return NotSent.NO_CUSTOMER
        return self._against(customer, resolution, by_phone=by_phone)

    def _against(self, customer: Customer, resolution: Resolution, *, by_phone: bool) -> str:
        today = self.now.astimezone(resolution.ticket.site.zone).date()
        reasons = {
            NotSent.ERASED: customer.erased_at is not None,
            NotSent.NO_EMAIL: not customer.email and not by_phone,
            NotSent.OPTED_OUT: not self._opted_out.isdisjoint((customer.pk, customer.email)),
            NotSent.LEGAL_HOLD: customer.pk in self._held,
            NotSent.CONDUCT: any(until >= today for until in self._notices.get(customer.pk, ())),
        }
        return next((reason for reason, holds in reasons.items() if holds), "")


class ReasonsNotToAsk(Reasons):
    """With what speaks against asking about a resolution for the first time."""

    def __init__(self, resolutions: Iterable[Resolution], *, house: House, now: datetime) -> None:
        resolutions = list(resolutions)
        super().__init__(resolutions, now=now)
        self._house = house
        rests = [house.rules_for(one.ticket.site_id, one.ticket.kind).rest for one in resolutions]
        asked = Invitation.objects.filter(
            Q(letter__isnull=False) | Q(phone_survey__isnull=False),
            created_at__gt=now - max(rests, default=timedelta(0)),
            resolution__ticket__customer__in=self.customers,
        )
        columns = ("resolution__ticket__customer_id", "resolution__ticket_id", "created_at")
        self._asked = list(asked.values_list(*columns))

    def reason(self, resolution: Resolution) -> str:
        ticket = resolution.ticket
        rules = self._house.rules_for(ticket.site_id, ticket.kind)
        if reason := self.against(resolution, by_phone=self.is_phoned(resolution)):
            return reason
        if self.now - resolution.at > TOO_OLD:
            return NotSent.TOO_OLD
        if not is_in_sample(resolution.pk, share=rules.share):
            return NotSent.NOT_IN_SAMPLE
        if self._was_asked(resolution, since=self.now - rules.rest):
            return NotSent.TOO_RECENT
        return ""

    def is_phoned(self, resolution: Resolution) -> bool:
        """Whether the customer is asked by phone: the site does, and that is how they can be reached."""
        ticket, customer = resolution.ticket, resolution.ticket.customer
        if customer is None or customer.email or customer.phone is None:
            return False
        return self._house.rules_for(ticket.site_id, ticket.kind).is_phoned

    def _was_asked(self, resolution: Resolution, *, since: datetime) -> bool:
        """About another ticket: one that came back is asked about each time."""
        ticket = resolution.ticket
        return any(
            customer == ticket.customer_id and other != ticket.pk and at > since
            for customer, other, at in self._asked
        )

    def note(self, resolution: Resolution) -> None:
        """The customer is asked now: about whatever else they have in the same batch they are not."""
        ticket = resolution.ticket
        self._asked.append((ticket.customer_id, ticket.pk, self.now))


class ReasonsNotToRemind(Reasons):
    """With what speaks against asking once more."""

    def __init__(self, invitations: Iterable[Invitation], *, now: datetime) -> None:
        invitations = list(invitations)
        super().__init__([one.resolution for one in invitations], now=now)
        given = Response.objects.filter(invitation__in=invitations).values_list("invitation_id", flat=True)
        # These will count unless something speaks against them: the customer has done their part.
        waiting = KeptApart.objects.waiting().filter(invitation__in=invitations)
        self._answered = {*given, *waiting.order_by().values_list("invitation_id", flat=True)}

    def reason(self, invitation: Invitation) -> str:
        if invitation.pk in self._answered:
            return NotReminded.ANSWERED
        if invitation.is_expired(now=self.now):
            return NotReminded.ENDED
        return self.against(invitation.resolution)
