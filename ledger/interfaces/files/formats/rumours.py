"""Rumours in a table of one's own: player, from, to, time, source, outcome."""

from __future__ import annotations

from typing import Final

from ledger.domain.events import Stage
from ledger.domain.values import Fee, UncertainDate
from ledger.interfaces.files.days import UnreadableDayError, day_told
from ledger.interfaces.files.fees import price_of
from ledger.interfaces.files.formats.appearances import key_of
from ledger.interfaces.files.formats.format import Cells, name_of, nations_of
from ledger.interfaces.files.formats.lineups import born_of
from ledger.interfaces.files.formats.synonyms import FreeTable
from ledger.interfaces.files.report import Report
from ledger.interfaces.files.statements import RumourTold, Who, club
from ledger.interfaces.files.tables import UnreadableError

_NOT_TOLD: Final = ("", "-", "?", "NA")
_URL_LENGTH_MAX: Final = 2_000
_TEXT_LENGTH_MAX: Final = 600
_NOTE_LENGTH_MAX: Final = 1_000


def _read(line: int, cells: Cells, report: Report) -> RumourTold:
    from_club, to_club = cells.get("from", ""), cells["to"]
    outcome, cites = cells.get("outcome", ""), cells.get("via", "")
    return RumourTold(
        line=line,
        who=Who(
            name_of("player", cells["player"]),
            key_of(cells),
            born=born_of(cells.get("birth_date", "")),
            nations=nations_of((cells.get("nationality", ""),), line, report),
        ),
        from_club=club(name_of("club", from_club)) if from_club not in _NOT_TOLD else None,
        to_club=club(name_of("club", to_club)) if to_club not in _NOT_TOLD else None,
        published=_time(cells["time"]),
        stage=_stage(cells.get("stage", "")),
        fee=_fee(cells.get("fee", "")),
        source=name_of("source", cells["source"]),
        cites=(name_of("source", cites),) if cites else (),
        url=_url(cells.get("url", "")),
        text=cells.get("text", "")[:_TEXT_LENGTH_MAX] or None,
        note=f"outcome: {outcome[:_NOTE_LENGTH_MAX]}" if outcome else None,
    )


def _time(text: str) -> UncertainDate:
    """A day, month, year, instant with its zone, or interval."""
    try:
        return UncertainDate.parse(text)
    except ValueError as error:
        try:
            return UncertainDate.of(day_told(text))
        except UnreadableDayError:
            raise UnreadableError(f"the time: {error}.", "Write one of these.") from error


def _stage(text: str) -> Stage | None:
    if text in _NOT_TOLD:
        return None
    try:
        return Stage(text.lower().replace(" ", "_").replace("-", "_"))
    except ValueError as error:
        known = ", ".join(Stage)
        raise UnreadableError(f"the stage is “{text[:30]}”.", f"Write one of {known}.") from error


def _fee(text: str) -> Fee | None:
    return price_of(text).fee if text not in _NOT_TOLD else None


def _url(text: str) -> str | None:
    if not text:
        return None
    if not text.startswith(("https://", "http://")) or " " in text or len(text) > _URL_LENGTH_MAX:
        raise UnreadableError(f"the address is “{text[:40]}”.", "Write it with https://, or none.")
    return text


RUMOURS: Final = FreeTable(
    name="rumours",
    says="rumour CSV",
    source="rumours",
    source_name="Rumours from a table",
    columns=("player", "to", "time", "source"),
    optional=(
        "from", "outcome", "player_id", "id_scheme", "birth_date", "nationality", "fee", "stage",
        "url", "via", "text",
    ),
    synonyms={
        "player": ("player_name", "name"),
        "from": ("from_club", "from_club_name", "current_club", "selling_club"),
        "to": ("to_club", "to_club_name", "interested_club", "buying_club"),
        "time": ("date", "day", "published", "published_at", "reported_on", "timestamp"),
        "source": ("outlet", "source_name", "reported_by"),
        "outcome": ("result", "status"),
        "via": ("cites", "citing"),
        "birth_date": ("born", "date_of_birth", "dob"),
        "nationality": ("country", "nation"),
        "url": ("link", "source_url"),
        "text": ("headline", "excerpt", "rumour"),
    },
    read=_read,
    covers=None,
)  # fmt: skip
