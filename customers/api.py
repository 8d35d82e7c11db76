"""Customers for tills and booking systems: read what the signed-in person may see."""

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404, redirect
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import generics, serializers

from customers.domain.search import find
from customers.models import ContactPoint, Customer
from helpdesk.api import NOT_SIGNED_IN, NOT_VISIBLE, NewestFirst, person_of

MERGED = OpenApiResponse({"type": "object"}, "Merged into another customer, whose address this leads to.")


class ContactPointSerializer(serializers.ModelSerializer[ContactPoint]):
    class Meta:
        model = ContactPoint
        fields = ["type", "value", "is_preferred"]


class CustomerSerializer(serializers.ModelSerializer[Customer]):
    contact_points = ContactPointSerializer(many=True, read_only=True)

    class Meta:
        model = Customer
        fields = [
            "id",
            "name",
            "company",
            "language",
            "preferred_channel",
            "loyalty_number",
            "is_vip",
            "is_vulnerable",
            "created_at",
            "contact_points",
        ]


class CustomerList(generics.ListAPIView[Customer]):
    """Customers, newest first; ``q`` finds by name, e-mail, phone or loyalty number as the search box does.

    Those who were merged into another customer or erased are not among them.
    """

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


@extend_schema(
    responses={200: CustomerSerializer, 302: MERGED, 403: NOT_SIGNED_IN, 404: NOT_VISIBLE},
)
class CustomerDetail(generics.RetrieveAPIView[Customer]):
    """One customer. The number of a merged one leads to the customer that was kept."""

    serializer_class = CustomerSerializer

    def get(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        # Programs keep numbers for years. Not a permanent redirect: a merge can be undone.
        found = get_object_or_404(Customer.objects.visible_to(person_of(request)).standing_for(kwargs["pk"]))
        if found.pk != kwargs["pk"]:
            return redirect("customers:api_detail", pk=found.pk)
        return super().get(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[Customer]:
        if getattr(self, "swagger_fake_view", False):
            return Customer.objects.none()
        return Customer.objects.visible_to(person_of(self.request)).with_contact_points()
