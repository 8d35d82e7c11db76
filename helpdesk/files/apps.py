from django.apps import AppConfig
from django.core.checks import register
from django.utils.translation import gettext_lazy as _


class FilesConfig(AppConfig):
    name = "helpdesk.files"
    label = "files"
    verbose_name = _("Files")

    def ready(self) -> None:
        from helpdesk.files.checks import the_scanner_has_an_address

        register(the_scanner_has_an_address)
