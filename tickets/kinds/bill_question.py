"""Bill question: what these charges are, and whether they are right."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from tickets.enums import Outcome, ReferenceType
from tickets.kinds.base import Details, Figure, Kind, currency_column, money_column
from tickets.kinds.charges import Charge, Sums, Verdict, sums_of
from tickets.kinds.charges_form import ChargesForm


class ClosingReason(models.TextChoices):
    CHARGES_EXPLAINED = "charges_explained", _("Charges explained")
    BILL_CORRECTED = "bill_corrected", _("Bill corrected")
    PAID_BACK = "paid_back", _("Difference paid back")
    BILL_WAS_RIGHT = "bill_was_right", _("The bill was right")
    STILL_DISPUTED = "still_disputed", _("Left in dispute")


class BillQuestion(Details):
    bill = models.CharField(
        _("bill number"), max_length=60, blank=True, help_text=_("Empty when they do not have it with them.")
    )
    currency = currency_column()

    shown = ("bill",)
    references = {"bill": ReferenceType.BILL}

    class Meta:
        verbose_name = _("bill question")
        verbose_name_plural = _("bill questions")

    @property
    def charges(self) -> Sequence[Charge]:
        """The charges in question, as they stand on the bill; read once."""
        if "_charges" not in vars(self):
            self._charges = tuple(line.charge for line in self.rows.all())
        return self._charges

    @charges.setter
    def charges(self, charges: Sequence[Charge]) -> None:
        """Kept by ``save_lines``."""
        self._charges = tuple(charges)

    def save_lines(self) -> None:
        charges = self.charges
        self.rows.all().delete()
        BillLine.objects.bulk_create(
            BillLine.of(self, charge, position=position) for position, charge in enumerate(charges, 1)
        )

    def lines(self) -> dict[str, list[dict[str, Any]]]:
        return {"charges": [vars(charge) for charge in self.charges]}

    def sums(self) -> Sums:
        return sums_of(self.charges, currency=self.currency)

    def figure_on(self, on: date) -> Figure | None:
        sums = self.sums()
        if not sums.count:
            return None
        said = {"sum": sums.in_question, "remaining": sums.remaining}
        remark = _now("%(remaining)s of %(sum)s stays on the bill") % said
        tone = "late" if sums.disputed else "good" if sums.corrected else "calm"
        return Figure(_("Taken off the bill"), sums.corrected, remark, tone)

    def facts(self) -> list[tuple[str, Any]]:
        charges = [(charge.text, charge.told(currency=self.currency)) for charge in self.charges]
        return [*super().facts(), *charges]


class BillLine(models.Model):
    """One charge in question: as it stands on the bill, and what came of it."""

    details = models.ForeignKey(BillQuestion, on_delete=models.CASCADE, related_name="rows")
    position = models.PositiveSmallIntegerField(_("position"))
    text = models.CharField(_("charge"), max_length=160)
    amount = money_column(_("amount"))
    verdict = models.CharField(_("what came of it"), max_length=10, choices=Verdict, default=Verdict.OPEN)
    corrected_to = money_column(_("corrected to"), null=True, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["details", "position"], name="bill_line_position"),
            models.CheckConstraint(
                condition=Q(
                    verdict=Verdict.CORRECTED,
                    corrected_to__isnull=False,
                    corrected_to__gte=0,
                    corrected_to__lte=F("amount"),
                )
                | (~Q(verdict=Verdict.CORRECTED) & Q(corrected_to=None)),
                name="bill_line_corrected_downwards",
            ),
        ]
        verbose_name = _("charge in question")
        verbose_name_plural = _("charges in question")

    def __str__(self) -> str:
        return f"{self.details_id}/{self.position} {self.text}"

    @classmethod
    def of(cls, details: BillQuestion, charge: Charge, *, position: int) -> BillLine:
        """Not saved yet."""
        return cls(details=details, position=position, **vars(charge))

    @property
    def charge(self) -> Charge:
        return Charge(self.text, self.amount, Verdict(self.verdict), self.corrected_to)


class BillQuestionForm(ChargesForm):
    class Meta:
        model = BillQuestion
        fields = ["bill"]


KIND = Kind(
    key="bill_question",
    position=5,
    label=_("Bill question"),
    icon="receipt-text",
    model=BillQuestion,
    form=BillQuestionForm,
    first_response=timedelta(minutes=15),
    resolution=timedelta(hours=8),
    remind_before=timedelta(hours=1),
    outcomes=(
        Outcome.EXPLAINED,
        Outcome.AS_ASKED,
        Outcome.ALTERNATIVE,
        Outcome.GOODWILL_ONLY,
        Outcome.REFUSED,
        Outcome.WITHDRAWN,
    ),
    closing_reasons=ClosingReason,
)
