"""The application: the one door through which entries go in and answers come out."""

from ledger.application.ledger import Ledger
from ledger.application.prepared import Rejected, Result

__all__ = ["Ledger", "Rejected", "Result"]
