"""Match line-ups beside the squads of a ledger: given, compared, and not recorded."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from ledger.application import Ledger
from ledger.domain.errors import Malformed
from ledger.interfaces.files.checking.settling import Meant, settling
from ledger.interfaces.files.formats import format_of
from ledger.interfaces.files.report import Refusal, Report
from ledger.interfaces.files.statements import Sighting
from ledger.interfaces.files.tables import first_line
from ledger.queries.asking import When
from ledger.queries.checks import CheckAnswer, Said, check
from ledger.queries.folding import collecting_nothing

Progress = Callable[[int, int], None]


class NoLineUps(Malformed):
    """A file that holds no line-ups."""

    def __init__(self, path: Path, what: str) -> None:
        super().__init__(
            f"Cannot check line-ups in {path}: {what}. Give a file of match line-ups or "
            "appearances, as docs/reference/commands.md names them."
        )


def check_lineups(
    book: Ledger,
    path: Path | str,
    *,
    known_at: When | None = None,
    position: int | None = None,
    refused: list[Refusal] | None = None,
    progress: Progress | None = None,
) -> CheckAnswer:
    """For every player of every match squad in a file: does the ledger have him at that club?

    Who is meant is told as an import tells it, never guessed; whoever is in doubt or not on record
    counts as nowhere. Nothing is written. Rows that cannot be read are added to ``refused``.

    Raises:
        Malformed: the file cannot be read, or holds no line-ups.
    """
    path = Path(path)
    format_ = format_of(first_line(path))
    if format_ is None:
        raise NoLineUps(path, "its first line is of no format this version reads")
    report = Report(path.name, format_.name)
    with book.asking(None, known_at, position) as asking, collecting_nothing():
        statements = format_.statements(path, report, progress or _silent)
        sightings = [one for one in statements if isinstance(one, Sighting)]
        if not sightings and not report.refusals:
            raise NoLineUps(path, f"it holds none, it is of the format {format_.name}")
        said = list(_said(settling(book, asking, format_, path.name).meant(sightings), path.name))
        said.sort(key=lambda word: word.line or 0)
        if refused is not None:
            refused.extend(report.refusals)
        return check(asking, said)


def _silent(done: int, total: int) -> None:
    """Nobody watches."""


def _said(meant: Iterator[Meant], file: str) -> Iterator[Said]:
    for presence, player, club in meant:
        if isinstance(presence, Sighting):
            yield Said(
                day=presence.day,
                club=presence.club.name,
                club_id=club.id,
                player=presence.who.name,
                player_id=player.id,
                cause=player.cause or club.cause,
                why=player.why or club.why,
                file=file,
                line=presence.line,
                competition=presence.competition or None,
                match=presence.match,
                role=presence.role,
            )
