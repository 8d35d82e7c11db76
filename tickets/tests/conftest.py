"""Files somebody at the hotel's desk has handed over, and policies of the house."""

import pytest
from django.utils import timezone

from helpdesk.files.intake import take_in
from helpdesk.files.models import File
from helpdesk.files.tests.made import PDF, handed, picture
from helpdesk.policies.tests.conftest import draft, published
from helpdesk.staff.models import User

__all__ = ["draft", "hand_over", "published"]


def hand_over(by: User, name: str = "bill.pdf", *, content: bytes = PDF) -> File:
    """As the page's script sends it ahead: nobody has attached it yet."""
    return take_in(handed(content, name), owner=by, now=timezone.now())


@pytest.fixture
def bill(alena: User) -> File:
    return hand_over(alena)


@pytest.fixture
def photo(alena: User) -> File:
    return hand_over(alena, "Pokoj 214.jpg", content=picture(size=(640, 480)))
