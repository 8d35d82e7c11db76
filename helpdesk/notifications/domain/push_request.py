"""One request to a push service.

Imported when it is needed: its packages are large, and most processes never push.
"""

import socket
from typing import Any

from py_vapid import Vapid02
from pywebpush import WebPushException, webpush
from requests import RequestException, Response, Session
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPSConnection
from urllib3.connectionpool import HTTPSConnectionPool
from urllib3.exceptions import NewConnectionError
from urllib3.util.connection import create_connection

from helpdesk.notifications.domain.outside import HTTPS_PORT, addresses_of

TIMEOUT = 5.0


class OutsideConnection(HTTPSConnection):
    """Looks the name up once, checks what it finds and connects to just that.

    The certificate has to be the name's.
    """

    def _new_conn(self) -> socket.socket:
        try:
            address = (addresses_of(self.host)[0], self.port or HTTPS_PORT)
            return create_connection(address, self.timeout, socket_options=self.socket_options)
        except OSError as error:
            raise NewConnectionError(self, str(error)) from error


class OutsidePool(HTTPSConnectionPool):
    ConnectionCls = OutsideConnection


class OutsideAdapter(HTTPAdapter):
    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = {"https": OutsidePool}


class OutsideSession(Session):
    """Follows nobody elsewhere, and listens to no more of an answer than its head."""

    def get_redirect_target(self, resp: Response) -> None:
        return None

    def post(self, url: str | bytes, *args: Any, **kwargs: Any) -> Response:
        answer = super().post(url, *args, **kwargs, stream=True)
        answer._content = b""
        answer.close()
        return answer


def outside_only() -> Session:
    """A session for https only, without proxies and passwords from the environment."""
    session = OutsideSession()
    session.trust_env = False
    session.adapters.clear()
    session.mount("https://", OutsideAdapter(max_retries=0))
    return session


def post(
    message: str, *, endpoint: str, p256dh: str, auth: str, key: Vapid02, contact: str, kept: int
) -> int | str:
    """Encrypt the message for the browser and hand it over. Returns the status, or why there is none.

    ``kept`` is how many seconds the service may keep it. Raises ``ValueError`` for keys that are none.
    """
    try:
        with outside_only() as session:
            answer = webpush(
                {"endpoint": endpoint, "keys": {"p256dh": p256dh, "auth": auth}},
                message,
                vapid_private_key=key,
                vapid_claims={"sub": contact},
                ttl=kept,
                timeout=TIMEOUT,
                requests_session=session,
            )
    except WebPushException as refusal:
        return refusal.status_code or str(refusal)
    except RequestException as error:
        return str(error)
    return answer.status_code if isinstance(answer, Response) else str(answer)
