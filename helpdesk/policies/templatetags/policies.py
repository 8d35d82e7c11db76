from collections.abc import Iterable
from datetime import date

from django import template
from django.utils.safestring import SafeString
from django_stubs_ext import StrOrPromise

from helpdesk.policies.enums import VersionState
from helpdesk.policies.models import PolicyVersion
from helpdesk.policies.rendering import render
from helpdesk.policies.subjects import label_of

register = template.Library()


@register.filter
def markdown(text: str) -> SafeString:
    """``{{ version.body|markdown }}``: as trusted HTML, see ``helpdesk.policies.rendering``."""
    return render(text)


@register.filter
def state(version: PolicyVersion, day: date) -> VersionState:
    """``{{ version|state:today }}``: in force, coming, ended …"""
    return version.state_on(day)


@register.filter
def kind_labels(keys: Iterable[str]) -> list[StrOrPromise]:
    """``{{ policy.kinds|kind_labels|join:", " }}``: what people call the kinds."""
    return [label_of(key) for key in keys]
