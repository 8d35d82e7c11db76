import pytest
from django.test import Client

from helpdesk.record import writing as record
from helpdesk.staff.models import Site, User

pytestmark = pytest.mark.django_db


def test_an_entry_is_read_with_its_words_until_they_are_erased(
    client: Client, hotel: Site, petra: User
) -> None:
    client.force_login(petra)
    entry = record.write(hotel, "site.praised", by=petra, words={"text": "Tichý pokoj."})
    page = f"/admin/record/entry/{entry.pk}/change/"
    assert "Tichý pokoj." in client.get(page).content.decode()
    record.forget(hotel, by=petra, because="erasure asked for")
    after = client.get(page).content.decode()
    assert "Tichý pokoj." not in after
    assert "(erased)" in after
    assert client.post(page, {"verb": "site.closed"}).status_code == 403
