"""Tickets for other programs: read what the signed-in person may see."""

import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import generics, serializers

from helpdesk.api import MISTAKEN, NOT_SIGNED_IN, NOT_VISIBLE, NewestFirst, person_of
from tickets.domain.queue import narrowed
from tickets.domain.queue.asked import LONGEST_SEARCH, values_of
from tickets.domain.queue.filters import FILTERS, Filter, Values
from tickets.kinds import kind_of
from tickets.models import Message, Ticket


class TicketSerializer(serializers.ModelSerializer[Ticket]):
    number = serializers.IntegerField(source="pk", read_only=True)

    class Meta:
        model = Ticket
        fields = [
            "number",
            "kind",
            "channel",
            "status",
            "priority",
            "site",
            "team",
            "assignee",
            "customer",
            "subject",
            "what_happened",
            "wanted",
            "created_at",
            "updated_at",
            "due_at",
            "outcome",
            "tags",
        ]


class MessageSerializer(serializers.ModelSerializer[Message]):
    class Meta:
        model = Message
        fields = ["id", "type", "direction", "author", "at", "body", "minutes"]


class WholeTicketSerializer(TicketSerializer):
    """With the kind's own facts and everything that was said."""

    details = serializers.SerializerMethodField()
    messages = MessageSerializer(many=True, read_only=True)

    class Meta(TicketSerializer.Meta):
        fields = [*TicketSerializer.Meta.fields, "details", "messages"]

    @extend_schema_field({"type": "object", "additionalProperties": True})
    def get_details(self, ticket: Ticket) -> dict[str, Any]:
        """With the rows that belong to them. Amounts are decimal strings; ``currency`` names theirs."""
        values = kind_of(ticket.kind).details_of(ticket).values()
        # Left to itself the framework would make floats of amounts.
        told: dict[str, Any] = json.loads(json.dumps(values, cls=DjangoJSONEncoder))
        return told


def parameter(one: Filter) -> OpenApiParameter:
    return OpenApiParameter(
        one.key,
        OpenApiTypes.STR,
        many=not one.is_day,
        enum=list(one.choices) if one.choices is not None else None,
        description=HINTS.get(one.key, "a date, today, -7d or +3d" if one.is_day else ""),
    )


HINTS = {
    "assignee": "numbers, me, nobody",
    "logged_by": "numbers, me",
    "tag": "any of these",
    "is": "all of these",
    "clock": "of unfinished tickets: one of these runs and does not stand still",
}


def filters_of(query: QueryDict) -> dict[str, Values]:
    """The filters of the queue, but nothing is left out: what means nothing is refused, with 400."""
    found = {}
    for key, one in FILTERS.items():
        texts = [text for text in values_of(query, key) if text]
        if any(not one.cleaned([text]) for text in texts):
            allowed = f"One of: {', '.join(one.choices)}." if one.choices is not None else "Not understood."
            raise serializers.ValidationError({key: allowed})
        if texts:
            found[key] = one.cleaned(texts)
    return found


class TicketList(generics.ListAPIView[Ticket]):
    """Tickets, newest first, by the filters of the queue. The same parameter again is an alternative."""

    serializer_class = TicketSerializer
    pagination_class = NewestFirst

    @extend_schema(
        parameters=[
            OpenApiParameter("q", OpenApiTypes.STR, description="number, subject or customer"),
            *(parameter(one) for one in FILTERS.values()),
        ],
        responses={
            200: TicketSerializer(many=True),
            400: MISTAKEN,
            403: NOT_SIGNED_IN,
            404: NOT_VISIBLE,
        },
    )
    def get(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        return super().get(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[Ticket]:
        if getattr(self, "swagger_fake_view", False):
            return Ticket.objects.none()
        person, query = person_of(self.request), self.request.GET
        return narrowed(
            Ticket.objects.visible_to(person),
            filters=filters_of(query),
            q=query.get("q", "").replace("\x00", "").strip()[:LONGEST_SEARCH],
            user=person,
            now=timezone.now(),
        )


@extend_schema(responses={200: WholeTicketSerializer, 403: NOT_SIGNED_IN, 404: NOT_VISIBLE})
class TicketDetail(generics.RetrieveAPIView[Ticket]):
    serializer_class = WholeTicketSerializer

    def get_queryset(self) -> QuerySet[Ticket]:
        if getattr(self, "swagger_fake_view", False):
            return Ticket.objects.none()
        return Ticket.objects.visible_to(person_of(self.request)).prefetch_related("messages")
