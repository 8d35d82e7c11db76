"""Writing what is kept about a person into a zip: as JSON, as a page to read, and the files beside them."""

from __future__ import annotations

import json
import logging
import re
import shutil
import unicodedata
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass, field
from io import TextIOWrapper
from pathlib import PurePath
from tempfile import TemporaryFile
from typing import IO, Any, BinaryIO, TextIO, cast
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import get_template
from django.utils import timezone
from django.utils.translation import gettext as _

from customers.domain.dossier import Attached, Fact, Item, Part
from customers.models import Customer

log = logging.getLogger(__name__)

LONGEST_STEM, LONGEST_SUFFIX = 100, 10


@dataclass
class Written:
    """An item whose smaller things have all been read and whose files have their places in the archive."""

    title: str
    facts: list[Fact]
    parts: list[tuple[Part, list[Written]]]
    files: list[tuple[str, str]] = field(default_factory=list)


def write_archive(customer: Customer, parts: Iterable[Part], *, into: BinaryIO) -> None:
    """``data.json``, ``index.html`` and ``files/``.

    JSON and page grow side by side, as the items of a part can be read only once: the JSON in the archive,
    the page in a file beside it until its turn comes.
    """
    files: dict[str, Attached] = {}
    with ZipFile(into, "w", ZIP_DEFLATED) as archive, TemporaryFile() as beside:
        page = TextIOWrapper(cast(BinaryIO, beside), "utf-8")
        with begun(archive, "data.json") as entry:
            data = TextIOWrapper(cast(BinaryIO, entry), "utf-8")
            write_both(customer, parts, data=data, page=page, files=files)
            data.flush()
        page.seek(0)
        with begun(archive, "index.html") as entry:
            shutil.copyfileobj(beside, entry)
        for path, attached in files.items():
            add_file(attached, archive, path)


def begun(archive: ZipFile, path: str) -> IO[bytes]:
    """A file of the archive, to be written and closed; of today, and for everybody who unpacks it."""
    info = ZipInfo(path, date_time=timezone.localtime().timetuple()[:6])
    info.compress_type, info.external_attr = ZIP_DEFLATED, 0o644 << 16
    return archive.open(info, "w", force_zip64=True)


def add_file(attached: Attached, archive: ZipFile, path: str) -> None:
    """Piece by piece. One the storage has lost is named as missing: the rest is still theirs."""
    try:
        content = attached.open()
    except FileNotFoundError:
        log.exception("A file could not be exported: %s", path)
        archive.writestr(f"{path}.missing.txt", _("This file could not be read."))
        return
    with closing(content), begun(archive, path) as entry:
        shutil.copyfileobj(content, entry)


def write_both(
    customer: Customer, parts: Iterable[Part], *, data: TextIO, page: TextIO, files: dict[str, Attached]
) -> None:
    made_at = timezone.now()
    page.write(template("beginning").render({"customer": customer, "made_at": made_at}))
    data.write(f'{{"made_at": {dumped(made_at)}')
    for part in parts:
        data.write(f",\n{dumped(part.key)}: [")
        page.write(template("heading").render({"part": part}))
        between = "\n"
        for item in part.items:
            written = write_down(item, files)
            data.write(between + dumped(as_data(written)))
            page.write(template("item").render({"item": written, "level": 3}))
            between = ",\n"
        data.write("]")
        page.write(template("ending").render({"nothing": between == "\n"}))
    data.write("}\n")
    page.write(template("end").render())


def template(name: str) -> Any:
    return get_template(f"customers/privacy/archive/{name}.html")


def write_down(item: Item, files: dict[str, Attached]) -> Written:
    parts = [(part, [write_down(one, files) for one in part.items]) for part in item.parts]
    written = Written(item.title, item.facts, [(part, items) for part, items in parts if items])
    for attached in item.files:
        path = f"files/{len(files) + 1:04}-{safe(attached.name)}"
        files[path] = attached
        written.files.append((attached.name, path))
    return written


def safe(name: str) -> str:
    """A name any system can unpack, with the ending it had. Whatever would leave the folder is gone."""
    last = name.replace("\\", "/").rpartition("/")[2]
    ascii_only = unicodedata.normalize("NFKD", last).encode("ascii", "ignore").decode()
    path = PurePath(re.sub(r"[^A-Za-z0-9.-]+", "_", ascii_only).strip("._-") or "file")
    return f"{path.stem[:LONGEST_STEM]}{path.suffix[:LONGEST_SUFFIX]}"


def as_data(written: Written) -> dict[str, Any]:
    data: dict[str, Any] = {fact.key: fact.value for fact in written.facts}
    data |= {part.key: [as_data(one) for one in items] for part, items in written.parts}
    return data | ({"files": [path for _, path in written.files]} if written.files else {})


def dumped(value: Any) -> str:
    return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False)
