"""Writing a checklist: sections with items, in the languages of the house. Works without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from helpdesk.form_fields import field_of
from helpdesk.staff.models import Site, User
from surveys.domain.checklist_content import Item, Section, new_key
from surveys.enums import ItemType

LONGEST_TITLE = 120
LONGEST_WORDING = 300
HEAVIEST = 10
MOST_SECTIONS, MOST_ITEMS = 20, 40
# So many empty rows to write into.
NEW_SECTIONS, NEW_ITEMS = 1, 2
KEY = re.compile(r"[0-9a-f]{8}")


class NewChecklistForm(forms.Form):
    """For which site, and what it is called."""

    site = forms.ModelChoiceField(Site.objects.none(), label=gettext_lazy("Site"))
    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field_of(self, "site", forms.ModelChoiceField).queryset = Site.objects.visible_to(user)
        if len(user.sites) == 1:
            self.initial.setdefault("site", user.sites[0])


class WordedForm(forms.Form):
    """Something with a wording in each language; that of the site has to be there once anything is.

    ``languages`` are those of the house, the site's own first.
    """

    key = forms.CharField(widget=forms.HiddenInput, required=False)
    longest = LONGEST_WORDING

    def __init__(self, *args: Any, languages: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.languages = languages
        for code, label in languages:
            self.fields[f"in_{code}"] = forms.CharField(
                label=label,
                required=False,
                max_length=self.longest,
                widget=forms.TextInput(attrs={"lang": code}),
            )

    @property
    def wordings(self) -> list[forms.BoundField]:
        return [self[f"in_{code}"] for code, _label in self.languages]

    @property
    def is_used(self) -> bool:
        """Whether anything is written in it, after it was cleaned."""
        return bool(self.wording) and not self.cleaned_data.get("DELETE")

    @property
    def wording(self) -> dict[str, str]:
        said = {code: self.cleaned_data.get(f"in_{code}", "") for code, _label in self.languages}
        return {code: text for code, text in said.items() if text}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if any(data.get(f"in_{code}") for code, _label in self.languages):
            self.need_wording()
        return data

    def need_wording(self) -> None:
        code, label = self.languages[0]
        name = f"in_{code}"
        if not self.cleaned_data.get(name) and name not in self.errors:
            words = {"language": label}
            self.add_error(name, _("Write it in the language of the site, too: %(language)s.") % words)


class SectionForm(WordedForm):
    longest = LONGEST_TITLE


class ItemForm(WordedForm):
    type = forms.ChoiceField(
        label=gettext_lazy("Asks for"), choices=ItemType.choices, initial=ItemType.YES_NO
    )
    weight = forms.IntegerField(
        label=gettext_lazy("Weight"), initial=1, min_value=1, max_value=HEAVIEST, required=False
    )


SectionForms = forms.formset_factory(
    SectionForm,
    extra=NEW_SECTIONS,
    can_delete=True,
    can_delete_extra=False,
    can_order=True,
    max_num=MOST_SECTIONS,
    absolute_max=MOST_SECTIONS,
)
ItemForms = forms.formset_factory(
    ItemForm,
    extra=NEW_ITEMS,
    can_delete=True,
    can_delete_extra=False,
    can_order=True,
    max_num=MOST_ITEMS,
    absolute_max=MOST_ITEMS,
)


@dataclass
class Part:
    """One section with its items, as they are typed."""

    head: Any
    items: Any

    @property
    def is_used(self) -> bool:
        return self.head.is_used or any(form.is_used for form in self.items)


class WritingForm:
    """The whole draft: a form of sections, and below each of them a form of its items."""

    def __init__(
        self, data: Mapping[str, Any] | None, *, sections: Sequence[Section], site_language: str
    ) -> None:
        known = dict(settings.LANGUAGES)
        codes = [site_language, *(code for code in known if code != site_language)]
        self.told = {"languages": [(code, str(known[code])) for code in codes]}
        self.heads = SectionForms(
            data, prefix="s", initial=[typed(one) for one in sections], form_kwargs=self.told
        )
        self.parts = [
            Part(head, self.items_of(data, place=place, sections=sections))
            for place, head in enumerate(self.heads)
        ]

    def items_of(self, data: Mapping[str, Any] | None, *, place: int, sections: Sequence[Section]) -> Any:
        items = sections[place].items if place < len(sections) else ()
        initial = [typed(one) | {"type": one.type, "weight": one.weight} for one in items]
        return ItemForms(data, prefix=f"s-{place}-i", initial=initial, form_kwargs=self.told)

    def is_valid(self) -> bool:
        """Checks everything, so that everything that is wrong is said at once."""
        checked = [self.heads.is_valid(), *(part.items.is_valid() for part in self.parts)]
        if not all(checked):
            return False
        for part in self.parts:
            if part.is_used and not part.head.cleaned_data.get("DELETE"):
                part.head.need_wording()
        return not any(part.head.errors for part in self.parts)

    def sections(self) -> list[Section]:
        """What was written, in the order asked for; empty rows are no sections and no items."""
        keys = Keys()
        parts = [part for part in self.parts if part.is_used and not part.head.cleaned_data.get("DELETE")]
        return [
            Section(
                keys.of(part.head),
                part.head.wording,
                tuple(
                    Item(
                        keys.of(form),
                        ItemType(form.cleaned_data["type"]),
                        form.wording,
                        form.cleaned_data["weight"] or 1,
                    )
                    for form in in_order([form for form in part.items if form.is_used])
                ),
            )
            for part in sorted(parts, key=lambda part: place_of(part.head))
        ]


class Keys:
    """Each key once: a copied or made-up one gives way to a new one."""

    def __init__(self) -> None:
        self.given: set[str] = set()

    def of(self, form: WordedForm) -> str:
        key = form.cleaned_data.get("key", "")
        if not KEY.fullmatch(key) or key in self.given:
            key = new_key()
        self.given.add(key)
        return str(key)


def typed(one: Section | Item) -> dict[str, Any]:
    return {"key": one.key, **{f"in_{code}": text for code, text in one.wording.items()}}


def in_order(forms_: Sequence[WordedForm]) -> list[WordedForm]:
    return sorted(forms_, key=place_of)


def place_of(form: WordedForm) -> float:
    """Those without a place stay where they are, behind the others."""
    place = form.cleaned_data.get("ORDER")
    return float("inf") if place is None else place
