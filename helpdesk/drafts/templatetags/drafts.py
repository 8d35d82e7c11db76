"""What a form needs to be kept while somebody types into it."""

from datetime import datetime
from typing import Any

from django import template
from django.contrib.auth.base_user import AbstractBaseUser
from django.template import Context
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString

from helpdesk.drafts.restoring import uuid_or_none
from helpdesk.drafts.tokens import LABEL_FIELDS, token_for

register = template.Library()


@register.simple_tag(takes_context=True)
def draft_token(context: Context, key: Any, about: str, label: str = LABEL_FIELDS) -> str | SafeString:
    """The hidden input that makes the form around it keep a draft: ``{% draft_token form_key "ticket" %}``.

    ``label`` are the names of the fields whose words a list of drafts shows, the first that has any.
    Nothing for somebody who is not signed in, or when ``key`` is no UUID: such a form is not kept.
    """
    user, uuid = context.get("user"), uuid_or_none(key)
    if uuid is None or not isinstance(user, AbstractBaseUser):
        return ""
    return format_html(
        '<input type="hidden" name="draft_token" value="{}" data-draft="{}" autocomplete="off">',
        token_for(uuid, user, about, label=label),
        reverse("drafts:draft", args=[uuid]),
    )


@register.inclusion_tag("drafts/_status.html", takes_context=True)
def draft_status(context: Context, key: Any, page: str = "") -> dict[str, Any]:
    """The line that says when the draft was kept. ``page`` shows the form; without it, the present one."""
    page = page or context["request"].path
    back = urlencode({"next": f"{page}?{urlencode({'draft': str(key)})}"})
    return {"sign_in": f"{reverse('account_login')}?{back}"}


@register.filter
def when_kept(moment: datetime) -> str:
    """The time of day, with the date before it unless that is today."""
    local = timezone.localtime(moment)
    clock = date_format(local, "TIME_FORMAT")
    today = local.date() == timezone.localdate()
    return clock if today else f"{date_format(local, 'SHORT_DATE_FORMAT')} {clock}"
