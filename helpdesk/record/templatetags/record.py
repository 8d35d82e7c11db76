from django import template

from helpdesk.record.models import Entry
from helpdesk.record.sentences import say

register = template.Library()


@register.filter
def sentence(entry: Entry) -> str:
    """``{{ entry|sentence }}``: "is open now"."""
    return say(entry)
