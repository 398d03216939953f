"""How an error is told: a sentence for people, an object for programs, the same words in both."""

from __future__ import annotations

import sys
from typing import TextIO

from ledger.domain.errors import LedgerError
from ledger.interfaces.cli.cells import as_json, shown
from ledger.interfaces.cli.output import Format


def report(error: LedgerError, *, format: Format | None, err: TextIO | None = None) -> int:  # noqa: A002
    """Say on ``err`` what the ledger could not do, and return the exit code for it.

    With ``json`` or ``ndjson`` it is one object: ``{"error": {"code", "message", …}}``, with what
    the error knows beside, such as the candidates for an ambiguous name.
    """
    stream = err or sys.stderr
    if format in (Format.JSON, Format.NDJSON):
        known = {key: value for key, value in vars(error).items() if not key.startswith("_")}
        told = {**known, "code": error.code, "message": str(error)}
        stream.write(f"{as_json({'error': told})}\n")
    else:
        lines = (shown(line) for line in str(error).splitlines())
        stream.write("error: " + "\n".join(lines) + "\n")
    return error.exit_code
