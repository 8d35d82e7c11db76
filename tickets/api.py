"""Tickets for other programs: read what the signed-in person may see."""

import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import QuerySet
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import generics, serializers

from helpdesk.api import MISTAKEN, NOT_SIGNED_IN, NOT_VISIBLE, NewestFirst, person_of
from tickets.domain.queue import narrowed
from tickets.enums import Status
from tickets.kinds import KINDS, kind_of
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


class TicketList(generics.ListAPIView[Ticket]):
    """Tickets, newest first."""

    serializer_class = TicketSerializer
    pagination_class = NewestFirst

    @extend_schema(
        parameters=[
            OpenApiParameter("q", OpenApiTypes.STR, description="number, subject or customer"),
            OpenApiParameter("kind", OpenApiTypes.STR, enum=list(KINDS)),
            OpenApiParameter("status", OpenApiTypes.STR, enum=Status.values),
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
        query = self.request.GET
        for name, allowed in (("kind", KINDS), ("status", Status.values)):
            if query.get(name) and query[name] not in allowed:
                raise serializers.ValidationError({name: f"One of: {', '.join(allowed)}."})
        tickets = Ticket.objects.visible_to(person_of(self.request))
        return narrowed(
            tickets,
            kind=query.get("kind", ""),
            status=query.get("status", ""),
            q=query.get("q", "").strip()[:200],
        )


@extend_schema(responses={200: WholeTicketSerializer, 403: NOT_SIGNED_IN, 404: NOT_VISIBLE})
class TicketDetail(generics.RetrieveAPIView[Ticket]):
    serializer_class = WholeTicketSerializer

    def get_queryset(self) -> QuerySet[Ticket]:
        if getattr(self, "swagger_fake_view", False):
            return Ticket.objects.none()
        return Ticket.objects.visible_to(person_of(self.request)).prefetch_related("messages")
