from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from customers.enums import Channel, ContactType
from helpdesk.folding import fold, fold_reference
from helpdesk.staff.models import Site, User

if TYPE_CHECKING:
    from customers.models.conduct_notice import ConductNotice
    from customers.models.contact_point import ContactPoint


def notices_in_force(*, on: date) -> models.Prefetch[Any]:
    """Fills ``customer.notices`` of every customer of a list with one query."""
    notices = apps.get_model("customers", "ConductNotice").objects.in_force(on=on)
    return models.Prefetch("conduct_notices", notices.select_related("placed_by"), to_attr="notices")


class CustomerQuerySet(models.QuerySet["Customer"]):
    def visible_to(self, user: User) -> CustomerQuerySet:
        """Customers known at a site the person works at."""
        if user.sees_every_site:
            return self
        known = self.model.sites.through.objects.filter(
            customer=models.OuterRef("pk"), site__in=user.site_ids
        )
        return self.filter(models.Exists(known))

    def current(self) -> CustomerQuerySet:
        """Those one can still choose: not merged into another customer, not erased."""
        return self.filter(merged_into=None, erased_at=None)

    def standing_for(self, number: int) -> CustomerQuerySet:
        """The customer with this number, or the one they were merged into: never more than one step away."""
        kept = self.model._default_manager.filter(pk=number).values(kept=Coalesce("merged_into_id", "pk"))
        return self.filter(pk=models.Subquery(kept))

    def with_contact_points(self) -> CustomerQuerySet:
        return self.prefetch_related("contact_points")

    def with_notices(self, *, on: date) -> CustomerQuerySet:
        """With the conduct notices in force on that day, in ``customer.notices``."""
        return self.prefetch_related(notices_in_force(on=on))


class Customer(models.Model):
    """A person who writes, calls or walks in. No address of any kind is required."""

    name = models.CharField(_("name"), max_length=160)
    # In the C collation one index serves the order of a list and the beginning of a name alike.
    folded_name = models.CharField(max_length=200, editable=False, db_collation="C")
    # Name, loyalty number and every contact point, for the search. The database writes it: see the migration.
    search_text = models.TextField(editable=False, default="")
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    preferred_channel = models.CharField(
        _("prefers"),
        max_length=20,
        choices=Channel,
        default=Channel.IN_PERSON,
        help_text=_("How they like to be told."),
    )
    company = models.CharField(_("company"), max_length=160, blank=True)
    loyalty_number = models.CharField(_("loyalty number"), max_length=60, blank=True)
    folded_loyalty_number = models.CharField(max_length=60, blank=True, editable=False)
    is_vip = models.BooleanField(_("VIP"), default=False)
    is_vulnerable = models.BooleanField(
        _("needs special care"),
        default=False,
        help_text=_("For example hard of hearing, in mourning, or travelling alone as a minor."),
    )
    sites = models.ManyToManyField(Site, related_name="customers", verbose_name=_("known at"))
    created_at = models.DateTimeField(_("known since"), auto_now_add=True)
    # A merged customer stays as a signpost to the one that was kept; nothing else refers to it.
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="merged",
        verbose_name=_("merged into"),
    )
    # The case and its figures outlive the person: the row stays, empty.
    erased_at = models.DateTimeField(_("erased"), null=True, blank=True, editable=False)

    objects = CustomerQuerySet.as_manager()

    class Meta:
        indexes = [
            GinIndex(fields=["search_text"], name="customer_search", opclasses=["gin_trgm_ops"]),
            models.Index(fields=["folded_name", "id"], name="customer_by_name"),
            models.Index(
                fields=["folded_loyalty_number"],
                condition=~Q(folded_loyalty_number=""),
                name="customer_loyalty",
                opclasses=["text_pattern_ops"],
            ),
        ]
        verbose_name = _("customer")
        verbose_name_plural = _("customers")

    def __str__(self) -> str:
        return gettext("Erased customer") if self.erased_at else self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.folded_name = fold(self.name)[:200]
        self.folded_loyalty_number = fold_reference(self.loyalty_number)[:60]
        super().save(*args, **kwargs)

    def take_contact_points(self, told: Iterable[Mapping[str, Any]]) -> None:
        """They are known already, as dicts of their columns: nobody need ask for them any more."""
        points = self.contact_points.all()
        points._result_cache = [points.model(**one) for one in told]
        self._prefetched_objects_cache = {"contact_points": points}

    def _first(self, kind: ContactType) -> ContactPoint | None:
        return next((point for point in self.contact_points.all() if point.type == kind), None)

    @property
    def email(self) -> str:
        """The address letters go to: the preferred one, else the first; empty when there is none."""
        point = self._first(ContactType.EMAIL)
        return point.value if point else ""

    @cached_property
    def notices(self) -> list[ConductNotice]:
        """The conduct notices in force today, in the reader's zone. Lists fill it by ``with_notices``."""
        in_force = self.conduct_notices.in_force(on=timezone.localdate())
        return list(in_force.select_related("placed_by"))

    @property
    def phone(self) -> ContactPoint | None:
        return self._first(ContactType.PHONE)
