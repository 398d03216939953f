"""How an error is told: a sentence for people, an object for programs, the same words in both."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final, TextIO

from ledger.domain.errors import LedgerError, Malformed
from ledger.interfaces.cli.cells import as_json, shown
from ledger.interfaces.cli.output import Format

if TYPE_CHECKING:
    from pydantic import ValidationError

_OF_THE_LIBRARY: Final = "Value error, "
_IN_PLAIN_WORDS: Final = {
    "Input should be a valid integer": "it is no whole number",
    "Input should be a valid number": "it is no number",
}


class NotText(Malformed):
    """A word of the command line is no text in this system's encoding."""

    def __init__(self, word: str) -> None:
        super().__init__(
            f"Cannot read {word!a}: its bytes are no text in UTF-8. Write it in UTF-8, or "
            "without its accents."
        )

    @classmethod
    def check(cls, words: Iterable[str]) -> None:
        """Raise for the first word that holds bytes which are no text."""
        for word in words:
            try:
                word.encode()
            except UnicodeEncodeError:
                raise cls(word) from None


class Usage(Malformed):
    """A command was given what it does not take."""

    code = "usage"


def report_usage(error: Any, *, format: Format | None, err: TextIO | None = None) -> int:  # noqa: A002
    """Say on ``err`` what a command does not take, in plain words, and return the exit code."""
    message = str(error.message or "").removeprefix(_OF_THE_LIBRARY)
    for words, plain in _IN_PLAIN_WORDS.items():
        if message.startswith(words):
            message = plain
    error.message = message
    if format in (Format.JSON, Format.NDJSON):
        return report(Usage(error.format_message()), format=format, err=err)
    error.show(file=err)
    return int(error.exit_code)


def unfit_words(error: ValidationError) -> Malformed:
    """What words do not fit, as an error of the ledger."""
    from ledger.interfaces.files.ndjson import in_words

    return Malformed(f"Cannot take the words given: {in_words(error)} Write them otherwise.")


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
