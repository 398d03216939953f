"""A flag: something on record worth a look, with the rule, the facts counted, and since when.

Flags forbid nothing. They open and clear in football time, and are derived from the entries known
at the moment asked for, so that a flag vanishes from an answer once a correction is known.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final, Literal

from ledger.domain.contradictions import RULES, Code
from ledger.domain.regulations.rules import Pack, rules
from ledger.domain.values import Value

Severity = Literal["flag", "possible", "assumed", "reported", "note"]
"""How hard a flag is: the facts on record break the rule; they may, as something is not known; they
do if the usual days held, which nobody published; somebody reported it; it is merely worth knowing.
"""


class FlagCode(StrEnum):
    """What is flagged, in one word: what spans players, or needs windows and rule packs."""

    OUTSIDE_THE_PERIOD = "outside-the-period"
    AFTER_THE_DEADLINE = "after-the-deadline"
    TOO_MANY_CLUBS = "too-many-clubs"
    PLAYED_FOR_TOO_MANY = "played-for-too-many"
    BRIDGE_PRESUMED = "bridge-presumed"
    TOO_MANY_LOANS_OUT = "too-many-loans-out"
    TOO_MANY_LOANS_IN = "too-many-loans-in"
    TOO_MANY_TO_ONE_CLUB = "too-many-to-one-club"
    TOO_MANY_FROM_ONE_CLUB = "too-many-from-one-club"
    LOAN_TOO_LONG = "loan-too-long"
    LOAN_TOO_SHORT = "loan-too-short"
    SUB_LOAN = "sub-loan"
    REFUSED_FOR_QUOTA = "refused-for-quota"
    LIST_TOO_LONG = "list-too-long"
    TOO_MANY_FREE_PLACES = "too-many-free-places"
    TOO_FEW_TRAINED = "too-few-trained"
    TOO_FEW_GOALKEEPERS = "too-few-goalkeepers"
    TOO_OLD_FOR_A_FREE_PLACE = "too-old-for-a-free-place"
    TOO_MANY_ADDITIONS = "too-many-additions"
    TOO_SHORT_AT_THE_CLUB = "too-short-at-the-club"
    CONTRACT_TOO_LONG = "contract-too-long"
    SIGNED_TOO_EARLY = "signed-too-early"
    MINOR_ACROSS_BORDERS = "minor-across-borders"
    STAGE_REVERSED = "stage-reversed"
    STAGE_SKIPPED = "stage-skipped"
    AFTER_ITS_OWN_END = "after-its-own-end"
    CONTRADICTS_ITSELF = "contradicts-itself"
    COPIED_TEXT = "copied-text"
    SAME_ORIGIN = "same-origin"
    STATEMENTS_DIFFER = "statements-differ"
    WEAK_EVIDENCE = "weak-evidence"


RULE_OF: Final[dict[FlagCode, str]] = {
    FlagCode.OUTSIDE_THE_PERIOD: "registration-periods",
    FlagCode.AFTER_THE_DEADLINE: "registration-periods",
    FlagCode.TOO_MANY_CLUBS: "season-registrations",
    FlagCode.PLAYED_FOR_TOO_MANY: "season-registrations",
    FlagCode.BRIDGE_PRESUMED: "bridge-transfers",
    FlagCode.TOO_MANY_LOANS_OUT: "international-loans",
    FlagCode.TOO_MANY_LOANS_IN: "international-loans",
    FlagCode.TOO_MANY_TO_ONE_CLUB: "international-loans",
    FlagCode.TOO_MANY_FROM_ONE_CLUB: "international-loans",
    FlagCode.LOAN_TOO_LONG: "international-loans",
    FlagCode.LOAN_TOO_SHORT: "international-loans",
    FlagCode.SUB_LOAN: "international-loans",
    FlagCode.REFUSED_FOR_QUOTA: "international-loans",
    FlagCode.CONTRACT_TOO_LONG: "contract-length",
    FlagCode.SIGNED_TOO_EARLY: "pre-contract",
    FlagCode.MINOR_ACROSS_BORDERS: "minors",
    FlagCode.STAGE_REVERSED: "reports-and-record",
    FlagCode.STAGE_SKIPPED: "reports-and-record",
    FlagCode.AFTER_ITS_OWN_END: "reports-and-record",
    FlagCode.CONTRADICTS_ITSELF: "reports-and-record",
    FlagCode.COPIED_TEXT: "copied-reports",
    FlagCode.SAME_ORIGIN: "copied-reports",
    FlagCode.STATEMENTS_DIFFER: "two-official-words",
    FlagCode.WEAK_EVIDENCE: "weak-evidence",
}
"""The rule behind each code; those of squad lists hang on the competition."""


def flag_of(code: FlagCode | Code) -> str:
    """The number of the flag that a code belongs to: F1 to F10."""
    if isinstance(code, Code):
        return RULES[code]
    rule = RULE_OF.get(code)
    return rules()[rule].flag if rule is not None else "F6"


@dataclass(frozen=True, slots=True)
class Flag:
    """One flag, with clubs and players by id; in texts they stand in braces.

    ``clubs`` are those concerned, the one that has to answer for it first. ``cleared_on`` is the
    first day on which it is over, None where it still stands. ``count`` is what the record shows
    for certain, ``possible`` what it may come to, where the rule counts against a ``limit``.
    ``among`` are the players it counts, where it is about no single one.
    ``counted`` are the facts counted, ``entries`` the positions they rest on.
    """

    code: FlagCode | Code
    severity: Severity
    pack: Pack[Value]
    opened_on: date
    says: str
    entries: tuple[int, ...]
    cleared_on: date | None = None
    player: str | None = None
    among: tuple[str, ...] = ()
    clubs: tuple[str, ...] = ()
    deal: str | None = None
    count: int | None = None
    possible: int | None = None
    limit: int | None = None
    counted: tuple[str, ...] = ()
    basis: str | None = None

    @property
    def rule(self) -> str:
        """F1 to F10."""
        return self.pack.rule.flag
