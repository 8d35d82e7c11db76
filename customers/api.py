"""Customers for tills and booking systems: read what the signed-in person may see."""

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import generics, serializers

from customers.domain.search import find
from customers.models import ContactPoint, Customer
from helpdesk.api import NOT_SIGNED_IN, NOT_VISIBLE, NewestFirst, person_of


class ContactPointSerializer(serializers.ModelSerializer[ContactPoint]):
    class Meta:
        model = ContactPoint
        fields = ["type", "value", "is_preferred"]


class CustomerSerializer(serializers.ModelSerializer[Customer]):
    contact_points = ContactPointSerializer(many=True, read_only=True)

    class Meta:
        model = Customer
        fields = ["id", "name", "language", "preferred_channel", "created_at", "contact_points"]


class CustomerList(generics.ListAPIView[Customer]):
    """Customers, newest first; ``q`` finds by name, e-mail or phone as the search box does."""

    serializer_class = CustomerSerializer
    pagination_class = NewestFirst

    @extend_schema(
        parameters=[OpenApiParameter("q", OpenApiTypes.STR)],
        responses={200: CustomerSerializer(many=True), 403: NOT_SIGNED_IN, 404: NOT_VISIBLE},
    )
    def get(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        return super().get(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[Customer]:
        if getattr(self, "swagger_fake_view", False):
            return Customer.objects.none()
        return find(self.request.GET.get("q", ""), user=person_of(self.request)).with_contact_points()


@extend_schema(responses={200: CustomerSerializer, 403: NOT_SIGNED_IN, 404: NOT_VISIBLE})
class CustomerDetail(generics.RetrieveAPIView[Customer]):
    serializer_class = CustomerSerializer

    def get_queryset(self) -> QuerySet[Customer]:
        if getattr(self, "swagger_fake_view", False):
            return Customer.objects.none()
        return Customer.objects.visible_to(person_of(self.request)).with_contact_points()
