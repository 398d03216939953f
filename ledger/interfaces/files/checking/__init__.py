"""The truth check: squads beside what somebody else says of who was where; nothing is written."""

from ledger.interfaces.files.checking.lineups import check_lineups
from ledger.interfaces.files.checking.squads import check_squad

__all__ = ["check_lineups", "check_squad"]
