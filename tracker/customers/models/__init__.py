"""Tables of the customers' room."""

from tracker.customers.models.imports import CustomerImport, CustomerImportPart
from tracker.customers.models.results import CustomerLeftOut, CustomerResult
from tracker.customers.models.scores import CustomerRollup, CustomerScore

__all__ = [
    "CustomerImport",
    "CustomerImportPart",
    "CustomerLeftOut",
    "CustomerResult",
    "CustomerRollup",
    "CustomerScore",
]
