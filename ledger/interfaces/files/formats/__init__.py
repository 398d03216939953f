"""The formats that can be imported, one module each; adding one is adding a line here."""

from __future__ import annotations

import csv
from typing import Final

from ledger.interfaces.files.formats.d2ski import D2SKI
from ledger.interfaces.files.formats.emordonez import EMORDONEZ
from ledger.interfaces.files.formats.eordo import EORDO
from ledger.interfaces.files.formats.ewenme import EWENME
from ledger.interfaces.files.formats.format import Format

FORMATS: Final[tuple[Format, ...]] = (EWENME, D2SKI, EORDO, EMORDONEZ)
"""All formats, the most particular first: the first that recognises a file reads it."""


def format_of(first_line: str) -> Format | None:
    """The format of a file that begins with this line; None where no format fits."""
    text = first_line.removeprefix("\ufeff")
    if text.lstrip().startswith(("{", "[")):
        return next((f for f in FORMATS if f.recognises((text,))), None)
    header = next(csv.reader([text]), [])
    return next((f for f in FORMATS if f.recognises(header)), None)


__all__ = ["FORMATS", "Format", "format_of"]
