"""What rests on an entry, and so stands in the way of striking it (rule H8)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final
from uuid import UUID

from ledger.domain.career import career
from ledger.domain.contradictions import Contradiction
from ledger.domain.entry import Recorded
from ledger.domain.errors import Refused
from ledger.domain.flags import flags_of

Naming = Callable[[str], str]
_NAMED: Final = 20
"""So many are named in the sentence; ``resting`` has them all."""
_WAY_OUT: Final = "Void what rests on it first, or all of it together (cascade, --cascade)."


class RestedUpon(Refused):
    """Others rest on what is to be struck: all of them are named, none is struck.

    ``resting`` are the ids of the entries that would have to go with it.
    """

    def __init__(
        self, target: Recorded, resting: Sequence[Recorded], naming: Naming, act: str = "void"
    ) -> None:
        self.resting: tuple[UUID, ...] = tuple(item.entry_id for item in resting)
        own = target.entry.subject
        names = [_named(item, own, naming) for item in resting[:_NAMED]]
        if len(resting) > _NAMED:
            names.append(f"{len(resting) - _NAMED} more")
        super().__init__(
            what=f"{act} {target.entry.kind} (#{target.position}) of {naming(own)}",
            record=f"{' and '.join(names)} {'rest' if len(resting) > 1 else 'rests'} on it",
            way_out=_WAY_OUT,
            rule="H8",
            reason="rested-upon",
            blocking=resting[0].entry_id,
        )
        self.position = resting[0].position  # in the sentence all of them are named


def _named(item: Recorded, own: str, naming: Naming) -> str:
    subject = item.entry.subject
    whose = f" of {naming(subject)}" if subject != own else ""
    return f"{item.entry.kind}{whose} of {item.day.isoformat()} (#{item.position})"


def all_resting(
    alive: Sequence[Recorded],
    hard: Sequence[Contradiction],
    added: Callable[[Contradiction], bool],
) -> list[Recorded]:
    """The entries that cannot stand any more, and those that cannot stand without them either.

    ``alive`` are a person's entries without what is to be struck, ``hard`` what then contradicts
    the record, ``added`` tells whether a contradiction is a hard one that was not there before.
    """
    resting: dict[int, Recorded] = {}
    while hard:
        resting.update((found.entry.first_position, found.entry) for found in hard)
        kept = [item for item in alive if item.first_position not in resting]
        folded = career(kept)
        found_now = [*folded.contradictions, *flags_of(kept, folded)]
        hard = [one for one in found_now if added(one) and one.entry.first_position not in resting]
    return [resting[at] for at in sorted(resting)]
