"""Any file at all: it is read, or refused in a sentence; nothing fails."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from customers.enums import Delimiter, Encoding, ImportStatus
from customers.models import CustomerImport
from customers.tests.import_files import run
from helpdesk.staff.models import Site, User
from tests.pages import signed_in

pytestmark = pytest.mark.django_db

URL = "/customers/imports/"


@pytest.fixture
def desk(petra: User, hotel: Site, shop: Site) -> Client:
    """Petra's browser; she sees both sites and reads English."""
    return signed_in(petra)


def sent(desk: Client, content: bytes, site: Site, name: str = "guests.csv") -> Any:
    return desk.post(URL, {"file": SimpleUploadedFile(name, content), "site": site.pk})


FUZZ = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
PIECES = st.sampled_from(
    [
        b"Name",
        b"E-mail",
        b"\xef\xbb\xbf",
        b"\xff\xfe",
        b"\r\n",
        b"\n",
        b"\r",
        b",",
        b";",
        b"\t",
        b'"',
        b"\0",
        b"'",
        b"Eva Mal\xc3\xa1",
        b"eva@post.example",
        b"777 123 456",
        b"=1+1",
        b"CD-1",
        b"CD-999999999999999999",
        b"\xe1",
    ]
)


@FUZZ
@given(
    content=st.one_of(
        st.binary(min_size=1, max_size=300), st.lists(PIECES, min_size=1, max_size=60).map(b"".join)
    ),
    encoding=st.sampled_from(list(Encoding)),
    delimiter=st.sampled_from(list(Delimiter)),
    fields=st.lists(
        st.sampled_from(["", "name", "email", "phone", "number", "reference", "loyalty_number"]), max_size=60
    ),
)
def test_any_file_can_be_uploaded_read_and_imported(
    content: bytes,
    encoding: Encoding,
    delimiter: Delimiter,
    fields: list[str],
    desk: Client,
    hotel: Site,
) -> None:
    answer = sent(desk, content, hotel)
    assert answer.status_code in (302, 422)
    if answer.status_code == 422:
        return
    url = answer["Location"]
    assert desk.get(url).status_code == 200
    typed = {"encoding": encoding.value, "delimiter": delimiter.value, "has_header": "on"}
    assert desk.post(f"{url}reading/", typed).status_code in (302, 409)
    one = CustomerImport.objects.get(pk=url.split("/")[3])
    columns = [*fields, *[""] * len(one.columns)][: len(one.columns)]
    columns = ["name"] + ["" if field == "name" else field for field in columns[1:]]
    chosen = {f"column-{number}": field for number, field in enumerate(columns)}
    assert desk.post(f"{url}start/", chosen).status_code in (302, 422)
    one.refresh_from_db()
    if one.is_running:
        assert run(one).status == ImportStatus.DONE
        assert one.position == one.size
        assert b"".join(desk.get(f"{url}problems/").streaming_content)  # type: ignore[attr-defined]
        assert desk.get(url).status_code == 200
