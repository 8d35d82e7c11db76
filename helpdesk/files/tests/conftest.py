"""Every test here keeps its files in memory, where nothing has a path."""

import pytest
from django.utils import timezone
from pytest_django import Settings

from helpdesk.files.intake import take_in
from helpdesk.files.models import File
from helpdesk.files.tests.made import handed, picture
from helpdesk.staff.models import User


@pytest.fixture(autouse=True)
def in_memory(settings: Settings) -> None:
    memory = {"BACKEND": "django.core.files.storage.InMemoryStorage"}
    settings.STORAGES = {**settings.STORAGES, "default": memory}


@pytest.fixture
def photo(alena: User) -> File:
    """A picture Alena has handed over and not attached yet."""
    return take_in(handed(picture(size=(640, 480)), "Pokoj 214.jpg"), owner=alena, now=timezone.now())
