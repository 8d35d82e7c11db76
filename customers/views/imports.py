"""Bringing in customers from a file: upload, look, start, watch."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from customers.domain.errors import NotPossible
from customers.domain.imports import problems, upload
from customers.domain.imports.finish import news_of
from customers.forms.imports import ColumnsForm, MannerForm, UploadForm
from customers.models import CustomerImport
from customers.models.customer_import import CustomerImportQuerySet
from customers.views.preview import Preview
from helpdesk.downloads import CSV, download
from helpdesk.paging import page_of
from helpdesk.staff.guards import supervisor_required
from helpdesk.staff.requests import StaffRequest

# Of the rows that were left out, so many stand on the page; the file has them all.
PROBLEMS_SHOWN = 20


@login_required
@supervisor_required
@require_http_methods(["GET", "POST"])
def imports(request: StaffRequest) -> HttpResponse:
    """The imports at one's sites, newest first, and the way to a new one."""
    form = UploadForm(request.POST or None, request.FILES or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        file = cast("UploadedFile[bytes]", form.cleaned_data["file"])
        try:
            one = upload.receive(file, site=form.cleaned_data["site"], by=request.user, now=timezone.now())
        except NotPossible as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect("customers:import", pk=one.pk)
    page = page_of(visible(request), request.GET, keys=("-created_at", "-id"))
    context = {"form": form, "page": page, "section": "customers"}
    status = 422 if request.method == "POST" else 200
    return render(request, "customers/imports/list.html", context, status=status)


def visible(request: StaffRequest) -> CustomerImportQuerySet:
    return CustomerImport.objects.visible_to(request.user).select_related("site", "by", "cancellation__by")


def import_or_404(request: StaffRequest, pk: int) -> CustomerImport:
    return get_object_or_404(visible(request), pk=pk)


@login_required
@supervisor_required
@require_GET
def customer_import(request: StaffRequest, pk: int) -> HttpResponse:
    """Before it is started: its first rows. Then: how far it is, asked for again by htmx while it runs."""
    one = import_or_404(request, pk)
    if one.is_uploaded:
        return preview_page(request, one)
    found = one.problems.all()[:PROBLEMS_SHOWN]
    context = {
        "import": one,
        "problems": [(problem, problems.sentences(problem)) for problem in found],
        "section": "customers",
    }
    if request.htmx and not one.is_running:
        messages.info(request, news_of(one))
    template = "customers/imports/progress.html#panel" if request.htmx else "customers/imports/progress.html"
    return render(request, template, context)


def preview_page(
    request: StaffRequest,
    one: CustomerImport,
    *,
    manner: MannerForm | None = None,
    columns: ColumnsForm | None = None,
    status: int = 200,
) -> HttpResponse:
    try:
        seen = upload.look_at(one)
    except OSError:
        context = {"import": one, "section": "customers"}
        return render(request, "customers/imports/gone.html", context, status=409)
    columns = columns or ColumnsForm(columns=one.columns)
    columns.name_columns(seen.headings)
    context = {
        "import": one,
        "manner": manner or MannerForm(instance=one),
        "columns": columns,
        "preview": Preview(seen, columns=columns.columns, country=one.site.country),
        "section": "customers",
    }
    return render(request, "customers/imports/preview.html", context, status=status)


@login_required
@supervisor_required
@require_POST
def reading(request: StaffRequest, pk: int) -> HttpResponse:
    """Read the file in another way."""
    one = import_or_404(request, pk)
    form = MannerForm(request.POST)
    if not form.is_valid():
        return preview_page(request, one, manner=form, status=422)
    try:
        upload.read_anew(one, form.manner)
    except NotPossible as refusal:
        return refused(request, one, refusal, form=form)
    return redirect("customers:import", pk=pk)


@login_required
@supervisor_required
@require_POST
def start(request: StaffRequest, pk: int) -> HttpResponse:
    """The columns are said; a worker may begin."""
    one = import_or_404(request, pk)
    form = ColumnsForm(request.POST, columns=one.columns)
    if one.is_uploaded and not form.is_valid():
        return preview_page(request, one, columns=form, status=422)
    try:
        upload.start(one, columns=form.columns, by=request.user, now=timezone.now())
    except NotPossible as refusal:
        return refused(request, one, refusal)
    return redirect("customers:import", pk=pk)


@login_required
@supervisor_required
@require_POST
def cancellation(request: StaffRequest, pk: int) -> HttpResponse:
    """Stop a running import; throw away one that was not started."""
    one = import_or_404(request, pk)
    try:
        if one.is_uploaded:
            upload.throw_away(one, now=timezone.now())
            return redirect("customers:imports")
        upload.cancel(one, by=request.user, now=timezone.now())
    except NotPossible as refusal:
        return refused(request, one, refusal)
    return redirect("customers:import", pk=pk)


def refused(
    request: StaffRequest, one: CustomerImport, refusal: NotPossible, *, form: MannerForm | None = None
) -> HttpResponse:
    """Said where the person is: in the form that was not started yet, else beside the progress."""
    if form is not None and one.is_uploaded:
        form.add_error(None, str(refusal))
        return preview_page(request, one, manner=form, status=409)
    messages.error(request, str(refusal))
    return redirect("customers:import", pk=one.pk)


@login_required
@supervisor_required
@require_GET
def import_problems(request: StaffRequest, pk: int) -> StreamingHttpResponse:
    """The rows that were left out, as a file."""
    one = import_or_404(request, pk)
    rows = problems.as_csv(one, language=request.user.language)
    return download(StreamingHttpResponse(rows, content_type=CSV), name=f"import-{one.pk}.csv")
