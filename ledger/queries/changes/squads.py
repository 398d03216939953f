"""What changed in one club's squad between two moments: who came, who went, who is there otherwise.

Who belongs to a club stands in its squad whether he plays for it or is out on loan.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date

from ledger.domain.career import Career, Spell, career
from ledger.domain.entry import Recorded
from ledger.domain.events import LoanExtended
from ledger.projections.squad_matters import AVAILABILITY_KINDS, CONTRACT_KINDS
from ledger.queries import grounds
from ledger.queries.asking import Asking
from ledger.queries.changes import (
    Cause,
    ChangeAnswer,
    Clock,
    Difference,
    amended_by,
    check_order,
    explained,
    rows_about,
)
from ledger.queries.names import Named
from ledger.queries.squad_rows import SquadRow
from ledger.queries.squads import squad


def changes(earlier: Asking, later: Asking, club: str, *, by: Clock) -> ChangeAnswer:
    """What differs in a squad between two moments, with the entry that made each difference.

    Who came stands first, then who left, then whose place or terms are others; by name.

    Raises:
        NotInOrder: the first moment is the later one.
    """
    check_order(earlier, later, by)
    which = later.club(club)
    person_of = later.identities.person_of  # who is two ids at one moment may be one at the other
    before = {
        person_of(f"player:{row.player_id}").partition(":")[2]: row
        for row in squad(earlier, which.id)
    }
    after = {row.player_id: row for row in squad(later, which.id)}
    found: list[tuple[Named, list[Difference]]] = []
    for player_id in {**after, **before}:
        old, new = before.get(player_id), after.get(player_id)
        if old is None or new is None or _told(old) != _told(new):
            person = Named(f"player:{player_id}", (new or old).player)  # type: ignore[union-attr]
            found.append(
                (person, list(_of_player(_Player(earlier, later, which.id, person), old, new)))
            )
    found.sort(key=lambda pair: (_first(pair[1]), pair[0].name, pair[0].id))
    rows = explained(later, [one.cause for _, differences in found for one in differences])
    items = tuple(row for person, one in found for row in rows_about(person, one, rows))
    return ChangeAnswer(which.id, which.name, by, items, earlier.meta, later.meta)


def _first(differences: Sequence[Difference]) -> int:
    """In which of the three groups a player stands."""
    first = differences[0]
    return 0 if first.before is None else 1 if first.after is None else 2


def _told(row: SquadRow) -> tuple[object, ...]:
    """What of a row counts as a difference; how it is known does not."""
    return (_place(row), row.option_used, *_terms(row).values())


def _place(row: SquadRow) -> str:
    match row.status:
        case "own":
            return "own"
        case "on loan in":
            return f"on loan from {row.from_club or 'not told'}"
        case "on loan out":
            return f"on loan at {row.at_club or 'not told'}"


def _terms(row: SquadRow) -> dict[str, str | None]:
    """What a squad row says beside the place, by what it is called."""
    return {
        "loan until": row.until,
        "option": row.option,
        "obligation": row.obligation,
        "contract until": row.contract_until,
        "injury": row.injury,
    }


# -- one player -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Player:
    """One player at both moments, with what explains where he is at the later one."""

    earlier: Asking
    later: Asking
    club: str
    person: Named

    @property
    def struck(self) -> Mapping[int, Recorded]:
        """The amendments made since, by the position of what they amend."""
        amended = amended_by(self.later, self.person.subject)
        before = self.earlier.entries(self.person.subject)
        return {
            item.position: amended[item.entry_id] for item in before if item.entry_id in amended
        }


def _of_player(player: _Player, old: SquadRow | None, new: SquadRow | None) -> Iterator[Difference]:
    items = player.later.entries(player.person.subject)
    folded, on = career(items), player.later.on
    was, now = (_place(row) if row is not None else None for row in (old, new))
    if new is None:
        position = old.entry if old is not None else 0
        yield Difference("squad", "place", was, None, _left(player, folded, position, on))
        return
    spell = folded.on(on)
    if was != now:
        yield Difference("squad", "place", was, now, _came(spell, new, items))
    if old is None:
        return
    used = (old.option_used, new.option_used)
    if used[0] != used[1] and was == now:
        yield Difference("squad", "option used", *used, _used(spell, on))
    before, after = _terms(old), _terms(new)
    for name, value in after.items():
        on_loan = name in ("loan until", "option", "obligation")
        if value != before[name] and not (on_loan and was != now):
            cause = _cause_of(name, spell, items, on)
            yield Difference("squad", name, before[name], value, cause)


def _came(spell: Spell | None, row: SquadRow, items: Sequence[Recorded]) -> Cause:
    """What put him where he is."""
    if spell is not None:
        return Cause(spell.entry, grounds.of_start(spell))
    return Cause(next((item for item in items if item.position == row.entry), None))


def _left(player: _Player, folded: Career, position: int, on: date) -> Cause:
    """What ended his time at the club, or what struck the entry that had him there."""
    struck = player.struck.get(position)
    if struck is not None:
        return Cause(struck)
    here = [
        spell
        for spell in folded.spells
        if player.club in (spell.club, spell.parent_club)
        and (spell.valid_from is None or spell.valid_from <= on)
    ]
    if here and here[-1].valid_to is not None:
        return Cause(here[-1].ended_by, grounds.of_end(here[-1]))
    spell = folded.on(on)
    return Cause(spell.entry, grounds.of_start(spell)) if spell is not None else Cause(None)


def _used(spell: Spell | None, on: date) -> Cause:
    """What was done with the option or the obligation, or the loan whose option ran out."""
    loan = spell.loan if spell is not None else None
    if loan is None:
        return Cause(None)
    if loan.settled is not None and loan.settled[1].day <= on:
        return Cause(loan.settled[1])
    last = loan.option.last_day if loan.option is not None else None
    return Cause(loan.entry, f"the option's last day was {last}" if last is not None else None)


def _cause_of(name: str, spell: Spell | None, items: Sequence[Recorded], on: date) -> Cause:
    """What changed a term of a loan, a contract or an absence of one who stayed where he was."""
    match name:
        case "contract until":
            return _contract(_last(items, CONTRACT_KINDS, on), on)
        case "injury":
            return Cause(_last(items, AVAILABILITY_KINDS, on))
    loan = spell.loan if spell is not None else None
    if loan is None:
        return Cause(None)
    extensions = [item for item in loan.acts if isinstance(item.event, LoanExtended)]
    return Cause(extensions[-1] if name == "loan until" and extensions else loan.entry)


def _last(items: Sequence[Recorded], kinds: AbstractSet[str], on: date) -> Recorded | None:
    """The last entry of these kinds up to a day."""
    fitting = [item for item in items if item.entry.kind in kinds and item.day <= on]
    return max(fitting, key=lambda item: (item.day, item.first_position), default=None)


def _contract(item: Recorded | None, on: date) -> Cause:
    """The contract's entry; by itself where its last day has passed."""
    until: date | None = getattr(item.event, "until", None) if item is not None else None
    over = until is not None and until < on
    return Cause(item, f"the contract ran until {until}" if over else None)
