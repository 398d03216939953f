"""The options that many commands share, and what they open and print."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Final, TextIO

import typer

from ledger.domain.errors import Malformed
from ledger.interfaces.cli.output import Column, Format, Table, format_for, write

DEFAULT_DB: Final = "transfers.db"

Db = Annotated[
    str,
    typer.Option(
        "--db",
        envvar="TRANSFER_LEDGER_DB",
        metavar="FILE|URL",
        help="The ledger: a file, or a PostgreSQL URL.",
        rich_help_panel="Ledger and output",
    ),
]
OutFormat = Annotated[
    Format | None,
    typer.Option(
        "--format",
        "-f",
        help="table on a terminal, tsv in a pipe, unless asked otherwise.",
        rich_help_panel="Ledger and output",
    ),
]
Output = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help="Write the answer there; its ending chooses the format.",
        rich_help_panel="Ledger and output",
    ),
]
Quiet = Annotated[
    bool,
    typer.Option(
        "--quiet",
        "-q",
        help="The answer alone: no notes on stderr, no progress.",
        rich_help_panel="Ledger and output",
    ),
]
QuietlyDone = Annotated[
    bool,
    typer.Option(
        "--quiet",
        "-q",
        help="Print nothing where all went well, unless --format, --output or --dry-run asks.",
        rich_help_panel="Ledger and output",
    ),
]
On = Annotated[
    str | None,
    typer.Option(
        "--on",
        metavar="WHEN",
        help="The football day asked about: 2024-12-15, 2025-winter, 2024-25, -7d, tomorrow.",
        rich_help_panel="Moment",
    ),
]
KnownAt = Annotated[
    str | None,
    typer.Option(
        "--known-at",
        metavar="WHEN",
        help="As the world knew it then.",
        rich_help_panel="Moment",
    ),
]
RecordedAt = Annotated[
    str | None,
    typer.Option(
        "--recorded-at",
        "--position",
        metavar="WHEN|N",
        help="As this ledger's book stood then, or at entry N; alone, it sets the other two.",
        rich_help_panel="Moment",
    ),
]
Assume = Annotated[
    str | None,
    typer.Option(
        "--assume",
        metavar="FILE",
        help="As if the entries of this file (NDJSON, - for standard input) stood there too: "
        "judged by the same rules, never written.",
        rich_help_panel="Moment",
    ),
]
FromClub = Annotated[
    str | None, typer.Option("--from", metavar="CLUB", help="The releasing or lending club.")
]
ToClub = Annotated[
    str | None, typer.Option("--to", metavar="CLUB", help="The engaging or borrowing club.")
]


def place(text: str | None) -> str | None:
    """A moment of the book as people write it: ``812`` is a place, as ``#812`` is."""
    return f"#{text}" if text is not None and text.isdigit() else text


@contextmanager
def opened(db: str, *, must_exist: bool = True, read_only: bool = False) -> Iterator[Any]:
    """The ledger of a command, closed after it; one that is not there is empty when only read."""
    import ledger

    missing = _is_a_file(db) and not Path(_path(db)).exists()
    if must_exist and missing:
        raise NoLedgerYet(_path(db))
    empty = missing and read_only
    with ledger.open(":memory:" if empty else db, read_only=read_only and not empty) as found:
        yield found


def _is_a_file(db: str) -> bool:
    return ("://" not in db and db != ":memory:") or db.startswith("sqlite:///")


def _path(db: str) -> str:
    return db.removeprefix("sqlite:///")


class NoLedgerYet(Malformed):
    """A question to a ledger that was never made."""

    code = "no-ledger"
    exit_code = 3

    def __init__(self, path: str) -> None:
        super().__init__(
            f"Cannot answer from {path}: there is no such file. Record something first "
            f"(`tledger record --help`), try `tledger demo`, or name a ledger with --db."
        )


@dataclass(frozen=True)
class Printing:
    """Where and how one command prints its answer."""

    format: Format | None
    output: Path | None
    quiet: bool

    @property
    def chosen(self) -> Format:
        """The format asked for, else what the file's ending or the terminal suggests."""
        terminal = self.output is None and sys.stdout.isatty()
        return format_for(self.format, self.output, is_terminal=terminal)

    @property
    def is_silent(self) -> bool:
        """Whether nobody asked to be told of what was done: quiet, and into no format or file."""
        return self.quiet and self.format is None and self.output is None

    def print(self, table: Table) -> None:
        """Print an answer, to the file where one is asked for."""
        if self.output is None:
            self._write(table, sys.stdout, is_terminal=sys.stdout.isatty())
            return
        with self._file() as out:
            self._write(table, out, is_terminal=False)
        self.note(f"wrote {self.output}")

    def print_page(self, page: str) -> None:
        """Print a page that is written already, to the file where one is asked for."""
        if self.output is None:
            sys.stdout.write(page)
            return
        with self._file() as out:
            out.write(page)
        self.note(f"wrote {self.output}")

    @contextmanager
    def _file(self) -> Iterator[TextIO]:
        """The file asked for, open to write."""
        assert self.output is not None  # noqa: S101 - the caller asked
        try:
            with self.output.open("w", encoding="utf-8", newline="") as out:
                yield out
        except OSError as error:
            raise Malformed(
                f"Cannot write {self.output}: {error.strerror}. Name another file."
            ) from error

    def _write(self, table: Table, out: TextIO, *, is_terminal: bool) -> None:
        write(table, format=self.chosen, out=out, is_terminal=is_terminal, quiet=self.quiet)

    def note(self, text: str) -> None:
        """Say something beside the answer, on stderr."""
        if not self.quiet:
            sys.stderr.write(f"{text}\n")


@dataclass(frozen=True)
class Question:
    """What every question is asked with: the moment, the ledger, and how to print the answer."""

    moment: Mapping[str, Any]
    db: str
    printing: Printing
    assume: str | None = None

    @contextmanager
    def opened(self) -> Iterator[Any]:
        """The ledger asked, closed after it; or a fork of it, where entries are assumed."""
        from ledger.interfaces.cli.progress import progress

        with opened(self.db) as book:
            with progress("read models", quiet=self.printing.quiet) as step:
                book.catch_up(progress=step)
            if self.assume is None:
                yield book
                return
            from ledger.interfaces.cli.recording.files import read_file

            yield book.assuming([line.entry for line in read_file(self.assume)])


Command = Callable[..., None]
_MOMENT: Final[dict[str, Any]] = {
    "on": On,
    "known_at": KnownAt,
    "recorded_at": RecordedAt,
    "assume": Assume,
}
_PRINTING: Final[dict[str, Any]] = {"format": OutFormat, "output": Output, "quiet": Quiet}


def asks(*moment: str) -> Callable[[Callable[..., None]], Command]:
    """Give a command the options every question has, as one ``Question`` in front.

    ``moment`` names the clocks that the question takes: on, known_at, recorded_at; and assume,
    where it can be asked on a fork.
    """

    def with_options(command: Callable[..., None]) -> Command:
        first, *own = inspect.signature(command, eval_str=True).parameters.values()
        assert first.annotation is Question  # noqa: S101 - a mistake of ours, not of a user's
        shared = [
            *((name, _MOMENT[name], None) for name in moment),
            ("db", Db, DEFAULT_DB),
            *((name, hint, False if name == "quiet" else None) for name, hint in _PRINTING.items()),
        ]
        added = [
            inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=value, annotation=hint)
            for name, hint, value in shared
        ]

        def run(**given: Any) -> None:
            asked = {name: given.pop(name) for name in moment}
            if "recorded_at" in asked:
                asked["recorded_at"] = place(asked["recorded_at"])
            printing = Printing(given.pop("format"), given.pop("output"), given.pop("quiet"))
            assume = asked.pop("assume", None)
            command(Question(asked, given.pop("db"), printing, assume), **given)

        parameters = [*(p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in own), *added]
        run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
        run.__annotations__ = {p.name: p.annotation for p in parameters}
        run.__doc__, run.__name__ = command.__doc__, command.__name__
        return run

    return with_options


def columns(**headings: str) -> tuple[Column, ...]:
    """Columns by key and heading; a heading that ends in ``…`` gives way on a narrow terminal."""
    return tuple(
        Column(key, heading.removesuffix("…"), wide=heading.endswith("…"))
        for key, heading in headings.items()
    )


def table(
    shown: tuple[Column, ...],
    rows: Iterable[Mapping[str, object]],
    meta: Mapping[str, object],
    *notes: str,
    keys: tuple[str, ...] = (),
) -> Table:
    """An answer ready to print."""
    return Table(shown, list(rows), meta, tuple(note for note in notes if note), keys)
