"""Match line-ups, one row for each player of a match squad, with Wyscout's ids."""

from __future__ import annotations

from datetime import date
from typing import Final, Literal

from ledger.domain.values import UncertainDate
from ledger.interfaces.files.days import UnreadableDayError, day_told
from ledger.interfaces.files.formats.format import Cells, Format, id_of, name_of, nations_of
from ledger.interfaces.files.report import Report
from ledger.interfaces.files.statements import Key, Sighting, Who, club
from ledger.interfaces.files.tables import UnreadableError

Role = Literal["started", "came on", "on the bench"]
ROLES: Final[dict[str, Role]] = {
    "start": "started",
    "started": "started",
    "starter": "started",
    "starting": "started",
    "starting_lineup": "started",
    "sub": "came on",
    "substitute": "came on",
    "came on": "came on",
    "bench": "on the bench",
    "on the bench": "on the bench",
}
"""How files write what a player of a match squad did."""


def _read(line: int, cells: Cells, report: Report) -> Sighting:
    first, last, short = cells["first_name"], cells["last_name"], cells["short_name"]
    full = " ".join(part for part in (first, last) if part)
    return Sighting(
        line=line,
        who=Who(
            name_of("player", full or short),
            Key("wyscout", id_of("player", cells["player_id"])),
            names=spellings_of(full, short),
            born=born_of(cells["birth_date"]),
            nations=nations_of((cells["passport_country"],), line, report),
            position=cells["position"],
        ),
        club=club(
            name_of("team", cells["team_official"] or cells["team"]),
            "wyscout",
            id_of("team", cells["team_id"]),
        ),
        day=day_of("date of the match", cells["date_utc"][:10]),
        role=role_of(cells["role"]),
        match=id_of("match", cells["match_id"]),
        competition=cells["competition"],
    )


def spellings_of(*names: str) -> tuple[str, ...]:
    """Names as other sets spell them: Đuričić is Djuričić there as often as Duričić."""
    spelled = (name.replace("Đ", "Dj").replace("đ", "dj") for name in names)
    return tuple(dict.fromkeys(name for name in (*names, *spelled) if name))


def role_of(text: str) -> Role | None:
    """What he did in the match; None where it is not told."""
    if not text:
        return None
    role = ROLES.get(text.lower())
    if role is None:
        raise UnreadableError(f"the role is “{text[:20]}”.", "Write start, sub or bench.")
    return role


def day_of(what: str, text: str) -> date:
    """A day of the calendar."""
    try:
        return day_told(text)
    except UnreadableDayError as error:
        raise UnreadableError(f"the {what}: {error}", "Write it as 2018-08-19.") from error


def born_of(text: str) -> UncertainDate | None:
    """A day, a month or a year of birth; None where none is told."""
    if text in ("", "-", "NA"):
        return None
    try:
        return UncertainDate.parse(text)
    except ValueError:
        return UncertainDate.of(day_of("date of birth", text))


LINEUPS: Final = Format(
    name="lineups-wyscout",
    says="match line-ups CSV (Wyscout)",
    source="wyscout",
    source_name="Wyscout match data",
    columns=(
        "competition", "match_id", "date_utc", "team_id", "team", "team_official", "role",
        "player_id", "short_name", "first_name", "last_name", "birth_date", "passport_country",
        "position",
    ),
    read=_read,
    covers="line-ups",
)  # fmt: skip
