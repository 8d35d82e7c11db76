"""What the figures of surveys are asked for: a time, a site, a group, and the words of comments."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, ClassVar

from django import forms
from django.db.models import TextChoices
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from helpdesk.folding import fold
from helpdesk.staff.models import User
from surveys.domain.figures import Scope
from surveys.domain.grouping import Grouping, Place
from surveys.domain.opinions import Opinion
from tickets.forms.period import PeriodForm, group_in


class FiguresForm(PeriodForm):
    """Whose answers: when they were asked, and of which site."""

    groupings: ClassVar[type[TextChoices]] = Grouping

    def __init__(self, query: QueryDict, *, user: User, today: date) -> None:
        super().__init__(query, user=user, today=today)
        self.fields["since"].label, self.fields["until"].label = _("Asked from"), _("Asked until")

    @property
    def scope(self) -> Scope:
        """Of a form that is right."""
        since, until = self.period
        return Scope(since, until, site=self.site_number)

    @property
    def weeks(self) -> list[date]:
        """The Mondays of all weeks of the time, also of those in which nobody was asked."""
        first, last = self.cleaned_data["since"], self.cleaned_data["until"]
        monday = first - timedelta(days=first.weekday())
        return [monday + timedelta(days=days) for days in range(0, (last - monday).days + 1, 7)]

    @property
    def by_what(self) -> Grouping:
        return Grouping(self.cleaned_data["by"])


class PlaceForm(FiguresForm):
    """Also ``of`` which group of what is told apart ``by``."""

    of = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        said["place"] = group_in(said, make=lambda by, key: Place(Grouping(by), key))
        return said

    @property
    def place(self) -> Place | None:
        place: Place | None = self.cleaned_data["place"]
        return place


class AskedForm(PlaceForm):
    """Whom a list of those who were asked is of."""

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if (place := said["place"]) and place.by == Grouping.CAME:
            # Nobody can say by which way they did not answer: it would be a list of those who did.
            raise forms.ValidationError(_("Who was asked cannot be told apart by how the answer came."))
        return said


class AnswersForm(PlaceForm):
    """What a list of answers is asked for: which of them (``is``), and with what ``word`` in the comment."""

    word = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)

    def __init__(self, query: QueryDict, *, user: User, today: date) -> None:
        super().__init__(query, user=user, today=today)
        self.fields["is"] = forms.ChoiceField(
            label=_("Which"), required=False, choices=[("", _("All answers")), *Opinion.choices]
        )

    @property
    def opinion(self) -> Opinion | None:
        return Opinion(self.cleaned_data["is"]) if self.cleaned_data["is"] else None

    @property
    def folded_word(self) -> str:
        """Without accents."""
        return fold(self.cleaned_data["word"])


class ByCause(TextChoices):
    CAUSE = Grouping.CAUSE.value, Grouping.CAUSE.label


class WordsForm(PlaceForm):
    """Whose comments: of complaints of one cause, or of everybody who was asked."""

    groupings = ByCause

    @property
    def cause(self) -> str:
        return self.place.key if self.place else ""
