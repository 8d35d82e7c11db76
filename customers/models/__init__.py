from customers.models.conduct_notice import ConductNotice
from customers.models.contact_point import ContactPoint
from customers.models.customer import Customer
from customers.models.legal_hold import LegalHold
from customers.models.merge import Merge

__all__ = ["ConductNotice", "ContactPoint", "Customer", "LegalHold", "Merge"]
