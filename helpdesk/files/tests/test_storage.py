"""Any of Django's storages will do."""

import json
import os
import subprocess
import sys
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings as project
from django.core.files import File as Content
from django.core.files.storage import Storage, default_storage, storages
from django.utils import timezone
from pytest_django import Settings

from helpdesk.files import blobs
from helpdesk.files.intake import take_in
from helpdesk.files.models import File
from helpdesk.files.removal import delete_blobs
from helpdesk.files.respond import download, thumbnail
from helpdesk.files.sweeping import sweep
from helpdesk.files.tests import made
from helpdesk.files.tests.made import handed
from helpdesk.staff.models import User


class Elsewhere(Storage):
    """Like S3: a heap of names without paths or folders. It gives the names it likes."""

    def __init__(self) -> None:
        self.heap: dict[str, bytes] = {}

    def _save(self, name: str, content: Content[bytes]) -> str:
        self.heap[f"{name}-v1"] = content.read()
        return f"{name}-v1"

    def _open(self, name: str, mode: str = "rb") -> Content[bytes]:
        return Content(BytesIO(self.heap[name]), name=name)

    def delete(self, name: str) -> None:
        self.heap.pop(name, None)

    def exists(self, name: str) -> bool:
        return name in self.heap

    def listdir(self, path: str) -> tuple[list[str], list[str]]:
        return [], [name.removeprefix(f"{path}/") for name in self.heap if name.startswith(f"{path}/")]


@pytest.mark.django_db
def test_a_storage_without_paths(alena: User, settings: Settings) -> None:
    settings.STORAGES = {**settings.STORAGES, "default": {"BACKEND": f"{__name__}.Elsewhere"}}
    photo = take_in(handed(made.picture()), owner=alena, now=timezone.now())
    assert isinstance(storages["default"], Elsewhere)
    assert all(name.endswith("-v1") for name in photo.blobs)
    assert b"".join(download(photo)) == blobs.opened(photo.storage_name).read()
    assert download(photo)["Content-Length"] == str(photo.size)
    assert b"".join(thumbnail(photo)).startswith(b"RIFF")
    sweep(now=timezone.now() + timedelta(days=3))
    assert default_storage.exists(photo.storage_name)
    assert delete_blobs(photo.blobs) == 2
    assert not default_storage.exists(photo.storage_name)


@pytest.mark.django_db
def test_on_a_disk_files_are_for_nobody_else(alena: User, settings: Settings, tmp_path: Path) -> None:
    settings.STORAGES = {**settings.STORAGES, "default": project.FILE_STORAGE}
    settings.MEDIA_ROOT = tmp_path
    photo = take_in(handed(made.picture()), owner=alena, now=timezone.now())
    paths = [tmp_path / name for name in photo.blobs]
    assert [path.stat().st_mode & 0o777 for path in paths] == [0o600, 0o600]
    assert paths[0].parent.stat().st_mode & 0o777 == 0o700
    assert File.objects.get().size == paths[0].stat().st_size


def test_the_storage_is_a_setting() -> None:
    """The settings are read anew: another storage by its name, with its own options."""
    options = {"bucket_name": "desk", "querystring_auth": True}
    environ = os.environ | {
        "FILE_STORAGE_BACKEND": "storages.backends.s3.S3Storage",
        "FILE_STORAGE_OPTIONS": json.dumps(options),
    }
    script = "import json; from helpdesk import settings; print(json.dumps(settings.STORAGES['default']))"
    said = subprocess.run(
        [sys.executable, "-c", script], env=environ, capture_output=True, text=True, check=True
    )
    assert json.loads(said.stdout) == {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options}
