"""What administrators decide about tickets: kinds at sites and the rules of the house.

Tickets themselves are changed in the product only, where it is recorded.
"""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from helpdesk.money import Money
from tickets.enums import PriceSource, RoomChangeReason
from tickets.kinds import KINDS
from tickets.models import (
    GracePeriod,
    KindAtSite,
    PriceMatchRule,
    ProductGroup,
    ReturnRule,
    RoomChangeFee,
    Tag,
)


def kind_choices() -> list[tuple[str, Any]]:
    return [(kind.key, kind.label) for kind in KINDS.values()]


class GracePeriodForm(forms.ModelForm[GracePeriod]):
    kind = forms.ChoiceField(label=_("Kind"), choices=kind_choices)


@admin.register(GracePeriod)
class GracePeriodAdmin(admin.ModelAdmin[GracePeriod]):
    """For how long resolved tickets can be reopened; holds for what is resolved from now on."""

    form = GracePeriodForm
    list_display = ["kind", "length"]


class KindAtSiteForm(forms.ModelForm[KindAtSite]):
    kind = forms.ChoiceField(label=_("Kind"), choices=kind_choices)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        site, team = data.get("site"), data.get("team")
        if site and team and team.site_id != site.pk:
            self.add_error("team", ValidationError(_("This team belongs to another site.")))
        return data


@admin.register(KindAtSite)
class KindAtSiteAdmin(admin.ModelAdmin[KindAtSite]):
    """Which kinds a site offers, and the team that gets them."""

    form = KindAtSiteForm
    list_display = ["site", "kind_label", "is_offered", "team"]
    list_filter = ["site", "is_offered"]
    list_select_related = ["site", "team"]
    autocomplete_fields = ["team"]
    ordering = ["site__name", "kind"]

    @admin.display(description=_("kind"), ordering="kind")
    def kind_label(self, row: KindAtSite) -> str:
        return str(KINDS[row.kind].label) if row.kind in KINDS else row.kind


@admin.register(ProductGroup)
class ProductGroupAdmin(admin.ModelAdmin[ProductGroup]):
    list_display = ["name", "site_or_all"]
    list_filter = ["site"]
    list_select_related = ["site"]
    search_fields = ["name"]

    @admin.display(description=_("site"), ordering="site__name")
    def site_or_all(self, group: ProductGroup) -> str:
        return str(group.site or _("Every site"))


@admin.register(Tag)
class TagAdmin(admin.ModelAdmin[Tag]):
    """The words tickets are marked with. Tickets hold the word itself: once it is there it stays as it is."""

    list_display = ["name", "is_in_use"]
    list_filter = ["is_in_use"]
    search_fields = ["name", "folded_name"]

    def get_readonly_fields(self, request: HttpRequest, obj: Tag | None = None) -> list[str]:
        return ["name"] if obj else []

    def has_delete_permission(self, request: HttpRequest, obj: Tag | None = None) -> bool:
        return False


class HouseRuleAdmin(admin.ModelAdmin[Any]):
    """The newest first; what holds today can be told by its days."""

    list_filter = ["site", "valid_from"]
    list_select_related = ["site"]
    date_hierarchy = "valid_from"
    ordering = ["-valid_from", "site__name"]

    @admin.display(description=_("site"), ordering="site__name")
    def site_or_all(self, rule: Any) -> str:
        return str(rule.site or _("Every site"))


@admin.register(ReturnRule)
class ReturnRuleAdmin(HouseRuleAdmin):
    list_display = [
        "site_or_all",
        "group_or_all",
        "days",
        "receipt_needed",
        "unused_only",
        "faults_too",
        "valid_from",
        "valid_until",
    ]
    list_filter = ["site", "group", "valid_from"]
    list_select_related = ["site", "group"]
    autocomplete_fields = ["group"]

    @admin.display(description=_("product group"), ordering="group__name")
    def group_or_all(self, rule: ReturnRule) -> str:
        return str(rule.group or _("All goods"))


class PriceMatchRuleForm(forms.ModelForm[PriceMatchRule]):
    sources = forms.MultipleChoiceField(
        label=_("Where the lower price counts"),
        choices=PriceSource.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("None ticked: everywhere."),
    )


@admin.register(PriceMatchRule)
class PriceMatchRuleAdmin(HouseRuleAdmin):
    form = PriceMatchRuleForm
    list_display = ["site_or_all", "where", "days", "most_share", "most", "valid_from", "valid_until"]

    @admin.display(description=_("where the lower price counts"))
    def where(self, rule: PriceMatchRule) -> str:
        return ", ".join(str(PriceSource(one).label) for one in rule.sources) or str(_("Everywhere"))

    @admin.display(description=_("at most this amount"), ordering="most_amount")
    def most(self, rule: PriceMatchRule) -> str:
        return "–" if rule.most_amount is None else str(Money(rule.most_amount, rule.currency))


class RoomChangeFeeForm(forms.ModelForm[RoomChangeFee]):
    free_reasons = forms.MultipleChoiceField(
        label=_("Free for these reasons"),
        choices=RoomChangeReason.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


@admin.register(RoomChangeFee)
class RoomChangeFeeAdmin(HouseRuleAdmin):
    form = RoomChangeFeeForm
    list_display = ["site_or_all", "fee_in_money", "free_for", "valid_from", "valid_until"]

    @admin.display(description=_("fee"), ordering="fee")
    def fee_in_money(self, rule: RoomChangeFee) -> str:
        return str(Money(rule.fee, rule.currency))

    @admin.display(description=_("free for these reasons"))
    def free_for(self, rule: RoomChangeFee) -> str:
        return ", ".join(str(RoomChangeReason(one).label) for one in rule.free_reasons) or "–"
