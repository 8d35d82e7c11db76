from customers.models.contact_point import ContactPoint
from customers.models.customer import Customer

__all__ = ["ContactPoint", "Customer"]
