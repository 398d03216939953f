"""Flags at their boundaries: the last day, the sixteenth week, the seventh loan, the deadline."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from ledger.domain.events import (
    ContractSigned,
    LoanTerminatedEarly,
    PlayerRegistered,
    PlayerSighted,
    PreContractSigned,
    WindowAmended,
    WindowDefined,
)
from ledger.domain.events.contracts import ContractBaselineRecorded
from ledger.domain.events.reference import Parameter, RulePackAdopted
from ledger.domain.sources import Basis
from ledger.domain.values import NoClub
from unit.flagged import Told, told


@pytest.fixture
def market() -> Iterator[Told]:
    with told() as found:
        yield found


# -- F1: registration periods ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("to_club", "on", "flagged"),
    [
        ("juventus", "2024-08-30", []),
        ("juventus", "2024-08-31", [("outside-the-period", "flag")]),
        ("juventus", "2025-02-03", []),
        ("juventus", "2025-02-04", [("outside-the-period", "flag")]),
        ("juventus", "2025-06-01", []),
        ("juventus", "2025-03-30", [("outside-the-period", "flag")]),
        ("juventus", "2025-03-31", []),
        ("galatasaray", "2024-09-04", []),
        ("chelsea", "2024-06-14", []),
        ("ajax", "2016-02-03", []),
        ("ajax", "2016-02-04", [("outside-the-period", "assumed")]),
        ("malmo-ff", "2016-03-20", []),
        ("nowhere-united", "2024-09-20", []),
    ],
)
def test_a_move_is_judged_by_the_period_of_the_club_that_engages(
    market: Told, to_club: str, on: str, flagged: list[tuple[str, str]]
) -> None:
    market.sold("ferri", "everton", to_club, on)
    assert market.codes("F1") == flagged


def test_a_flag_on_a_period_clears_when_the_next_one_opens(market: Told) -> None:
    market.sold("ferri", "everton", "juventus", "2024-09-20")
    [before] = market.flags("F1", on="2025-01-01")
    [after] = market.flags("F1", on="2025-01-02")
    assert (before.opened_on, before.cleared_on) == ("2024-09-20", None)
    assert after.cleared_on == "2025-01-02"
    assert market.flags("F1", on="2025-01-02", only_open=True) == []
    assert market.flags("F1", on="2024-09-19") == []


def test_who_had_no_club_when_the_period_closed_may_come_after_it(market: Told) -> None:
    market.sold("ferri", "everton", NoClub.WITHOUT_CLUB, "2024-08-29")
    market.sold("ferri", NoClub.WITHOUT_CLUB, "juventus", "2024-09-20")
    assert market.codes("F1") == []


def test_who_lost_his_club_after_the_close_may_not(market: Told) -> None:
    market.sold("ferri", "empoli", "everton", "2023-07-10")
    market.sold("ferri", "everton", NoClub.WITHOUT_CLUB, "2024-09-05")
    market.sold("ferri", NoClub.WITHOUT_CLUB, "juventus", "2024-09-20")
    assert market.codes("F1") == [("outside-the-period", "flag")]


def test_a_deal_filed_before_the_close_is_no_late_one(market: Told) -> None:
    signed = ContractSigned(from_club="everton", to_club="juventus")
    market.tell("ferri", signed, "2024-08-30")
    market.sold("ferri", "everton", "juventus", "2024-08-31")
    assert market.codes("F1") == []


def test_papers_that_are_only_reported_leave_it_open(market: Told) -> None:
    signed = ContractSigned(from_club="everton", to_club="juventus")
    market.tell("ferri", signed, "2024-08-30", basis=Basis.REPORTED, source="gazzetta")
    market.sold("ferri", "everton", "juventus", "2024-08-31")
    assert market.codes("F1") == [("outside-the-period", "possible")]


@pytest.mark.parametrize(
    ("minute", "flagged"),
    [
        ("2024-08-30T22:00Z", []),
        ("2024-08-31T00:01+02:00", [("after-the-deadline", "flag")]),
        ("2024-08-30T22:01Z", [("after-the-deadline", "flag")]),
    ],
)
def test_minutes_decide_on_the_last_day(
    market: Told, minute: str, flagged: list[tuple[str, str]]
) -> None:
    registered = PlayerRegistered(from_club="everton", to_club="juventus")
    market.sold("ferri", "everton", "juventus", "2024-08-30")
    market.tell("ferri", registered, minute, deal="ferri/juventus/1")
    if minute.startswith("2024-08-31"):
        flagged = [("outside-the-period", "flag")]  # it is the next day in Italy
    assert market.codes("F1") == flagged


def test_an_amendment_counts_for_whoever_knew_it(market: Told) -> None:
    """A close put off on 5 February makes a move of the 4th right, from the 5th on."""
    window = "window:ITA-2025-winter"
    first, last = date(2025, 1, 2), date(2025, 2, 3)
    defined = WindowDefined(association="ITA", first_day=first, last_day=last)
    market.tell(window, defined, "2024-05-29", source="figc")
    market.tell(window, WindowAmended(last_day=date(2025, 2, 4)), "2025-02-05", source="figc")
    market.sold("ferri", "everton", "juventus", "2025-02-04")
    assert market.codes("F1", known_at="2025-02-04") == [("outside-the-period", "flag")]
    assert market.codes("F1", known_at="2025-02-05") == []


def test_italys_close_of_2025_was_the_second_of_february_at_first(market: Told) -> None:
    told_early = {"published": "2025-01-31"}
    market.sold("ferri", "everton", "juventus", "2025-02-03", **told_early)
    [flag] = market.flags("F1", known_at="2025-02-01", on="2025-02-03")
    assert "closed on 2025-02-02" in flag.says
    assert market.codes("F1", known_at="2025-02-02", on="2025-02-03") == []


def test_the_end_of_a_loan_is_no_registration_elsewhere(market: Told) -> None:
    market.lent("ferri", "juventus", "ajax", "2024-08-20", "2025-04-01")
    market.sold("ferri", "juventus", "ajax", "2025-04-01")
    assert market.codes("F1") == []


# -- F2 and F3: seasons and bridges ---------------------------------------------------------


def test_a_fourth_club_in_one_season_is_one_too_many(market: Told) -> None:
    market.sold("ferri", "porto", "ajax", "2021-07-10")
    market.sold("ferri", "ajax", "juventus", "2022-09-01")
    market.lent("ferri", "juventus", "everton", "2023-01-02", "2023-01-20")
    assert market.codes("F2") == []
    market.lent("ferri", "juventus", "chelsea", "2023-01-25", "2023-06-30")
    [flag] = market.flags("F2")
    assert (flag.code, flag.severity, flag.count, flag.limit) == ("too-many-clubs", "flag", 4, 3)
    assert (flag.opened_on, flag.cleared_on) == ("2023-01-25", "2023-07-01")


def test_a_stay_that_ended_before_the_season_had_begun_does_not_count_for_sure(
    market: Told,
) -> None:
    market.sold("ferri", "porto", "ajax", "2021-07-10")
    market.sold("ferri", "ajax", "juventus", "2022-08-31")
    market.lent("ferri", "juventus", "everton", "2023-01-02", "2023-01-20")
    market.lent("ferri", "juventus", "chelsea", "2023-01-25", "2023-06-30")
    [flag] = market.flags("F2")
    assert (flag.severity, flag.count, flag.possible) == ("possible", 3, 4)


def test_seasons_that_overlap_are_excepted(market: Told) -> None:
    """Sweden plays from spring to autumn, so the fourth club may be in another season."""
    market.sold("ferri", "porto", "ajax", "2021-07-10")
    market.sold("ferri", "ajax", "juventus", "2022-09-01")
    market.lent("ferri", "juventus", "everton", "2023-01-02", "2023-01-20")
    market.lent("ferri", "juventus", "malmo-ff", "2023-03-25", "2023-06-30")
    [flag] = market.flags("F2")
    assert (flag.severity, flag.count) == ("possible", 4)


def test_playing_for_a_third_club_is_one_too_many(market: Told) -> None:
    for club, day in (("ajax", "2022-09-01"), ("juventus", "2022-11-01"), ("empoli", "2023-02-01")):
        market.tell("ferri", PlayerSighted(club=club, role="started"), day)
    [flag] = market.flags("F2")
    assert (flag.code, flag.severity) == ("played-for-too-many", "flag")
    assert (flag.opened_on, flag.count, flag.limit) == ("2023-02-01", 3, 2)


def test_the_bench_is_no_match_played(market: Told) -> None:
    for club, day in (("ajax", "2022-09-01"), ("juventus", "2022-11-01"), ("empoli", "2023-02-01")):
        bench = PlayerSighted(club=club, role="on the bench")
        played = PlayerSighted(club=club, role="started")
        market.tell("ferri", bench if club == "empoli" else played, day)
    assert market.codes("F2") == []


@pytest.mark.parametrize(
    ("second", "flagged"),
    [
        ("2022-10-21", [("bridge-presumed", "flag")]),
        ("2022-10-22", []),
    ],
)
def test_the_sixteenth_week_ends_on_its_last_day(
    market: Told, second: str, flagged: list[tuple[str, str]]
) -> None:
    market.sold("ferri", "empoli", "juventus", "2022-07-01")
    market.sold("ferri", "juventus", "chelsea", second)
    assert market.codes("F3") == flagged


def test_a_bridge_within_one_window_is_one_whatever_the_days(market: Told) -> None:
    market.sold("ferri", "empoli", "juventus", "2022-07-01/2022-08-31")
    market.sold("ferri", "juventus", "chelsea", "2022-07-01/2022-08-31")
    [flag] = market.flags("F3")
    assert (flag.severity, flag.count, flag.possible, flag.limit) == ("flag", 0, 61, 112)


def test_before_the_rule_there_was_no_bridge(market: Told) -> None:
    market.sold("ferri", "empoli", "juventus", "2018-07-01")
    market.sold("ferri", "juventus", "chelsea", "2018-08-01")
    assert market.codes("F3") == []


def test_a_loan_is_no_bridge(market: Told) -> None:
    market.sold("ferri", "empoli", "juventus", "2022-07-01")
    market.lent("ferri", "juventus", "chelsea", "2022-08-01", "2023-06-30")
    assert market.codes("F3") == []


# -- F5: international loans ----------------------------------------------------------------

ADULT = {"born": "1990-05-01"}
ABROAD = ("chelsea", "everton", "ajax", "porto", "real-madrid", "galatasaray", "bayer-leverkusen")


def lend_out(
    market: Told, count: int, *, on: str = "2024-08-20", until: str = "2025-06-30"
) -> None:
    """So many players of Juventus, each to another country."""
    for place in range(count):
        who = f"lent-{place + 1}"
        market.player(who, **ADULT)
        market.lent(who, "juventus", ABROAD[place % len(ABROAD)], on, until)


def test_the_seventh_loan_out_passes_the_limit_of_six(market: Told) -> None:
    lend_out(market, 6)
    assert market.codes("F5") == []
    market.player("seventh", **ADULT)
    market.lent("seventh", "juventus", "bayer-leverkusen", "2025-01-15", "2025-06-30")
    [flag] = market.flags("F5", on="2025-03-01")
    assert (flag.code, flag.severity) == ("too-many-loans-out", "flag")
    assert (flag.count, flag.possible, flag.limit) == (7, 7, 6)
    assert (flag.opened_on, flag.cleared_on) == ("2025-01-15", None)
    assert flag.club_id == "juventus"
    assert flag.pack == "international-loans@2024-07-01"
    assert "Seventh to Bayer Leverkusen 2025-01-15 to 2025-06-30" in flag.counted


def test_a_loan_terminated_frees_a_slot(market: Told) -> None:
    lend_out(market, 7)
    ended = LoanTerminatedEarly(from_club="juventus", to_club="chelsea")
    market.tell("lent-1", ended, "2025-01-22")
    [flag] = market.flags("F5", on="2025-06-01")
    assert (flag.opened_on, flag.cleared_on) == ("2024-08-20", "2025-01-22")
    assert market.flags("F5", on="2025-01-22", only_open=True) == []
    [known] = market.flags("F5", on="2025-06-01", known_at="2025-01-21")
    assert known.cleared_on is None


def test_the_limit_is_the_one_of_the_season(market: Told) -> None:
    """Eight loans are allowed in 2022/23 and seven in 2023/24."""
    lend_out(market, 8, on="2023-01-20", until="2023-12-31")
    [flag] = market.flags("F5", on="2023-12-01")
    assert (flag.opened_on, flag.count, flag.limit) == ("2023-07-01", 8, 7)
    assert flag.pack == "international-loans@2023-07-01"


def test_loans_at_home_use_no_slot(market: Told) -> None:
    for place in range(9):
        market.player(f"home-{place}", **ADULT)
        market.lent(f"home-{place}", "juventus", "empoli", "2024-08-20", "2025-06-30")
    assert market.codes("F5") == []


def test_a_fourth_loan_to_one_club_is_one_too_many(market: Told) -> None:
    for place in range(4):
        market.player(f"blue-{place}", **ADULT)
        market.lent(f"blue-{place}", "juventus", "chelsea", "2024-08-20", "2025-06-30")
    found = {(row.code, row.club_id, row.count, row.limit) for row in market.flags("F5")}
    assert found == {
        ("too-many-to-one-club", "juventus", 4, 3),
        ("too-many-from-one-club", "chelsea", 4, 3),
    }


def test_who_may_be_exempt_only_may_count(market: Told) -> None:
    """Nobody tells when the seventh was born, or where he was trained."""
    lend_out(market, 6)
    market.lent("unknown", "juventus", "bayer-leverkusen", "2024-08-20", "2025-06-30")
    [flag] = market.flags("F5", on="2024-10-01")
    assert (flag.severity, flag.count, flag.possible) == ("possible", 6, 7)
    assert "his age then is not on record" in flag.counted


def test_one_who_is_young_and_trained_by_the_lender_is_exempt(market: Told) -> None:
    lend_out(market, 6)
    market.player("home-grown", born="2004-03-01")
    market.sold("home-grown", "empoli", "juventus", "2019-07-01")
    market.lent("home-grown", "juventus", "ajax", "2024-08-20", "2025-06-30")
    assert market.codes("F5") == []


def test_one_who_is_young_and_came_late_counts_unless_one_of_the_two_is_enough(
    market: Told,
) -> None:
    lend_out(market, 6)
    market.player("newcomer", born="2004-03-01")
    market.sold("newcomer", "empoli", "ac-milan", "2018-07-01")
    market.sold("newcomer", "ac-milan", "juventus", "2024-07-01")
    market.lent("newcomer", "juventus", "ajax", "2024-08-20", "2025-06-30")
    assert market.codes("F5") == [("too-many-loans-out", "flag")]
    either = RulePackAdopted(
        rule="international-loans",
        parameters=(Parameter(name="exempt", value="or"),),
        since=date(2024, 7, 1),
        reference="another reading of the text",
    )
    position = market.tell("ledger", either, "2024-07-01")
    assert market.codes("F5") == []
    assert market.codes("F5", position=position - 1) == [("too-many-loans-out", "flag")]


def test_a_loan_of_more_than_a_year_is_too_long(market: Told) -> None:
    market.player("lent", **ADULT)
    market.lent("lent", "juventus", "ajax", "2024-08-20", "2025-08-19")
    assert market.codes("F5") == []
    market.player("longer", **ADULT)
    market.lent("longer", "juventus", "ajax", "2024-08-20", "2025-08-20")
    assert market.codes("F5") == [("loan-too-long", "flag")]


def test_a_loan_that_ends_before_the_next_period_is_too_short(market: Told) -> None:
    market.player("lent", **ADULT)
    market.lent("lent", "juventus", "chelsea", "2024-08-20", "2024-12-31")
    assert market.codes("F5") == []
    market.player("shorter", **ADULT)
    market.lent("shorter", "juventus", "chelsea", "2024-08-20", "2024-12-30")
    assert market.codes("F5") == [("loan-too-short", "possible")]


def test_one_player_s_flags_count_everybody_of_his_club(market: Told) -> None:
    lend_out(market, 7)
    assert [row.count for row in market.flags("F5", player="lent-3")] == [7]
    assert [row.count for row in market.flags("F5", club="juventus")] == [7]
    assert market.flags("F5", club="empoli") == []


# -- F6: contracts and minors ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("on", "until", "flagged"),
    [
        ("2024-07-01", "2029-06-30", []),
        ("2024-07-01", "2029-07-01", []),
        ("2024-07-01", "2029-07-02", [("contract-too-long", "possible")]),
        ("2024-07-01", "2030-07-01", [("contract-too-long", "flag")]),
        ("2025-02-10", "2030-06-30", []),
    ],
)
def test_a_contract_runs_five_years_at_most(
    market: Told, on: str, until: str, flagged: list[tuple[str, str]]
) -> None:
    signed = ContractSigned(to_club="juventus", until=date.fromisoformat(until))
    market.tell("ferri", signed, on)
    assert market.codes("F6") == flagged


def test_a_minors_contract_runs_three_years(market: Told) -> None:
    market.player("camarda", born="2008-03-10")
    signed = ContractSigned(to_club="ac-milan", until=date(2029, 6, 30))
    market.tell("camarda", signed, "2024-07-01")
    [flag] = market.flags("contract-length")
    assert (flag.severity, flag.limit) == ("flag", 3)


@pytest.mark.parametrize(
    ("signed", "flagged"),
    [
        ("2014-01-04", []),
        ("2014-01-01", []),
        ("2013-12-31", [("signed-too-early", "flag")]),
        ("2013-10-15", [("signed-too-early", "flag")]),
    ],
)
def test_only_in_the_last_six_months_may_he_sign_elsewhere(
    market: Told, signed: str, flagged: list[tuple[str, str]]
) -> None:
    under = ContractBaselineRecorded(club="everton", until=date(2014, 6, 30))
    market.tell("ferri", under, "2012-07-01")
    joins = PreContractSigned(
        from_club="everton", to_club="bayer-leverkusen", effective_on=date(2014, 7, 1)
    )
    market.tell("ferri", joins, signed)
    assert market.codes("F6") == flagged


@pytest.mark.parametrize(
    ("born", "from_club", "to_club", "flagged"),
    [
        ("2006-08-20", "galatasaray", "juventus", []),
        ("2006-08-21", "galatasaray", "juventus", [("minor-across-borders", "flag")]),
        ("2006", "galatasaray", "juventus", [("minor-across-borders", "possible")]),
        ("2007-01-01", "ajax", "juventus", []),
        ("2008-08-21", "ajax", "juventus", [("minor-across-borders", "possible")]),
        ("2007-01-01", "empoli", "juventus", []),
    ],
)
def test_a_minor_stays_within_his_association(
    market: Told, born: str, from_club: str, to_club: str, flagged: list[tuple[str, str]]
) -> None:
    market.player("ferri", born=born)
    market.sold("ferri", from_club, to_club, "2024-08-20")
    assert market.codes("minors") == flagged
