"""The fixed words of the staff app."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """What a person may do; where they may do it is decided by their teams."""

    ASSOCIATE = "associate", _("Associate")
    SUPERVISOR = "supervisor", _("Supervisor")
    ADMINISTRATOR = "administrator", _("Administrator")
    AUDITOR = "auditor", _("Auditor")


class SiteType(TextChoices):
    SHOP = "shop", _("Shop")
    HOTEL = "hotel", _("Hotel")
    RESTAURANT = "restaurant", _("Restaurant")
    CALL_CENTRE = "call_centre", _("Call centre")


class Routing(TextChoices):
    """To whom in a team a ticket goes that nobody has been given."""

    NOBODY = "nobody", _("nobody: people take them")
    ROUND_ROBIN = "round_robin", _("everybody in turn")
    LEAST_LOADED = "least_loaded", _("whoever has the fewest open tickets")
