"""Answers for pages that show few: each with what else was said, in words, and what was done about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from surveys.models import Response, Review
from surveys.models.response import ResponseQuerySet
from surveys.views.said import AlsoSaid, because, of_answer


@dataclass(frozen=True)
class Told:
    response: Response
    because: str
    own: str
    meta: str
    review: Review | None

    @property
    def review_url(self) -> str:
        """Where on the ticket stands what was done; empty when it was only noted."""
        if self.review is None or not (self.review.follow_up_id or self.review.message_id):
            return ""
        place, number = "follow-up", self.review.follow_up_id
        if number is None:
            place, number = "message", self.review.message_id
        return f"{self.response.invitation.resolution.ticket.get_absolute_url()}#{place}-{number}"


def told_of(answers: ResponseQuerySet) -> list[Told]:
    """With their reviews and tickets; as many queries however many there are."""
    return list(tell(answers.with_ticket().select_related("review__by")))


def tell(answers: Iterable[Response]) -> Iterable[Told]:
    rows = [
        (one, of_answer(one, questionnaire=one.invitation.questionnaire_id, channel=one.channel))
        for one in answers
    ]
    also = AlsoSaid(row for _answer, row in rows)
    for one, row in rows:
        review = getattr(one, "review", None)
        yield Told(one, because(row), also.own(row), also.beside(row), review)
