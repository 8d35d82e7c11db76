"""Coming back to what one has not sent yet."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from helpdesk.drafts.keeping import Person, draft_or_none, drafts_of
from helpdesk.drafts.models import Draft

OFFERED = 3


def restore(request: HttpRequest, *, about: str) -> Draft | None:
    """The draft that ``?draft=<key>`` asks for, of whoever is signed in and about this form; else None.

    Where it is not there any more the page says so.
    """
    asked = request.GET.get("draft", "")
    if request.method != "GET" or not asked:
        return None
    key = uuid_or_none(asked)
    draft = draft_or_none(key, request.user) if key else None
    if draft is None or draft.about != about:
        messages.info(request, _("That draft is not here any more: it was sent or discarded."))
        return None
    return draft


def uuid_or_none(text: object) -> UUID | None:
    try:
        return UUID(str(text))
    except ValueError:
        return None


def fill(form: forms.BaseForm, *, typed: QueryDict) -> None:
    """Show what was typed in a form nobody has sent: as it was typed, and without complaints about it.

    To be called before anything draws the form. Fields that were not in the page keep their initial
    value.
    """
    for name, field in form.fields.items():
        posted_as = form.add_prefix(name)
        if not field.widget.value_omitted_from_data(typed, {}, posted_as):
            form.initial[name] = field.widget.value_from_datadict(typed, {}, posted_as)


def newest(user: Person, about: str) -> list[Draft]:
    """The newest few a page offers to continue."""
    return list(drafts_of(user, about)[:OFFERED])
