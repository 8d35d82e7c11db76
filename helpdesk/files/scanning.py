"""Asking a clamd for viruses, when ``CLAMD_URL`` names one."""

from typing import BinaryIO
from urllib.parse import urlsplit

from clamav_client.clamd import ClamdError, ClamdNetworkSocket, ClamdUnixSocket
from django.conf import settings

from helpdesk.files.enums import Scan

PORT = 3310
# Seconds it may be silent. It reads new signatures for half a minute now and then.
PATIENCE = 60


class Infected(Exception):
    """``str()`` is the name of the virus."""


class ScannerSilent(Exception):
    """A scanner is set up and did not give a verdict; ``str()`` says what happened."""


def look_for_viruses(content: BinaryIO) -> Scan:
    """The scanner's verdict. Raises ``Infected`` and ``ScannerSilent``."""
    if not settings.CLAMD_URL:
        return Scan.NOT_SCANNED
    content.seek(0)
    try:
        verdicts = scanner_at(settings.CLAMD_URL).instream(content)
    except (ClamdError, OSError, UnicodeDecodeError) as error:
        raise ScannerSilent(str(error)) from error
    status, virus = verdicts.get("stream", ("no answer", None))
    if status == "FOUND":
        raise Infected(virus or "unnamed")
    if status != "OK":
        raise ScannerSilent(f"{status} {virus or ''}".strip())
    return Scan.CLEAN


def scanner_at(url: str) -> ClamdNetworkSocket:
    """For ``tcp://host:3310`` or ``unix:///run/clamav/clamd.ctl``. Raises ``ValueError`` for any other."""
    parts = urlsplit(url)
    if parts.scheme == "tcp" and parts.hostname:
        return ClamdNetworkSocket(host=parts.hostname, port=parts.port or PORT, timeout=PATIENCE)
    if parts.scheme == "unix" and parts.path and not parts.netloc:
        return ClamdUnixSocket(path=parts.path, timeout=PATIENCE)
    raise ValueError(f"{url} is neither tcp://host:port nor unix:///path.")
