from django import template

from customers.domain.legal_hold import hold_of
from customers.models import Customer, LegalHold

register = template.Library()


@register.simple_tag
def legal_hold_of(customer: Customer) -> LegalHold | None:
    """``{% legal_hold_of customer as hold %}``: the one in force, those on merged customers included."""
    return hold_of(customer)
