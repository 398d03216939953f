"""Checks: what somebody says of who was where, beside where the ledger has him that day.

What is said is compared and never recorded. Nobody is guessed: a player who is in doubt, or not
on record, counts as nowhere, and the row says which.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from ledger.domain.regulations.windows import season_of
from ledger.queries.asking import Asking
from ledger.queries.coverage import Covered, covered
from ledger.queries.verdicts import Cause, CheckAnswer, Checked, Expected, Said, Verdict
from ledger.queries.whereabouts import PlayerDay, Whereabouts, whereabouts


def check(asking: Asking, said: Iterable[Said]) -> CheckAnswer:
    """Compare what is said with where the ledger has each player on that day."""
    words = list(said)
    settled = [word for word in words if word.player_id is not None and word.club_id is not None]
    days = (PlayerDay(word.player_id, word.day) for word in settled if word.player_id is not None)
    found = iter(whereabouts(asking, days))
    person = asking.identities.person_of
    clubs = {id_: person(f"club:{id_}") for word in words if (id_ := word.club_id) is not None}
    named = asking.named(clubs.values())
    names = {id_: named(club) or club for id_, club in clubs.items()}
    vouched = covered(asking)
    return CheckAnswer(
        [
            _unsettled(word)
            if word.player_id is None or word.club_id is None
            else _checked(word, clubs[word.club_id].partition(":")[2], next(found), vouched)
            for word in (_with_name(word, names) for word in words)
        ],
        asking.meta,
    )


def _with_name(word: Said, names: Mapping[str, str]) -> Said:
    """The club under the ledger's own name, where it is on record."""
    return replace(word, club=names[word.club_id]) if word.club_id is not None else word


def _unsettled(word: Said) -> Checked:
    """A word of which nobody can tell whom or which club it means."""
    nobody = Whereabouts(word.player_id or "", word.day, *(None,) * 9)
    return _row(word, word.club_id, "nowhere", nobody, (word.cause, word.why))


def _checked(word: Said, club: str, found: Whereabouts, vouched: Covered | None) -> Checked:
    verdict = verdict_of(word.expected, club, found)
    if verdict == "right":
        return _row(word, club, verdict, found, (None, None))
    if verdict == "elsewhere" and (cause := _not_for_sure(club, found, vouched)) is not None:
        return _row(word, club, "uncertain", found, (cause, f"{_where(found)}; {_DOUBTS[cause]}"))
    return _row(word, club, verdict, found, _why(word.expected, verdict, found))


def _not_for_sure(club: str, found: Whereabouts, vouched: Covered | None) -> Cause | None:
    """Why the ledger has him at another club without being sure of it; None where it is."""
    if club == found.perhaps_club_id or found.how == "assumed":
        return "day not told"
    season = (found.club_id or "", season_of(found.day))
    if vouched is not None and season not in vouched and found.how != "sighted":
        return "season not covered"
    return None


_DOUBTS: Final[dict[Cause, str]] = {
    "day not told": "the day of that move is not told",
    "season not covered": "of that club's season there is no data",
}


def verdict_of(expected: Expected, club: str, found: Whereabouts) -> Verdict:
    """Whether somebody is at a club as he is said to be."""
    plays = found.club_id == club
    holds = found.parent_club_id in (club, None) if plays else found.parent_club_id == club
    if expected == "absent":
        return "otherwise" if plays else "right"
    if _as_said(expected, plays=plays, holds=holds):
        return "right"
    if plays or holds:
        return "elsewhere" if expected == "playing" else "otherwise"
    return "nowhere" if found.club_id is None else "elsewhere"


def _as_said(expected: Expected, *, plays: bool, holds: bool) -> bool:
    match expected:
        case "playing":
            return plays
        case "own":
            return plays and holds
        case "on loan in":
            return plays and not holds
        case "on loan out":
            return holds and not plays
        case "belonging" | "absent":
            return plays or holds


def _why(expected: Expected, verdict: Verdict, found: Whereabouts) -> tuple[Cause, str]:
    """Why a word is not right: in one of a few words, and as a sentence."""
    if verdict == "otherwise":
        return "not as said", f"said to be {expected}, but {_where(found)}"
    if verdict == "elsewhere":
        return "at another club", _where(found)
    later = f"{found.next_club} from {found.next_on}" if found.next_on else ""
    if found.left_on is not None:
        ended = f", by #{found.entry}" if found.entry is not None else ""
        after = f"; then at {later}" if later else ""
        return "left before", f"last at {found.left_club}, gone by {found.left_on}{ended}{after}"
    if later:
        return "comes later", f"first on record at {later}"
    return "no club on record", "on record, but at no club on any day"


def _where(found: Whereabouts) -> str:
    lent = found.parent_club_id not in (None, found.club_id)
    place = f"on loan at {found.club} from {found.parent_club}" if lent else f"at {found.club}"
    since = f" since {found.since}" if found.since else ""
    how = f"{found.how} from {found.because}" if found.because else f"{found.how}"
    return f"{place}{since} ({how}, #{found.entry})"


def _row(
    word: Said,
    club: str | None,
    verdict: Verdict,
    found: Whereabouts,
    why: tuple[Cause | None, str | None],
) -> Checked:
    return Checked(
        file=word.file,
        line=word.line,
        competition=word.competition,
        match=word.match,
        day=word.day,
        club_id=club,
        club=word.club,
        player_id=word.player_id,
        player=word.player,
        role=word.role,
        expected=word.expected,
        verdict=verdict,
        cause=why[0],
        found_club_id=found.club_id,
        found_club=found.club,
        found_parent_club_id=found.parent_club_id,
        found_parent_club=found.parent_club,
        since=found.since,
        how=found.how,
        because=found.because,
        entry=found.entry,
        why=why[1],
        note=word.note,
    )
