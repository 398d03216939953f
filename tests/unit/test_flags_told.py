"""Flags on squad lists, reports, statements and evidence; and that answers stay as they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import pytest

from ledger import Entry, UncertainDate
from ledger.domain.events import (
    BidAccepted,
    BidRejected,
    BidSubmitted,
    BuyBackExercised,
    ClubTermsAgreed,
    DealCollapsed,
    DenialReported,
    LoanAgreed,
    LoanTerminatedEarly,
    ObligationTriggered,
    OptionExercised,
    RegistrationRefused,
    ReportRetracted,
    RumourReported,
    Stage,
    TermsReported,
)
from ledger.domain.events.squad import Listed, SquadListAmended, SquadListSubmitted
from ledger.domain.events.steps import CollapseReason, RefusalReason
from ledger.domain.sources import Basis
from ledger.domain.terms import ObligationToBuy, OptionToBuy, Qualifies, Terms
from ledger.domain.values import Fee, Money
from unit.flagged import Told, told
from unit.test_flags import ADULT, lend_out

LENT: Any = {"from_club": "juventus", "to_club": "chelsea"}
CLUBS: Any = {"from_club": "paris-saint-germain", "to_club": "juventus"}


@pytest.fixture
def market() -> Iterator[Told]:
    with told() as found:
        yield found


# -- squad lists ----------------------------------------------------------------------------


def listed(
    market: Told,
    names: str,
    count: int,
    *,
    born: str = "1995-01-01",
    position: str = "midfielder",
    **how: Any,
) -> tuple[Listed, ...]:
    """So many players of one sort, each with an id."""
    found = [f"{names}-{place + 1}" for place in range(count)]
    for who in found:
        market.player(who, born=born, position=position)
    return tuple(Listed(player=who, **how) for who in found)


def submit(
    market: Told,
    *players: Sequence[Listed],
    competition: str = "Serie A",
    on: str = "2024-09-02",
    letter: Any = None,
) -> int:
    every = tuple(one for group in players for one in group)
    event = SquadListSubmitted(
        competition=competition, season="2024-25", list=letter, players=every
    )
    return market.tell("club:juventus", event, on)


def test_a_full_list_of_serie_a_is_in_order(market: Told) -> None:
    submit(
        market,
        listed(market, "free", 17),
        listed(market, "own", 4, trained="club"),
        listed(market, "home", 4, trained="association"),
        listed(market, "young", 9, born="2002-01-01"),
    )
    assert market.codes("F6") == []


def test_a_twenty_sixth_player_over_age_is_one_too_many(market: Told) -> None:
    submit(
        market,
        listed(market, "free", 17),
        listed(market, "own", 5, trained="club"),
        listed(market, "home", 4, trained="association"),
    )
    [flag] = market.flags("F6")
    assert (flag.code, flag.count, flag.limit) == ("list-too-long", 26, 25)
    assert (flag.opened_on, flag.club_id) == ("2024-09-02", "juventus")


def test_an_eighteenth_player_trained_elsewhere_is_one_too_many(market: Told) -> None:
    submit(market, listed(market, "free", 18), listed(market, "own", 4, trained="club"))
    [flag] = market.flags("F6")
    assert (flag.code, flag.count, flag.limit) == ("too-many-free-places", 18, 17)


def test_more_than_four_trained_by_the_association_alone_fill_free_places(market: Told) -> None:
    submit(
        market,
        listed(market, "free", 17),
        listed(market, "own", 3, trained="club"),
        listed(market, "home", 5, trained="association"),
    )
    [flag] = market.flags("F6")
    assert (flag.code, flag.count, flag.limit) == ("too-few-trained", 18, 17)


@pytest.mark.parametrize(
    ("born", "flagged"),
    [("2002-01-01", []), ("2001-12-31", [("too-old-for-a-free-place", "flag")]), ("2001/2002", [])],
)
def test_an_under_22_is_born_by_the_day(
    market: Told, born: str, flagged: list[tuple[str, str]]
) -> None:
    submit(market, listed(market, "young", 1, born=born, under_age=True))
    assert market.codes("F6") == flagged


def test_a_list_set_right_clears_the_flag(market: Told) -> None:
    submit(market, listed(market, "free", 18))
    removed = SquadListAmended(competition="Serie A", season="2024-25", removed=("free-1",))
    market.tell("club:juventus", removed, "2025-01-10")
    [flag] = market.flags("F6", on="2025-02-01")
    assert (flag.opened_on, flag.cleared_on) == ("2024-09-02", "2025-01-10")
    [before] = market.flags("F6", on="2025-01-09")
    assert before.cleared_on is None


def test_uefas_list_needs_two_goalkeepers_and_takes_three_more_players(market: Told) -> None:
    keeper = listed(market, "keeper", 1, position="goalkeeper", trained="club")
    submit(market, keeper, listed(market, "free", 10), competition="Champions League", letter="A")
    assert [(row.code, row.count) for row in market.flags("F6")] == [("too-few-goalkeepers", 1)]
    more = listed(market, "winter", 4)
    added = SquadListAmended(competition="Champions League", season="2024-25", list="A", added=more)
    market.tell("club:juventus", added, "2025-02-06")
    assert [(row.code, row.count, row.limit) for row in market.flags("F6")] == [
        ("too-few-goalkeepers", 1, 2),
        ("too-many-additions", 4, 3),
    ]


def test_uefas_list_b_is_for_the_young_with_two_years_at_the_club(market: Told) -> None:
    young = listed(market, "young", 2, born="2004-02-01")
    old = listed(market, "old", 1, born="2002-12-31")
    market.sold("young-1", "empoli", "juventus", "2022-09-02")
    market.sold("young-2", "empoli", "juventus", "2022-09-03")
    submit(market, young, old, competition="Champions League", letter="B")
    assert {(row.code, row.player_id) for row in market.flags("F6")} == {
        ("too-old-for-a-free-place", "old-1"),
        ("too-short-at-the-club", "young-2"),
    }


def test_a_competition_without_a_rule_on_file_is_not_judged(market: Told) -> None:
    submit(market, listed(market, "free", 40), competition="Coppa del Bar")
    assert market.codes("F6") == []


def test_a_season_that_is_none_is_not_judged(market: Told) -> None:
    players = listed(market, "free", 30)
    market.tell(
        "club:juventus",
        SquadListSubmitted(competition="Serie A", season="2024-99", players=players),
        "2024-09-02",
    )
    assert market.codes("F6") == []


def test_quotas_say_what_is_left(market: Told) -> None:
    submit(market, listed(market, "free", 15), listed(market, "own", 4, trained="club"))
    lend_out(market, 4)
    left = {row.what: (row.used, row.limit, row.headroom) for row in quotas(market, "2024-10-01")}
    assert left == {
        "international loans out": (4, 6, 2),
        "international loans in": (0, 6, 6),
        "Serie A 2024-25: places": (19, 25, 6),
        "Serie A 2024-25: places that need no training at home": (15, 17, 2),
    }
    assert all("Serie A" not in row.what for row in quotas(market, "2025-07-01"))


def quotas(market: Told, on: str) -> Sequence[Any]:
    return list(market.book.quotas("juventus", on=on))


# -- a refusal for want of a loan slot ------------------------------------------------------


def test_a_reported_refusal_stands_as_reported_beside_the_ledgers_own_count(market: Told) -> None:
    for place, abroad in enumerate(("chelsea", "ajax", "porto")):
        market.player(f"psg-{place}", **ADULT)
        market.lent(f"psg-{place}", "paris-saint-germain", abroad, "2024-08-20", "2025-06-30")
    for source, name in (("gazzetta", "Simons"), ("marca", "Moscardó")):
        refused = RegistrationRefused(
            **CLUBS, reason=RefusalReason.QUOTA, explanation=f"six are out, {name} among them"
        )
        market.tell("kolo-muani", refused, "2025-01-17", basis=Basis.REPORTED, source=source)
    market.tell("kolo-muani", LoanAgreed(**CLUBS, until=date(2025, 6, 30)), "2025-01-23")
    [flag] = market.flags("F5", player="kolo-muani", on="2025-01-20")
    assert (flag.code, flag.severity) == ("refused-for-quota", "reported")
    assert (flag.count, flag.limit, flag.cleared_on) == (3, 6, None)
    assert "the sources differ on why" in flag.says
    assert "six are out, Simons among them" in flag.counted
    assert "six are out, Moscardó among them" in flag.counted
    [later] = market.flags("F5", club="juventus", on="2025-02-01")
    assert (later.count, later.cleared_on) == (3, "2025-01-23")


# -- reports, statements, evidence ----------------------------------------------------------


def rumour(market: Told, stage: Stage, on: str, source: str = "gazzetta", **evidence: Any) -> int:
    event = RumourReported(from_club="empoli", to_club="juventus", stage=stage)
    return market.tell("ferri", event, on, basis=Basis.REPORTED, source=source, evidence=evidence)


def test_a_source_that_goes_back_is_flagged(market: Told) -> None:
    first = rumour(market, Stage.TERMS_AGREED, "2024-08-01")
    second = rumour(market, Stage.INTEREST, "2024-08-05")
    [flag] = market.flags("F7")
    assert (flag.code, flag.severity) == ("stage-reversed", "note")
    assert flag.says == "gazzetta goes back from terms agreed to interest"
    assert flag.entries == f"#{first}, #{second}"


def test_another_source_may_be_behind(market: Told) -> None:
    rumour(market, Stage.TERMS_AGREED, "2024-08-01")
    rumour(market, Stage.INTEREST, "2024-08-05", "marca")
    assert market.codes("F7") == []


def test_after_a_denial_a_source_may_start_anew(market: Told) -> None:
    rumour(market, Stage.TERMS_AGREED, "2024-08-01")
    denied = DenialReported(from_club="empoli", to_club="juventus")
    market.tell("ferri", denied, "2024-08-03", basis=Basis.REPORTED, source="marca")
    rumour(market, Stage.INTEREST, "2024-08-05")
    assert market.codes("F7") == []


def test_a_source_that_leaps_to_the_end_is_flagged(market: Told) -> None:
    rumour(market, Stage.INTEREST, "2024-08-01")
    rumour(market, Stage.DONE, "2024-08-02")
    assert market.codes("F7") == [("stage-skipped", "note")]


def test_talk_of_a_deal_that_fell_through_comes_late(market: Told) -> None:
    rumour(market, Stage.TALKS, "2024-08-01")
    collapsed = DealCollapsed(from_club="empoli", to_club="juventus")
    market.tell("ferri", collapsed, "2024-08-10", basis=Basis.OFFICIAL, source="juventus-itself")
    event = RumourReported(from_club="empoli", to_club="juventus", stage=Stage.TALKS)
    late: Any = {"published": "2024-08-11", "basis": Basis.REPORTED, "source": "marca"}
    market.tell("ferri", event, "2024-08-09", deal="ferri/juventus/1", **late)
    assert ("after-its-own-end", "note") in market.codes("F7")
    assert market.codes("F7", known_at="2024-08-10") == []


def test_a_gap_in_the_bids_is_in_the_same_answer(market: Told) -> None:
    bid = BidSubmitted(from_club="empoli", to_club="juventus", number=2)
    market.tell("ferri", bid, "2024-08-01", basis=Basis.REPORTED, source="gazzetta")
    assert market.codes("F7") == [("bid-gap", "note")]


def test_two_papers_with_one_origin_are_one(market: Told) -> None:
    rumour(market, Stage.TALKS, "2024-08-01", "gazzetta")
    rumour(market, Stage.TALKS, "2024-08-02", "marca", cites=("gazzetta",))
    [flag] = market.flags("F8")
    assert (flag.code, flag.count, flag.limit) == ("same-origin", 2, 1)
    assert flag.says == "2 reports go back to gazzetta: they count as one"


def test_a_paper_with_news_of_its_own_is_no_copy(market: Told) -> None:
    rumour(market, Stage.TALKS, "2024-08-01", "gazzetta")
    rumour(market, Stage.TALKS, "2024-08-02", "marca")
    assert market.codes("F8") == []


def test_the_same_words_under_two_names_are_one_report(market: Told) -> None:
    rumour(market, Stage.TALKS, "2024-08-01", "gazzetta", excerpt="Ferri is close to  Juventus")
    rumour(market, Stage.BID, "2024-08-02", "marca", excerpt="ferri is close to Juventus")
    assert market.codes("F8") == [("copied-text", "note")]


def test_two_clubs_that_tell_two_fees_contradict_each_other(market: Told) -> None:
    clubs: Any = {"from_club": "ac-milan", "to_club": "juventus"}
    for source, fee in (("juventus-itself", 3_300_000), ("ac-milan-itself", 3_500_000)):
        loan = LoanAgreed(**clubs, until=date(2025, 6, 30), fee=Fee(fixed=Money.exact(fee)))
        market.tell("ferri", loan, "2024-08-21", basis=Basis.OFFICIAL, source=source)
    [flag] = market.flags("F9")
    assert (flag.code, flag.severity) == ("statements-differ", "flag")
    assert flag.says == "loan fee: Juventus says €3.3m, Ac Milan says €3.5m"


def test_two_clubs_that_tell_two_reasons_contradict_each_other(market: Told) -> None:
    clubs: Any = {"from_club": "real-madrid", "to_club": "juventus"}
    reasons = {
        "real-madrid-itself": CollapseReason.LATE_PAPERWORK,
        "juventus-itself": CollapseReason.CLUB_CHANGED_MIND,
    }
    for source, reason in reasons.items():
        collapsed = DealCollapsed(**clubs, reason=reason)
        market.tell("ferri", collapsed, "2024-08-31", basis=Basis.OFFICIAL, source=source)
    [flag] = market.flags("F9")
    assert flag.says == (
        "why it fell through: Real Madrid says late paperwork, Juventus says club changed mind"
    )


def test_one_club_that_corrects_itself_contradicts_nobody(market: Told) -> None:
    clubs: Any = {"from_club": "ac-milan", "to_club": "juventus"}
    for fee in (3_300_000, 3_500_000):
        agreed = ClubTermsAgreed(**clubs, terms=Terms(fee=Fee(fixed=Money.exact(fee))))
        market.tell("ferri", agreed, "2024-08-21", basis=Basis.OFFICIAL, source="juventus-itself")
    assert market.codes("F9") == []


def test_a_right_to_buy_is_no_duty(market: Told) -> None:
    clubs: Any = {"from_club": "ac-milan", "to_club": "juventus"}
    price = Fee(fixed=Money.exact(14_000_000))
    for source, clause in (
        ("ac-milan-itself", ObligationToBuy(price=price)),
        ("juventus-itself", OptionToBuy(price=price)),
    ):
        loan = LoanAgreed(**clubs, until=date(2025, 6, 30), clauses=(clause,))
        market.tell("ferri", loan, "2024-08-21", basis=Basis.OFFICIAL, source=source)
    [flag] = market.flags("F9")
    assert flag.says == "buying him: Juventus says a right, Ac Milan says a duty"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            (ObligationToBuy(condition=Qualifies(competition="Champions League")),),
            (OptionToBuy(),),
        ),
        ((ObligationToBuy(), OptionToBuy()), (OptionToBuy(),)),
        ((OptionToBuy(),), ()),
    ],
    ids=["a duty on a condition", "both clauses", "one club silent"],
)
def test_clauses_that_may_both_be_meant_contradict_nobody(
    market: Told, one: tuple[Any, ...], other: tuple[Any, ...]
) -> None:
    clubs: Any = {"from_club": "ac-milan", "to_club": "juventus"}
    for source, clauses in (("ac-milan-itself", one), ("juventus-itself", other)):
        loan = LoanAgreed(**clubs, until=date(2025, 6, 30), clauses=clauses)
        market.tell("ferri", loan, "2024-08-21", basis=Basis.OFFICIAL, source=source)
    assert market.codes("F9") == []


def test_a_price_other_than_agreed_is_in_the_same_answer(market: Told) -> None:
    clubs: Any = {"from_club": "ac-milan", "to_club": "juventus"}
    option = OptionToBuy(price=Fee(fixed=Money.exact(14_000_000)))
    loan = LoanAgreed(**clubs, until=date(2025, 6, 30), clauses=(option,))
    market.tell("ferri", loan, "2024-08-21")
    used = OptionExercised(**clubs, fee=Fee(fixed=Money.exact(14_300_000)))
    market.tell("ferri", used, "2025-06-05")
    [flag] = market.flags("F4")
    assert (flag.code, flag.severity, flag.opened_on) == ("price-differs", "flag", "2025-06-05")


@pytest.mark.parametrize(
    ("event", "code"),
    [
        (BidAccepted(**CLUBS, number=2), "bid-gap"),
        (BidRejected(**CLUBS, number=2), "bid-gap"),
        (BuyBackExercised(from_club="juventus", to_club="empoli"), "buy-back-inferred"),
        (RumourReported(from_club="ajax", to_club="juventus", stage=Stage.TALKS), "stale-report"),
    ],
    ids=lambda case: getattr(case, "kind", case),
)
def test_one_entry_that_does_not_fit_his_record_is_flagged(
    market: Told, event: Any, code: str
) -> None:
    market.sold("ferri", "empoli", "juventus", "2024-08-20")
    basis = Basis.REPORTED if isinstance(event, RumourReported) else Basis.LISTED
    market.tell("ferri", event, "2024-10-05", basis=basis)
    assert code in {row.code for row in market.book.flags(on="2026-06-30")}


def test_a_duty_at_a_price_other_than_agreed_is_flagged(market: Told) -> None:
    clubs: Any = {"from_club": "ac-milan", "to_club": "juventus"}
    duty = ObligationToBuy(price=Fee(fixed=Money.exact(14_000_000)))
    loan = LoanAgreed(**clubs, until=date(2025, 6, 30), clauses=(duty,))
    market.tell("ferri", loan, "2024-08-21")
    bought = ObligationTriggered(**clubs, fee=Fee(fixed=Money.exact(14_300_000)))
    market.tell("ferri", bought, "2025-06-05")
    assert market.codes("F4") == [("price-differs", "flag")]


def test_how_far_the_whole_market_is_judged_is_told(market: Told) -> None:
    market.sold("ferri", "empoli", "juventus", "2024-08-20")
    market.sold("bassi", "empoli", "ac-milan", "2024-08-20")
    told: list[tuple[int, int]] = []
    market.book.flags(progress=lambda done, total: told.append((done, total)))
    assert told[0] == (0, 4)
    assert (2, 4) in told
    assert told == sorted(told)


def test_weak_evidence_is_counted_and_listed_on_demand(market: Told) -> None:
    market.sold("ferri", "empoli", "juventus", "2024-08-20")
    market.sold("bassi", "empoli", "ac-milan", "2024-08-20")
    [row] = market.flags("F10")
    assert (row.count, row.player_id) == (2, None)
    [own] = market.flags("F10", player="ferri")
    assert (own.count, own.player_id) == (1, "ferri")
    assert [one.player_id for one in market.flags("F10", detail=True)] == ["bassi", "ferri"]


def test_a_second_source_or_an_official_word_makes_a_fact_solid(market: Told) -> None:
    market.sold("ferri", "empoli", "juventus", "2024-08-20")
    market.sold("ferri", "empoli", "juventus", "2024-08-20", source="marca")
    official: Any = {"basis": Basis.OFFICIAL, "source": "juventus-itself"}
    market.sold("bassi", "empoli", "juventus", "2024-08-20", **official)
    assert market.codes("F10") == []


# -- an answer stays as it is ---------------------------------------------------------------


def test_an_answer_never_changes_when_more_is_recorded(market: Told) -> None:
    lend_out(market, 7)
    market.sold("ferri", "everton", "juventus", "2024-09-20")
    rumour(market, Stage.TERMS_AGREED, "2024-08-01")
    rumour(market, Stage.INTEREST, "2024-08-05")
    moment: Any = {"on": "2025-01-31", "known_at": "2025-01-31"}
    at = {**moment, "position": market.book.head().position}
    before = market.book.flags(**at)
    assert {row.rule for row in before} == {"F1", "F5", "F7", "F10"}
    [*_, loan] = market.book.entries("player:lent-2")
    market.book.void(loan.entry_id, reason="he was never lent")
    market.tell("lent-1", LoanTerminatedEarly(**LENT), "2025-01-10")
    market.sold("ferri", "juventus", "porto", "2025-01-20")
    assert market.book.flags(**at) == before
    after = market.book.flags(**moment)
    assert {row.rule for row in after} == {"F1", "F7", "F10"}


def test_a_question_on_what_is_assumed_counts_it(market: Told) -> None:
    """What if a seventh were lent out?"""
    lend_out(market, 6)
    market.player("seventh", **ADULT)
    loan = LoanAgreed(from_club="juventus", to_club="ajax", until=date(2025, 6, 30))
    day = UncertainDate.parse("2025-01-15")
    entry = Entry(subject="player:seventh", event=loan, occurred_on=day, basis=Basis.LISTED)
    fork = market.book.assuming(entry)
    assert [row.count for row in fork.flags(rule="F5", on="2025-02-01")] == [7]
    assert market.flags("F5", on="2025-02-01") == []


# -- a source's own words -------------------------------------------------------------------


def fee_told(market: Told, amount: int, on: str, source: str = "gazzetta", **evidence: Any) -> int:
    event = TermsReported(**CLUBS, terms=Terms(fee=Fee(fixed=Money.exact(amount))))
    return market.tell("kolo", event, on, basis=Basis.REPORTED, source=source, evidence=evidence)


def test_a_paper_that_tells_another_fee_than_before_contradicts_itself(market: Told) -> None:
    first = fee_told(market, 20_000_000, "2025-01-10")
    again = fee_told(market, 20_000_000, "2025-01-12")
    later = fee_told(market, 25_000_000, "2025-01-15")
    [flag] = market.flags("F7")
    assert (flag.code, flag.severity, flag.opened_on) == (
        "contradicts-itself",
        "note",
        "2025-01-15",
    )
    assert flag.says == "gazzetta on fee: €25.0m, earlier €20.0m"
    assert flag.entries == f"#{first}, #{again}, #{later}"
    assert market.codes("F7", known_at="2025-01-14") == []


def test_the_word_of_the_clubs_above_both_changes_nothing(market: Told) -> None:
    market.tell(
        "kolo",
        ClubTermsAgreed(**CLUBS),
        "2025-01-09",
        basis=Basis.OFFICIAL,
        source="juventus-itself",
    )
    fee_told(market, 20_000_000, "2025-01-10")
    fee_told(market, 25_000_000, "2025-01-15")
    assert ("contradicts-itself", "note") in market.codes("F7")


@pytest.mark.parametrize(
    "words",
    [
        [(20, "gazzetta", {}), (25, "tuttosport", {})],
        [(20, "gazzetta", {}), (25, "gazzetta", {"cites": ("marca",)})],
        [(20, "gazzetta", {}), (20, "gazzetta", {})],
    ],
    ids=["another paper", "another's word handed on", "the same again"],
)
def test_it_takes_two_words_of_ones_own_that_differ(
    market: Told, words: list[tuple[int, str, dict[str, Any]]]
) -> None:
    for day, (millions, source, evidence) in enumerate(words, start=10):
        fee_told(market, millions * 1_000_000, f"2025-01-{day}", source, **evidence)
    assert "contradicts-itself" not in [code for code, _ in market.codes("F7")]


def test_whoever_takes_the_first_word_back_may_say_another(market: Told) -> None:
    position = fee_told(market, 20_000_000, "2025-01-10")
    target = next(item for item in market.book.entries() if item.position == position)
    retraction = ReportRetracted(target=target.entry_id)
    market.tell("kolo", retraction, "2025-01-12", basis=Basis.REPORTED, source="gazzetta")
    fee_told(market, 25_000_000, "2025-01-15")
    assert market.codes("F7") == []
