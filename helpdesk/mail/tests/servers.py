"""A real SMTP server inside the test run, which behaves as badly as it is told to."""

import asyncio
from collections import deque
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


def hang_up(server: SMTP) -> None:
    assert server.transport is not None
    server.transport.close()


class Behaviour:
    """What it took, and what it answers to the next letters.

    ``answers`` are given to the closing dots in turn, then "250". ``"hang up"`` takes nothing and closes the
    connection instead of answering; ``"silence"`` takes nothing and never answers.
    """

    def __init__(self) -> None:
        self.taken: list[Envelope] = []
        self.answers: deque[str] = deque()
        self.hangs_up_before_the_dot = False
        self.recipient_answer = "250 OK"
        self.goodbye = "221 Bye"
        self.over = asyncio.Event()

    @property
    def letters(self) -> list[EmailMessage]:
        return [message_from_bytes(bytes(e.content or b""), policy=policy.default) for e in self.taken]  # type: ignore[arg-type]  # bytes, as decode_data is off

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, to: str, options: Any
    ) -> str:
        envelope.rcpt_tos.append(to)
        return self.recipient_answer

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        answer = self.answers.popleft() if self.answers else "250 Taken"
        if answer == "hang up":
            hang_up(server)
        elif answer == "silence":
            await self.over.wait()
        elif answer.startswith("250"):
            self.taken.append(envelope)
        return answer

    async def handle_QUIT(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        return self.goodbye


class Impatient(SMTP):
    """May hang up as soon as it has said that the letter can come."""

    async def smtp_DATA(self, arg: str) -> None:
        if self.event_handler.hangs_up_before_the_dot:
            await self.push("354 Go on")
            hang_up(self)
            return
        await super().smtp_DATA(arg)


class MailServer(Controller):
    def factory(self) -> SMTP:
        return Impatient(self.handler, **self.SMTP_kwargs)
