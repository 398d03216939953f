"""What cannot all be true of one person, and what is merely worth a look.

A fold never raises: what contradicts becomes one of these values beside the timeline. Admission
refuses a new entry that would add a hard one; flags are stored, shown and exported.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ledger.domain.entry import Recorded


class Code(StrEnum):
    """What is wrong, in one word; the rule of domain rules H1 to H8 and F1 to F10."""

    HELD_ELSEWHERE = "held-elsewhere"
    OUT_ON_LOAN = "out-on-loan"
    ALREADY_ON_LOAN = "already-on-loan"
    NOT_THE_PARENT_CLUB = "not-the-parent-club"
    REGISTERED_ELSEWHERE = "registered-elsewhere"
    SIGHTED_ELSEWHERE = "sighted-elsewhere"
    NO_LOAN_ON_RECORD = "no-loan-on-record"
    NO_OPTION_ON_RECORD = "no-option-on-record"
    NO_OBLIGATION_ON_RECORD = "no-obligation-on-record"
    NO_RECALL_ON_RECORD = "no-recall-on-record"
    ALREADY_EXERCISED = "already-exercised"
    OPTION_LAPSED = "option-lapsed"
    OPTION_DECLINED = "option-declined"
    NOT_THE_HOLDER = "not-the-holder"
    LOAN_CLOSED = "loan-closed"
    NOT_LATER = "not-later"
    CONDITION_FAILED = "condition-failed"
    OPTION_IS_A_DUTY = "option-is-a-duty"
    NO_BUY_BACK_ON_RECORD = "no-buy-back-on-record"
    BUY_BACK_LAPSED = "buy-back-lapsed"
    BUY_BACK_WAIVED = "buy-back-waived"
    # flags
    PRICE_DIFFERS = "price-differs"
    OPTION_INFERRED = "option-inferred"
    BUY_BACK_INFERRED = "buy-back-inferred"
    BID_GAP = "bid-gap"
    AGAINST_THE_RECORD = "against-the-record"
    STALE_REPORT = "stale-report"


RULES: dict[Code, str] = {
    Code.HELD_ELSEWHERE: "H1",
    Code.REGISTERED_ELSEWHERE: "H1",
    Code.SIGHTED_ELSEWHERE: "H1",
    Code.OUT_ON_LOAN: "H2",
    Code.ALREADY_ON_LOAN: "H2",
    Code.NOT_THE_PARENT_CLUB: "H2",
    Code.NO_LOAN_ON_RECORD: "H5",
    Code.NO_OPTION_ON_RECORD: "H3",
    Code.NO_OBLIGATION_ON_RECORD: "H3",
    Code.NO_RECALL_ON_RECORD: "H3",
    Code.ALREADY_EXERCISED: "H3",
    Code.OPTION_LAPSED: "H3",
    Code.OPTION_DECLINED: "H3",
    Code.NOT_THE_HOLDER: "H3",
    Code.LOAN_CLOSED: "H5",
    Code.NOT_LATER: "H5",
    Code.CONDITION_FAILED: "H4",
    Code.OPTION_IS_A_DUTY: "H4",
    Code.NO_BUY_BACK_ON_RECORD: "H3",
    Code.BUY_BACK_LAPSED: "H3",
    Code.BUY_BACK_WAIVED: "H3",
    Code.PRICE_DIFFERS: "F4",
    Code.OPTION_INFERRED: "F10",
    Code.BUY_BACK_INFERRED: "F10",
    Code.BID_GAP: "F7",
    Code.AGAINST_THE_RECORD: "F7",
    Code.STALE_REPORT: "F7",
}
MOVEMENT_RULES = frozenset({"H1", "H2"})
"""What a bulk import writes all the same, with a discrepancy: losing data is worse."""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """One thing that does not fit: the entry, what stands against it, and the record's words.

    ``record`` completes "the record says …"; ``way_out`` says what to do. ``against`` is the
    entry that blocks, where there is one.
    """

    code: Code
    entry: Recorded
    against: Recorded | None
    record: str
    way_out: str

    @property
    def rule(self) -> str:
        """The rule's number: H1 to H8 are hard, F1 to F10 are flags."""
        return RULES[self.code]

    @property
    def hard(self) -> bool:
        """Whether a fact that causes it is refused."""
        return self.rule.startswith("H")

    @property
    def key(self) -> tuple[Code, int]:
        """Two contradictions with the same key are the same one.

        An entry that already contradicted the record does so no more because it is corrected, or
        because another entry now stands on the other side.
        """
        return (self.code, self.entry.first_position)
