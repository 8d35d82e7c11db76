"""What a canned reply looks like with plausible values in it."""

from collections.abc import Mapping

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from helpdesk.policies.domain.variables import faults, fill
from helpdesk.policies.enums import Variable
from helpdesk.staff.models import User


def filled_with_samples(texts: Mapping[str, str], *, by: User) -> list[tuple[str, str, str]]:
    """Language, its name and the filled text, for every text that can be filled; signed by ``by``."""
    names = dict(settings.LANGUAGES)
    return [
        (language, str(names[language]), fill(body, samples(language, by=by)))
        for language, body in texts.items()
        if body.strip() and not any(faults(body))
    ]


def samples(language: str, *, by: User) -> dict[str, str]:
    site = by.sites[0].name if by.sites else "Hotel Vltava"
    with translation.override(language):
        customer = _("Ms Brown")
    return {
        Variable.CUSTOMER: customer,
        Variable.TICKET: "1042",
        Variable.SITE: site,
        Variable.SIGNATURE: f"{by.name}\n{site}",
    }
