"""The demo: accepted whole by the strict policy, and answering what its stories tell."""

from collections.abc import Iterator
from datetime import datetime

import pytest

import ledger
from ledger import Ledger, Result
from ledger.domain.contradictions import Code
from ledger.domain.errors import NotFound
from ledger.interfaces.demo import entries
from ledger.queries.squad_rows import SquadRow

KALULU = "pierre-kalulu/juventus/1"
TOMORI = "fikayo-tomori/juventus/1"


@pytest.fixture(scope="module")
def book() -> Iterator[tuple[Ledger, list[Result]]]:
    with ledger.open(":memory:") as opened:
        yield opened, opened.record(list(entries()), policy="refuse")


@pytest.fixture(scope="module")
def lg(book: tuple[Ledger, list[Result]]) -> Ledger:
    return book[0]


def _rows(
    lg: Ledger, club: str, player: str, on: str, known_at: str | None = None
) -> list[SquadRow]:
    return [row for row in lg.squad(club, on=on, known_at=known_at) if row.player == player]


def _row(lg: Ledger, club: str, player: str, on: str, known_at: str | None = None) -> SquadRow:
    (row,) = _rows(lg, club, player, on, known_at)
    return row


def _claimed(lg: Ledger, term: str, known_at: str) -> list[tuple[str, str | None, str]]:
    found = lg.claims(KALULU, term, known_at=known_at).items
    return [(row.value, row.basis, row.status) for row in found if row.term == term]


# -- the book as a whole --------------------------------------------------------------------------


def test_every_entry_says_when_the_world_knew_and_who_says_so() -> None:
    for entry in entries():
        assert entry.basis is not None
        if not entry.about_the_book:
            assert entry.published_at is not None, entry
            assert entry.evidence, entry


def test_each_chapter_stands_in_the_order_the_world_learned_it() -> None:
    chapters: list[list[datetime]] = []
    telling = False
    for entry in entries():
        if entry.published_at is None:
            telling = False  # whom and what the chapter knows by name
            continue
        if not telling:
            chapters.append([])
        telling = True
        chapters[-1].append(entry.published_at.last_instant)
    assert [known == sorted(known) for known in chapters] == [True, True]


def test_recording_it_twice_adds_nothing(book: tuple[Ledger, list[Result]]) -> None:
    lg, first = book
    again = lg.record(list(entries()))
    assert all(result.already_recorded for result in again)
    assert [result.position for result in again] == [result.position for result in first]
    assert lg.head().position == len(first) == len({entry.entry_id for entry in entries()})


def test_the_exercise_above_the_options_price_is_the_only_flag(
    book: tuple[Ledger, list[Result]],
) -> None:
    _, results = book
    ((result, flag),) = [(result, flag) for result in results for flag in result.flags]
    assert (flag.rule, flag.code) == ("F4", Code.PRICE_DIFFERS)
    assert flag.record == "exercised at €14.3m against an option of €14.0m"
    assert (result.entry.kind, result.entry.deal) == ("OptionExercised", KALULU)


def test_each_story_is_one_deal(book: tuple[Ledger, list[Result]]) -> None:
    _, results = book
    deals = {result.entry.deal for result in results if result.entry.deal is not None}
    assert len(deals) == 31
    assert {deal for deal in deals if not deal.endswith("/1")} == set()
    assert {deal for deal in deals if deal.startswith("pierre-kalulu/")} == {KALULU}
    assert sorted(deal for deal in deals if deal.startswith("fikayo-tomori/")) == [
        "fikayo-tomori/ac-milan/1",
        TOMORI,
        "fikayo-tomori/tottenham-hotspur/1",
    ]
    assert sorted(deal for deal in deals if deal.startswith("kevin-danso/")) == [
        "kevin-danso/as-roma/1",
        "kevin-danso/juventus/1",
        "kevin-danso/tottenham-hotspur/1",
        "kevin-danso/wolverhampton-wanderers/1",
    ]


def test_the_book_verifies(lg: Ledger) -> None:
    assert lg.verify() == []


# -- Kalulu ---------------------------------------------------------------------------------------


def test_in_december_he_plays_for_juventus_on_loan_with_an_option(lg: Ledger) -> None:
    row = _row(lg, "juventus", "Pierre Kalulu", "2024-12-15")
    assert (row.status, row.from_club, row.available) == ("on loan in", "AC Milan", True)
    assert (row.until, row.until_assumed, row.option) == ("2025-06-30", False, "€14.0m")


def test_in_december_he_stands_once_in_milans_squad_and_is_not_available(lg: Ledger) -> None:
    row = _row(lg, "Milan", "Pierre Kalulu", "2024-12-15")
    assert (row.status, row.at_club, row.available) == ("on loan out", "Juventus", False)


def test_five_days_after_the_exercise_he_is_on_loan_with_the_option_used(lg: Ledger) -> None:
    row = _row(lg, "juventus", "Pierre Kalulu", "2025-06-10", "2025-06-10")
    assert (row.status, row.option_used) == ("on loan in", "exercised")
    assert _row(lg, "juventus", "Pierre Kalulu", "2025-06-10", "2025-06-04").option_used is None


def test_on_the_first_of_july_he_is_juventuss_own(lg: Ledger) -> None:
    row = _row(lg, "juventus", "Pierre Kalulu", "2025-07-01")
    assert (row.status, row.from_club, row.contract_until) == ("own", None, "2029-06-30")
    assert _rows(lg, "ac-milan", "Pierre Kalulu", "2025-07-01") == []


def test_before_the_exercise_was_known_he_was_to_be_back_at_milan_in_july(lg: Ledger) -> None:
    row = _row(lg, "ac-milan", "Pierre Kalulu", "2025-07-01", "2025-06-01")
    assert (row.status, row.how, row.expected) == ("own", "inferred", True)
    assert _rows(lg, "juventus", "Pierre Kalulu", "2025-07-01", "2025-06-01") == []


def test_before_the_statement_only_the_reported_loan_fee_is_known(lg: Ledger) -> None:
    assert _claimed(lg, "loan fee", "2024-08-14") == [("€3.5m", "reported", "stands")]


def test_after_the_statement_the_reported_loan_fee_stands_beside_it_contradicted(
    lg: Ledger,
) -> None:
    assert sorted(_claimed(lg, "loan fee", "2024-08-22")) == [
        ("€3.3m", "official", "stands"),
        ("€3.5m", "reported", "contradicted"),
    ]


def test_the_sell_on_share_is_only_in_the_press(lg: Ledger) -> None:
    assert _claimed(lg, "sell on", "2025-07-01") == [("10%", "reported", "stands")]


def test_his_deal_is_a_loan_that_became_a_sale(lg: Ledger) -> None:
    summary = lg.deal(KALULU, known_at="2025-07-01").summary
    assert (summary.outcome, summary.option_state) == ("completed", "exercised")
    assert (summary.player_official, summary.player_reported) == ("signed", "agreed")


# -- Tomori ---------------------------------------------------------------------------------------


def test_by_the_new_year_there_are_a_rumour_and_expected_talks(lg: Ledger) -> None:
    deal = lg.deal(TOMORI, known_at="2025-01-01")
    assert {step.kind for step in deal.steps} == {"RumourReported", "TalksExpected"}
    assert deal.summary.clubs_reported == "talks_expected"
    told = lg.claims(TOMORI, "talks condition", known_at="2025-01-01").items
    assert [row.value for row in told] == ["if Juventus decide to pursue him"]


def test_at_no_moment_have_talks_opened(lg: Ledger) -> None:
    moments = {
        item.known_at for item in lg.entries("player:fikayo-tomori") if item.known_at is not None
    }
    for moment in sorted(moments):
        for deal in lg.deals(player="Fikayo Tomori", known_at=moment):
            if deal.to_club_id == "juventus":
                assert deal.clubs_official is None
                assert deal.clubs_reported != "talks"
    tomori = [entry.kind for entry in entries() if entry.subject == "player:fikayo-tomori"]
    assert "TalksOpened" not in tomori


def test_the_reports_have_him_stay_and_no_official_word_closes_the_deal(lg: Ledger) -> None:
    summary = lg.deal(TOMORI, on="2025-02-01", known_at="2025-02-01").summary
    assert (summary.player_reported, summary.outcome) == ("refused", "open")
    assert summary.stage == "collapsed (reported)"
    assert _row(lg, "ac-milan", "Fikayo Tomori", "2025-02-04").status == "own"


def test_the_two_injured_defenders_are_out_and_two_more_are_left_unnamed(lg: Ledger) -> None:
    out = {row.player for row in lg.squad("Juve", on="2024-12-15") if row.injury is not None}
    assert out == {"Bremer", "Juan Cabal"}
    assert _row(lg, "juventus", "Bremer", "2024-12-15").available is False
    unnamed = [item.event for item in lg.entries("club:juventus", kinds=["InjuryReported"])]
    assert [str(getattr(event, "unnamed", None)) for event in unnamed] == ["2 defenders"]


# -- the winter, and the two clubs ----------------------------------------------------------------


def test_after_the_winter_the_new_players_are_in_and_danilo_is_not(lg: Ledger) -> None:
    squad = {row.player: row for row in lg.squad("juventus", on="2025-02-04")}
    assert squad["Alberto Costa"].status == "own"
    for name in ("Lloyd Kelly", "Randal Kolo Muani", "Renato Veiga"):
        assert squad[name].status == "on loan in"
    assert "Danilo" not in squad
    assert "Kevin Danso" not in squad


def test_three_reports_name_three_conditions_for_kellys_obligation(lg: Ledger) -> None:
    told = lg.claims("lloyd-kelly/juventus/1", "obligation condition").items
    assert {(row.value, row.source, row.basis) for row in told} == {
        ("sporting objectives", "juventus", "official"),
        ("a place in any UEFA competition", "il-bianconero", "reported"),
        ("a number of appearances", "il-bianconero", "reported"),
        ("staying up", "dazn", "reported"),
    }


def test_nobody_who_had_left_long_before_haunts_the_opening_squads(lg: Ledger) -> None:
    for club, size in (("juventus", 33), ("ac-milan", 34)):
        squad = [row.player for row in lg.squad(club, on="2024-12-15")]
        assert len(squad) == len(set(squad)) == size
    assert not _rows(lg, "juventus", "Leonardo Bonucci", "2024-12-15")


def test_the_two_clubs_did_eleven_deals_and_share_one_player_who_moved_free(lg: Ledger) -> None:
    found = lg.dealings("juventus", "ac-milan", on="2025-01-01").items
    kinds = [row.dealing for row in found]
    assert kinds.count("player link") == 1
    assert len([kind for kind in kinds if kind in ("loan", "sale", "free")]) == 11


# -- four cases of other clubs, recorded late -----------------------------------------------------


def test_lewandowski_is_dortmunds_in_march_and_bayerns_in_july_as_known_in_february(
    lg: Ledger,
) -> None:
    february = "2014-02-01"
    march = _row(lg, "borussia-dortmund", "Robert Lewandowski", "2014-03-01", february)
    july = _row(lg, "bayern-munich", "Robert Lewandowski", "2014-07-01", february)
    assert (march.status, march.contract_until, march.expected) == ("own", "2014-06-30", False)
    assert (july.status, july.contract_until, july.expected) == ("own", "2019-06-30", True)
    assert _rows(lg, "bayern-munich", "Robert Lewandowski", "2014-06-30", february) == []
    assert _rows(lg, "bayern-munich", "Robert Lewandowski", "2014-07-01", "2014-01-03") == []


def test_two_linked_deals_collapse_on_late_paperwork(lg: Ledger) -> None:
    for deal, other in (
        ("david-de-gea/real-madrid/1", "keylor-navas/manchester-united/1"),
        ("keylor-navas/manchester-united/1", "david-de-gea/real-madrid/1"),
    ):
        found = lg.deal(deal)
        assert (found.summary.outcome, found.summary.outcome_reason) == (
            "collapsed",
            "late_paperwork",
        )
        assert any(f"same package with {other}" in step.says for step in found.steps)


def test_the_evening_of_31_august_2015_is_told_by_the_minute_with_its_zone(lg: Ledger) -> None:
    steps = lg.deal("david-de-gea/real-madrid/1").steps
    assert [step.occurred for step in steps if step.occurred and "T" in step.occurred] == [
        "2015-08-31T13:39+02:00",
        "2015-08-31T21:43+02:00",
        "2015-08-31T23:32+02:00",
        "2015-08-31T23:32+02:00",
        "2015-09-01T00:00+02:00",
        "2015-09-01T00:02+02:00",
        "2015-09-01T00:26+02:00",
    ]


def test_barcelona_took_malcom_from_under_roma(lg: Ledger) -> None:
    assert lg.deal("malcom/as-roma/1").summary.outcome == "hijacked"
    assert lg.deal("malcom/as-roma/1", known_at="2018-07-23").summary.stage == "terms_agreed"
    assert lg.deal("malcom/barcelona/1").summary.outcome == "completed"
    assert _rows(lg, "as-roma", "Malcom", "2018-07-23") == []
    assert _row(lg, "barcelona", "Malcom", "2018-07-24").status == "own"


def test_mbappes_duty_is_met_in_february_and_takes_effect_in_july(lg: Ledger) -> None:
    february = "2018-02-20"
    spring = _row(lg, "paris-saint-germain", "Kylian Mbappé", "2018-06-30", february)
    summer = _row(lg, "paris-saint-germain", "Kylian Mbappé", "2018-07-01", february)
    assert (spring.status, spring.option_used) == ("on loan in", "obligation triggered")
    assert (summer.status, summer.expected) == ("own", True)
    before = _rows(lg, "paris-saint-germain", "Kylian Mbappé", "2018-07-01", "2018-01-31")
    assert before == []


def test_the_press_splits_mbappes_180_million_in_two_ways(lg: Ledger) -> None:
    found = lg.claims("kylian-mbappe/paris-saint-germain/1", "loan fee")
    assert [(row.term, row.value, row.basis) for row in found] == [
        ("loan fee", "€35.0m", "reported")
    ]
    add_ons = lg.claims("kylian-mbappe/paris-saint-germain/1", "obligation: add-ons")
    assert [row.value for row in add_ons] == ["up to €35.0m"]


def test_the_ledger_learned_of_them_after_the_world_did(lg: Ledger) -> None:
    book = lg.head().position
    assert lg.deals(player="malcom", known_at="2018-08-01", position=book)
    with pytest.raises(NotFound, match="at #294"):
        lg.deals(player="malcom", known_at="2018-08-01", position=294)
