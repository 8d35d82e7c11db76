from customers.models.conduct_notice import ConductNotice
from customers.models.contact_point import ContactPoint
from customers.models.customer import Customer
from customers.models.customer_import import CustomerImport, ImportCancellation, ImportProblem
from customers.models.legal_hold import LegalHold
from customers.models.merge import Merge
from customers.models.reference import CustomerReference

__all__ = [
    "ConductNotice",
    "ContactPoint",
    "Customer",
    "CustomerImport",
    "CustomerReference",
    "ImportCancellation",
    "ImportProblem",
    "LegalHold",
    "Merge",
]
