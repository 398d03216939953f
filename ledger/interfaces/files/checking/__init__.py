"""The truth check: squads beside what somebody else says of who was where, and nothing written."""

from ledger.interfaces.files.checking.lineups import check_lineups

__all__ = ["check_lineups"]
