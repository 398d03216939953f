"""``python -m ledger`` is ``tledger``."""

from ledger.interfaces.cli.main import run

run()
