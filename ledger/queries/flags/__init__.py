"""Flags: what is stored all the same and worth a look, at any moment, each with its rule.

A module a family. Each takes the market as known at the moment asked for and yields flags; here
they are gathered, narrowed to what was asked, and named.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from typing import Final

from ledger.domain.regulations.rules import Rule
from ledger.domain.regulations.rules import named as rules_named
from ledger.domain.regulations.windows import season_days
from ledger.queries.answers import Answer
from ledger.queries.asking import Asking
from ledger.queries.deals import resolve
from ledger.queries.flags import (
    contracts,
    evidence,
    lists,
    loans,
    own_words,
    periods,
    refusals,
    reports,
    seasons,
    statements,
    within,
)
from ledger.queries.flags.flag import Flag, FlagCode, Severity, flag_of
from ledger.queries.flags.gathering import market_of
from ledger.queries.flags.market import Market
from ledger.queries.flags.quotas import Quota, quotas
from ledger.queries.folding import collecting_nothing
from ledger.queries.freshness import Progress
from ledger.queries.sentences import names_in

__all__ = ["FlagCode", "FlagRow", "Quota", "flag_of", "flags", "quotas"]

Family = Callable[[Market], Iterator[Flag]]
_FAMILIES: Final[Mapping[Family, frozenset[str]]] = {
    periods.flags: frozenset({"F1"}),
    seasons.flags: frozenset({"F2", "F3"}),
    within.flags: frozenset({"F4", "F7", "F10"}),
    loans.flags: frozenset({"F5"}),
    refusals.flags: frozenset({"F5"}),
    lists.flags: frozenset({"F6"}),
    contracts.flags: frozenset({"F6"}),
    reports.flags: frozenset({"F7", "F8"}),
    own_words.flags: frozenset({"F7"}),
    statements.flags: frozenset({"F9"}),
}
"""Each family with the flags it can raise; facts on weak evidence (F10) come apart."""


@dataclass(frozen=True, slots=True)
class FlagRow:
    """One flag: what rule, since when, about whom, and the facts it counts.

    ``severity`` says how hard it is: ``flag`` where the facts on record break the rule,
    ``possible`` where something is not known, ``assumed`` where it rests on days that nobody
    published, ``reported`` where somebody says so, ``note`` where it is merely worth knowing.
    ``cleared_on`` is the first day on which it is over by the day asked about; None: it stands.
    ``count`` is certain, ``possible`` what it may come to. ``entries`` are positions; ``pack`` is
    the dated rule that was applied, ``reference`` where it is written.
    """

    rule: str
    code: str
    title: str
    severity: Severity
    player_id: str | None
    player: str | None
    club_id: str | None
    club: str | None
    deal: str | None
    opened_on: str
    cleared_on: str | None
    count: int | None
    possible: int | None
    limit: int | None
    says: str
    counted: str
    entries: str
    basis: str | None
    reference: str
    pack: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked for: flags of these rules, about these, that stood in these days."""

    club: str | None
    player: str | None
    deals: frozenset[str]
    rules: frozenset[str] | None
    days: tuple[date, date] | None
    only_open: bool

    def takes(self, flag: Flag | evidence.Weak, on: date) -> bool:
        """Whether a flag is among what was asked for."""
        return (
            flag.opened_on <= on
            and (self.rules is None or flag.pack.rule.id in self.rules)
            and (self.club is None or self.club in flag.clubs)
            and (self.player is None or self.player in (flag.player, *flag.among))
            and (not self.deals or flag.deal in self.deals)
            and (self.days is None or _stood(flag, *self.days))
            and not (self.only_open and _over(flag, on))
        )


def flags(
    asking: Asking,
    *,
    club: str | None = None,
    player: str | None = None,
    deal: str | None = None,
    rule: str | None = None,
    season: str | None = None,
    only_open: bool = False,
    detail: bool = False,
    progress: Progress | None = None,
) -> Answer[FlagRow]:
    """Flags by the number of their rule, then the day they opened.

    Args:
        asking: the moment.
        club: only those that concern this club.
        player: only those about this player.
        deal: only those of this deal, by its id, or by the player who has but one.
        rule: a flag's number (``F5``) or a rule's id (``international-loans``).
        season: only those that stood on some day of it.
        only_open: only those that still stand on the day asked about.
        detail: each fact that rests on weak evidence, instead of how many there are.
        progress: told how far it is: every player counts twice, once read and once judged.
    """
    chosen = rules_named(rule) if rule is not None else None
    numbers = {one.flag for one in chosen} if chosen is not None else None
    wanted = _wanted(
        asking,
        club=club,
        player=player,
        deal=deal,
        chosen=chosen,
        season=season,
        only_open=only_open,
    )
    with collecting_nothing():
        found = _found(asking, wanted, numbers, detail=detail, progress=progress)
    return Answer(_rows(asking, found), asking.meta)


def _found(
    asking: Asking,
    wanted: Wanted,
    numbers: AbstractSet[str] | None,
    *,
    detail: bool,
    progress: Progress | None,
) -> list[Flag]:
    """The flags asked for, of the rules with these numbers; of all where none are named."""
    market = market_of(
        asking,
        players=[f"player:{wanted.player}"] if wanted.player is not None else None,
        club=wanted.club if wanted.player is None else None,
        counting=numbers is None or "F5" in numbers,
        progress=progress,
    )
    found: list[Flag] = []
    everybody = len(market.people)
    for done, (family, raises) in enumerate(_FAMILIES.items()):
        if progress is not None:
            progress(everybody + everybody * done // len(_FAMILIES), 2 * everybody)
        if numbers is None or raises & numbers:
            found += [flag for flag in family(market) if wanted.takes(flag, asking.on)]
    if numbers is None or "F10" in numbers:
        weak = [one for one in evidence.weak(market) if wanted.takes(one, asking.on)]
        found += (
            evidence.each(weak)
            if detail
            else evidence.counted(weak, player=wanted.player, club=wanted.club)
        )
    return sorted(found, key=_in_order)


def _wanted(
    asking: Asking,
    *,
    club: str | None,
    player: str | None,
    deal: str | None,
    chosen: Sequence[Rule] | None,
    season: str | None,
    only_open: bool,
) -> Wanted:
    """What was asked for, by ids."""
    one = resolve(asking, deal) if deal is not None else None
    who = asking.player(player).id if player is not None else None
    return Wanted(
        club=asking.club(club).id if club is not None else None,
        player=who or (one.player_id if one is not None else None),
        deals=frozenset(one.ids if one is not None else ()),
        rules=frozenset(each.id for each in chosen) if chosen is not None else None,
        days=season_days(season) if season is not None else None,
        only_open=only_open,
    )


def _over(flag: Flag | evidence.Weak, on: date) -> bool:
    return flag.cleared_on is not None and flag.cleared_on <= on


def _stood(flag: Flag | evidence.Weak, first: date, last: date) -> bool:
    """Whether it stood on some day of these; one that never clears counts where it opened."""
    return flag.opened_on <= last and (flag.cleared_on or flag.opened_on) >= first


def _in_order(flag: Flag) -> tuple[int, date, str, str, str, tuple[int, ...]]:
    club = flag.clubs[0] if flag.clubs else ""
    return (int(flag.rule[1:]), flag.opened_on, flag.code, flag.player or "", club, flag.entries)


def _rows(asking: Asking, found: Sequence[Flag]) -> list[FlagRow]:
    said = (text for one in found for text in (one.says, *one.counted))
    subjects = (f"{{player:{one.player}}} {{{one.clubs[0] if one.clubs else ''}}}" for one in found)
    filled = names_in(asking, [*said, *subjects])
    return [_row(one, asking.on, filled) for one in found]


def _row(flag: Flag, on: date, filled: Callable[[str], str]) -> FlagRow:
    club = flag.clubs[0] if flag.clubs else None
    return FlagRow(
        rule=flag.rule,
        code=str(flag.code),
        title=flag.pack.rule.title,
        severity=flag.severity,
        player_id=flag.player,
        player=filled(f"{{player:{flag.player}}}") if flag.player is not None else None,
        club_id=club,
        club=filled(f"{{{club}}}") if club is not None else None,
        deal=flag.deal,
        opened_on=flag.opened_on.isoformat(),
        cleared_on=str(flag.cleared_on) if _over(flag, on) else None,
        count=flag.count,
        possible=flag.possible,
        limit=flag.limit,
        says=filled(flag.says),
        counted="; ".join(map(filled, flag.counted)),
        entries=", ".join(f"#{position}" for position in flag.entries),
        basis=flag.basis,
        reference=flag.pack.reference,
        pack=flag.pack.id,
    )
