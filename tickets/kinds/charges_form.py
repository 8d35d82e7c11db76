"""The rows of the form in which the charges of a bill are typed, one below the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from helpdesk.money_field import MoneyField
from tickets.kinds.charges import Charge, Verdict
from tickets.kinds.form import DetailsForm

FEWEST, MOST = 3, 30
PARTS = ("text", "amount", "verdict", "corrected_to")
# What tells that something was typed into a row; its verdict is always chosen.
TYPED = ("text", "amount", "corrected_to")


@dataclass(frozen=True)
class Row:
    """The fields of one charge, for the template; the first is number 1."""

    number: int
    fields: list[forms.BoundField]


class ChargesForm(DetailsForm):
    """A form with rows ``line_0_text``, ``line_0_amount`` and so on, and their charges.

    At least ``FEWEST`` rows and at most ``MOST``; when all of them are full, an empty one is there for more.
    Rows left empty say nothing.
    """

    instance: Any  # details with ``charges``

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is not None:
            self._show_charges()
        self.lines = self._rows_needed()
        for n in range(self.lines):
            self.fields[f"line_{n}_text"] = forms.CharField(label=_("Charge"), max_length=160, required=False)
            self.fields[f"line_{n}_amount"] = MoneyField(label=_("Amount"), required=False)
            self.fields[f"line_{n}_verdict"] = forms.ChoiceField(
                label=_("What came of it"), choices=Verdict.choices, initial=Verdict.OPEN, required=False
            )
            self.fields[f"line_{n}_corrected_to"] = MoneyField(label=_("Corrected to"), required=False)
        for name, field in self.fields.items():
            if name.startswith("line_"):
                field.widget.attrs["class"] = "form-select" if name.endswith("verdict") else "form-control"

    def _show_charges(self) -> None:
        for n, charge in enumerate(self.instance.charges):
            for part, value in vars(charge).items():
                self.initial.setdefault(f"line_{n}_{part}", value)

    def _rows_needed(self) -> int:
        shown = max([FEWEST, *(n + 1 for n in range(MOST) if self._typed(n, "text") is not None)])
        full = all(self._is_filled(n) for n in range(shown))
        return min(MOST, shown + 1) if full else shown

    def _is_filled(self, n: int) -> bool:
        return any(str(self._typed(n, part) or "").strip() for part in TYPED)

    def _typed(self, n: int, part: str) -> Any:
        name = f"line_{n}_{part}"
        return self.data.get(self.add_prefix(name)) if self.is_bound else self.initial.get(name)

    @property
    def rows(self) -> Iterator[Row]:
        for n in range(self.lines):
            yield Row(n + 1, [self[f"line_{n}_{part}"] for part in PARTS])

    @property
    def most_lines(self) -> int:
        return MOST

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        filled = [n for n in range(self.lines) if self._is_filled(n)]
        if not filled:
            self.add_error("line_0_text", ValidationError(_("Which charge is in question?")))
        charges = [charge for n in filled if (charge := self._charge(n)) is not None]
        data["charges"] = self.instance.charges = charges
        return data

    def known(self) -> dict[str, Any]:
        return {**super().known(), "charges": self.cleaned_data.get("charges", [])}

    def _charge(self, n: int) -> Charge | None:
        """The charge of one row; None while something about it is wrong or missing."""
        text, amount, verdict, corrected_to = (self.cleaned_data.get(f"line_{n}_{part}") for part in PARTS)
        if corrected_to is not None and verdict in (None, "", Verdict.OPEN):
            verdict = Verdict.CORRECTED
        for part, mistake in self._mistakes(text, amount, verdict, corrected_to):
            if not self.has_error(f"line_{n}_{part}"):
                self.add_error(f"line_{n}_{part}", ValidationError(mistake))
        wrong = any(self.has_error(f"line_{n}_{part}") for part in PARTS)
        if wrong or not text or amount is None:
            return None
        return Charge(text, amount, Verdict(verdict or Verdict.OPEN), corrected_to)

    def _mistakes(
        self, text: str | None, amount: Decimal | None, verdict: str | None, corrected_to: Decimal | None
    ) -> Iterator[tuple[str, Any]]:
        if not text:
            yield "text", _("What was charged?")
        if amount is None:
            yield "amount", _("How much was charged?")
        if verdict == Verdict.CORRECTED and corrected_to is None:
            yield "corrected_to", _("What should it have been?")
        if verdict != Verdict.CORRECTED and corrected_to is not None:
            yield "verdict", _("Only a corrected charge has another amount.")
        if amount is not None and corrected_to is not None and corrected_to > amount:
            yield "corrected_to", _("A correction never makes a charge dearer.")
