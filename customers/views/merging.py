from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from customers.domain.errors import NotPossible
from customers.domain.keepers import Counted
from customers.domain.merge import REVERSIBLE_FOR, merge, propose, tally, undo
from customers.domain.search import find
from customers.forms.merge import MergeForm
from customers.models import Customer, Merge
from customers.views.comparison import in_words, label_of
from helpdesk.staff.guards import worker_required
from helpdesk.staff.requests import StaffRequest

OFFERED = 8


@login_required
@worker_required
@require_http_methods(["GET", "POST"])
def merging(request: StaffRequest, pk: int) -> HttpResponse:
    """Find who this customer is as well, look at both side by side, and make them one."""
    one = one_or_404(request, pk)
    number = request.POST.get("other") or request.GET.get("other") or ""
    if not (number.isascii() and number.isdigit()):
        return finder(request, one)
    other = one_or_404(request, int(number))
    if one == other:
        return finder(request, one, mistake=_("This is the same customer."))
    counted = {person: tally(person, seen_by=request.user) for person in (one, other)}
    form = MergeForm(request.POST or None, one=one, other=other, proposed=propose(counted))
    if request.method != "POST":
        return compare(request, form, counted)
    if not form.is_valid():
        return compare(request, form, counted, status=422)
    try:
        merge(kept=form.kept, merged=form.merged, choose=form.choose, by=request.user, now=timezone.now())
    except NotPossible as refusal:
        form.add_error(None, str(refusal))
        return compare(request, form, counted, status=409)
    messages.success(request, _("The two are one customer now. You can undo this for 30 days."))
    return redirect("customers:detail", pk=form.kept.pk)


def compare(
    request: StaffRequest, form: MergeForm, counted: dict[Customer, list[Counted]], *, status: int = 200
) -> HttpResponse:
    one, other = counted
    context = {
        "section": "customers",
        "one": one,
        "other": other,
        "form": form,
        "facts": side_by_side(form, one, other),
        "counted": list(zip(counted[one], counted[other], strict=True)),
        "until": timezone.localdate() + REVERSIBLE_FOR,
    }
    return render(request, "customers/merge.html", context, status=status)


def one_or_404(request: StaffRequest, pk: int) -> Customer:
    people = Customer.objects.visible_to(request.user).standing_for(pk).current().prefetch_related("sites")
    return get_object_or_404(people.with_contact_points().with_notices(on=timezone.localdate()))


def side_by_side(form: MergeForm, one: Customer, other: Customer) -> list[dict[str, Any]]:
    """A row for each fact in which they differ."""
    return [
        {
            "name": name,
            "label": label_of(name),
            "chosen": str(form[name].value()),
            "values": [(person, in_words(name, getattr(person, name))) for person in (one, other)],
        }
        for name in form.facts
    ]


def finder(request: StaffRequest, one: Customer, *, mistake: str = "") -> HttpResponse:
    """Who else is it? Works without JavaScript too: what was typed is then searched for."""
    text = request.GET.get("customer_text", "").strip()
    matches: list[Customer] = []
    if text:
        found = find(text, user=request.user).with_contact_points().with_notices(on=timezone.localdate())
        matches = list(found.exclude(pk=one.pk)[:OFFERED])
    context = {"section": "customers", "one": one, "q": text, "matches": matches, "mistake": mistake}
    return render(request, "customers/merge_finder.html", context, status=409 if mistake else 200)


@login_required
@require_POST
@worker_required
def undoing(request: StaffRequest, pk: int) -> HttpResponse:
    """Take a merge back."""
    visible = Merge.objects.filter(kept__in=Customer.objects.visible_to(request.user))
    done = get_object_or_404(visible.select_related("kept", "merged"), pk=pk)
    try:
        merged = undo(done, by=request.user, now=timezone.now())
    except NotPossible as refusal:
        messages.error(request, str(refusal))
        return redirect("customers:detail", pk=done.kept_id)
    messages.success(request, _("The merge is undone: %(name)s is a customer again.") % {"name": merged})
    return redirect("customers:detail", pk=merged.pk)
