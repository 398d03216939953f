"""What an event changes of who is where, in days and in words, and what events come to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest

import ledger
from ledger import Basis, Content, Entry, Evidence, Fee, Money, UncertainDate
from ledger.domain.career import Spell, career
from ledger.domain.events import (
    AddOnTriggered,
    ClubRegisteredInLedger,
    Event,
    LoanAgreed,
    LoanExtended,
    LoanRecalled,
    OptionExercised,
    PlayerRegisteredInLedger,
    SourceRegistered,
    SquadBaselineRecorded,
    TransferCompleted,
)
from ledger.domain.terms import ObligationToBuy, OptionToBuy
from ledger.domain.values import NIL, UNDISCLOSED, MoneyKind
from ledger.queries.replay.moves import Move, in_words, moves_between
from ledger.queries.when import EndsBeforeItBegins

from .facts import fact, given

LENT = LoanAgreed(from_club="empoli", to_club="lecce", until=date(2025, 6, 30))
SOLD = TransferCompleted(from_club="empoli", to_club="lecce")
AT_EMPOLI = SquadBaselineRecorded(club="empoli")
AT_FIRST = (AT_EMPOLI, "2023-07-01")


def spells(*events: tuple[Event, str]) -> list[Spell]:
    return career(given(*(fact(event, day) for event, day in events))).spells


class TestMoves:
    def test_a_loan_is_a_stretch_of_days_at_both_clubs(self) -> None:
        moves = moves_between(spells(AT_FIRST), spells(AT_FIRST, (LENT, "2024-08-20")))
        assert moves == [
            Move("leaves", "empoli", "empoli", date(2024, 8, 20), date(2025, 6, 30), goes_on=True),
            Move("joins", "lecce", "empoli", date(2024, 8, 20), date(2025, 6, 30)),
        ]
        assert in_words(moves) == [
            "+{lecce} on loan from {empoli} from 2024-08-20 until 2025-06-30; \u2212{empoli}"
        ]

    def test_a_sale_tells_where_he_was_before_though_nobody_had_said_so(self) -> None:
        moves = moves_between([], spells((SOLD, "2024-08-20")))
        assert in_words(moves) == ["+{lecce} from 2024-08-20; \N{MINUS SIGN}{empoli}"]

    def test_a_recall_brings_him_back_for_good(self) -> None:
        recalled = LoanRecalled(from_club="empoli", to_club="lecce")
        lent = (AT_FIRST, (LENT, "2024-08-20"))
        moves = moves_between(spells(*lent), spells(*lent, (recalled, "2025-01-10")))
        assert in_words(moves) == ["+{empoli} from 2025-01-10; \u2212{lecce} on loan from {empoli}"]

    def test_a_longer_loan_is_told_by_the_days_it_adds(self) -> None:
        longer = LoanExtended(from_club="empoli", to_club="lecce", until=date(2026, 6, 30))
        lent = (AT_FIRST, (LENT, "2024-08-20"))
        moves = moves_between(spells(*lent), spells(*lent, (longer, "2025-06-01")))
        assert in_words(moves) == [
            "+{lecce} on loan from {empoli} from 2025-07-01 until 2026-06-30; \u2212{empoli}"
        ]

    def test_nothing_new_is_no_move(self) -> None:
        told = spells(AT_FIRST, (LENT, "2024-08-20"))
        assert moves_between(told, told) == []
        assert in_words([]) == []


PLAYERS = ("ferri", "bassi", "villa")
OPTION = OptionToBuy(price=Fee(fixed=Money.exact(4_000_000)))


@pytest.fixture
def book() -> Iterator[ledger.Ledger]:
    with ledger.open(":memory:") as opened:
        opened.record(
            [
                *(_named(f"player:{who}", PlayerRegisteredInLedger(name=who)) for who in PLAYERS),
                _named("club:empoli", ClubRegisteredInLedger(name="Empoli", association="ITA")),
                _named("club:lecce", ClubRegisteredInLedger(name="Lecce", association="ITA")),
                _named("club:basel", ClubRegisteredInLedger(name="Basel", association="SUI")),
                _named("source:gazzetta", SourceRegistered(name="Gazzetta")),
            ]
        )
        yield opened


def _named(subject: str, event: Event) -> Entry:
    return Entry.model_validate({"subject": subject, "event": event})


def tell(book: ledger.Ledger, who: str, event: Event, day: str) -> None:
    when = UncertainDate.parse(day)
    book.record(
        Entry(
            subject=f"player:{who}",
            event=event,  # type: ignore[arg-type]
            occurred_on=when,
            published_at=when,
            basis=Basis.OFFICIAL,
            evidence=(Evidence(source="gazzetta"),),
        )
    )


def sold(from_club: str, to_club: str, fee: Fee) -> TransferCompleted:
    return TransferCompleted(from_club=from_club, to_club=to_club, fee=fee)


class TestTotals:
    def test_a_sum_is_an_interval_from_the_fixed_parts_to_every_add_on(
        self, book: ledger.Ledger
    ) -> None:
        fee = Fee(fixed=Money.exact(5_000_000), add_ons=Money.up_to(2_000_000))
        tell(book, "ferri", sold("empoli", "lecce", fee), "2024-08-01")
        tell(book, "bassi", sold("basel", "lecce", Fee(fixed=Money.exact(1, "CHF"))), "2024-08-02")
        found = book.replay("2024-summer", club="lecce").totals
        assert [(s.direction, s.currency, s.low, s.high, s.payments) for s in found.sums] == [
            ("spent", "CHF", "1", "1", 1),
            ("spent", "EUR", "5000000", "7000000", 1),
        ]

    def test_what_nobody_told_is_no_zero(self, book: ledger.Ledger) -> None:
        tell(book, "ferri", sold("empoli", "lecce", Fee(fixed=UNDISCLOSED)), "2024-08-01")
        tell(book, "bassi", sold("empoli", "lecce", Fee()), "2024-08-02")
        tell(book, "villa", sold("empoli", "lecce", Fee(fixed=NIL)), "2024-08-03")
        found = book.replay("2024-summer", club="empoli").totals
        assert found.sums == ()
        assert [(u.direction, u.nil, u.undisclosed, u.unknown) for u in found.untold] == [
            ("received", 1, 1, 1)
        ]

    def test_a_floor_without_a_ceiling_is_said(self, book: ledger.Ledger) -> None:
        fee = Fee(fixed=Money(kind=MoneyKind.AT_LEAST, amount=Decimal(3_000_000), currency="EUR"))
        tell(book, "ferri", sold("empoli", "lecce", fee), "2024-08-01")
        [total] = book.replay("2024-summer", club="lecce").totals.sums
        assert (total.low, total.high, total.open_ended) == ("3000000", "3000000", 1)

    def test_an_option_used_is_paid_for_in_the_stretch_it_is_used_in(
        self, book: ledger.Ledger
    ) -> None:
        lent = LoanAgreed(
            from_club="empoli", to_club="lecce", until=date(2025, 6, 30), clauses=(OPTION,),
            fee=Fee(fixed=Money.exact(1_000_000)),
        )  # fmt: skip
        used = OptionExercised(
            from_club="empoli", to_club="lecce", fee=Fee(fixed=Money.exact(4_000_000))
        )
        tell(book, "ferri", lent, "2024-08-20")
        tell(book, "ferri", used, "2025-06-10")
        summer = book.replay("2024-summer", club="lecce").totals
        june = book.replay(club="lecce", since="2025-06").totals
        assert (summer.completed, summer.loans_with_option, summer.bought) == (1, 1, 0)
        assert [total.low for total in summer.sums] == ["1000000"]
        assert (june.completed, june.bought) == (0, 1)
        assert [total.low for total in june.sums] == ["4000000"]

    def test_a_loan_bought_outside_its_clauses_is_paid_for_when_it_is_bought(
        self, book: ledger.Ledger
    ) -> None:
        lent = LoanAgreed(
            from_club="empoli", to_club="lecce", until=date(2025, 6, 30),
            fee=Fee(fixed=Money.exact(1_000_000)),
        )  # fmt: skip
        tell(book, "ferri", lent, "2024-08-20")
        tell(
            book, "ferri", sold("empoli", "lecce", Fee(fixed=Money.exact(5_000_000))), "2025-06-10"
        )
        summer = book.replay("2024-summer", club="lecce").totals
        june = book.replay(club="lecce", since="2025-06").totals
        assert (summer.completed, summer.bought) == (1, 0)
        assert [total.low for total in summer.sums] == ["1000000"]
        assert (june.completed, june.bought) == (0, 1)
        assert [total.low for total in june.sums] == ["5000000"]

    def test_a_stretch_counts_players_who_were_put_on_record_after_it(
        self, book: ledger.Ledger
    ) -> None:
        """Who he is holds at every moment, on whatever day this ledger was told."""
        tell(book, "ferri", sold("empoli", "lecce", Fee(fixed=Money.exact(5))), "2024-08-01")
        found = book.replay(club="lecce", since="2024-07", until="2024-08").totals
        assert (found.completed, [one.low for one in found.sums]) == (1, ["5"])

    def test_an_add_on_that_fell_due_is_spent_for_certain(self, book: ledger.Ledger) -> None:
        fee = Fee(fixed=Money.exact(5_000_000), add_ons=Money.up_to(2_000_000))
        due = AddOnTriggered(from_club="lecce", to_club="empoli", amount=Money.exact(500_000))
        tell(book, "ferri", sold("empoli", "lecce", fee), "2024-08-01")
        tell(book, "ferri", due, "2025-03-01")

        def spent(**stretch: str) -> list[tuple[str, str, int]]:
            sums = book.replay(club="lecce", **stretch).totals.sums  # type: ignore[arg-type]
            return [(one.low, one.high, one.payments) for one in sums]

        assert spent(since="2024-07", until="2024-08") == [("5000000", "7000000", 1)]
        assert spent(since="2024-07", until="2025-03") == [("5500000", "7000000", 2)]
        assert spent(since="2025-03", until="2025-03") == [("500000", "500000", 1)]
        more = due.model_copy(update={"amount": Money.exact(1_800_000)})
        tell(book, "ferri", more, "2025-04-01")
        assert spent(since="2024-07", until="2025-04") == [("7300000", "7300000", 3)]

    def test_a_clause_used_without_a_word_on_the_money_costs_its_price_as_inferred(
        self, book: ledger.Ledger
    ) -> None:
        clubs = {"from_club": "empoli", "to_club": "lecce"}
        for who, clauses in (("ferri", (OPTION,)), ("bassi", (OptionToBuy(),))):
            tell(book, who, LoanAgreed(**clubs, clauses=clauses, fee=Fee(fixed=NIL)), "2024-08-20")  # type: ignore[arg-type]
            tell(book, who, OptionExercised(**clubs), "2025-06-10")  # type: ignore[arg-type]
        found = book.replay(club="lecce", since="2025-06").totals
        assert [(one.low, one.high, one.inferred) for one in found.sums] == [
            ("4000000", "4000000", 1)
        ]
        assert [one.unknown for one in found.untold] == [1]  # nobody ever told a price of Bassi's

    def test_a_league_is_the_clubs_of_an_association(self, book: ledger.Ledger) -> None:
        duty = ObligationToBuy(price=Fee(fixed=Money.exact(2)))
        lent = LoanAgreed(from_club="empoli", to_club="lecce", clauses=(duty,))
        tell(book, "ferri", lent, "2024-08-20")
        tell(book, "bassi", sold("basel", "empoli", Fee(fixed=Money.exact(9))), "2024-08-21")
        italy, swiss = (book.replay("2024-summer", league=one) for one in ("ITA", "Switzerland"))
        assert [frame.player_id for frame in italy] == ["ferri", "bassi"]
        assert italy.totals.loans_with_obligation == 1
        assert [frame.player_id for frame in swiss] == ["bassi"]
        assert [(s.direction, s.low) for s in swiss.totals.sums] == [("received", "9")]


class TestStretches:
    def test_a_day_begins_with_its_first_instant_and_ends_with_its_last(
        self, book: ledger.Ledger
    ) -> None:
        for who, day in zip(PLAYERS, ("2024-08-01", "2024-08-02", "2024-08-03"), strict=True):
            tell(book, who, sold("empoli", "lecce", Fee()), day)

        def replayed(since: str, until: str) -> list[str | None]:
            return [frame.player_id for frame in book.replay(since=since, until=until)]

        assert replayed("2024-08-02", "2024-08-02") == ["bassi"]
        assert replayed("2024-08", "2024-08") == list(PLAYERS)
        assert replayed("2024-summer", "2024-08-01") == ["ferri"]
        assert replayed("2024-25", "2024-25") == list(PLAYERS)
        assert replayed("2024-08-03T00:00Z", "2024-08-03T12:00Z") == []

    @pytest.mark.parametrize(
        ("since", "until"), [("2024-08-03", "2024-08-01"), ("2025-26", "2024-25"), ("#6", "#5")]
    )
    def test_a_stretch_named_backwards_is_refused(
        self, book: ledger.Ledger, since: str, until: str
    ) -> None:
        with pytest.raises(EndsBeforeItBegins, match=f"from {since} to {until}: it ends before"):
            book.replay(since=since, until=until)

    def test_what_a_replay_knew_ends_with_what_was_known(self, book: ledger.Ledger) -> None:
        tell(book, "ferri", sold("empoli", "lecce", Fee()), "2024-08-01")
        tell(book, "bassi", sold("empoli", "lecce", Fee()), "2024-08-02")
        frames = book.replay("2024-summer", known_at="2024-08-01")
        assert [frame.player_id for frame in frames] == ["ferri"]
        assert frames.totals.completed == 1


class TestFlags:
    def test_a_move_outside_the_period_is_flagged_until_its_day_is_corrected(
        self, book: ledger.Ledger
    ) -> None:
        tell(book, "ferri", sold("basel", "lecce", Fee()), "2024-09-15")
        [frame] = book.replay(player="ferri")
        assert "F1 outside-the-period" in frame.flags
        assert "Lecce" in frame.flags
        moved = Content(
            event=sold("basel", "lecce", Fee()), occurred_on=UncertainDate.parse("2024-08-15")
        )
        book.correct(frame.position, moved, reason="a month too late")
        _, corrected = book.replay(player="ferri", clock="recorded")
        assert "F1 outside-the-period" in corrected.cleared
        assert [one.flags for one in book.replay(player="ferri")] == [""]

    def test_a_price_other_than_agreed_is_flagged_until_it_is_voided(
        self, book: ledger.Ledger
    ) -> None:
        lent = LoanAgreed(
            from_club="empoli", to_club="lecce", until=date(2025, 6, 30), clauses=(OPTION,)
        )
        paid = Fee(fixed=Money.exact(5_000_000))
        tell(book, "ferri", lent, "2024-08-20")
        tell(book, "ferri", OptionExercised(from_club="empoli", to_club="lecce", fee=paid),
             "2025-06-10")  # fmt: skip
        _, used = book.replay(player="ferri")
        assert "F4 price-differs" in used.flags
        book.void(used.position, reason="never used")
        *_, voided = book.replay(player="ferri", clock="recorded")
        assert voided.cleared == f"F4 price-differs (#{used.position})"
        assert voided.tracks == "option official: exercised → none"


class TestWindows:
    def test_days_granted_beside_a_window_belong_to_it(self, book: ledger.Ledger) -> None:
        tell(book, "ferri", sold("basel", "lecce", Fee()), "2025-06-05")
        tell(book, "bassi", sold("lecce", "basel", Fee()), "2025-06-05")
        assert [frame.player_id for frame in book.replay("2025-summer")] == ["ferri"]
        assert [frame.player_id for frame in book.replay("2025-summer", league="ITA")] == [
            "ferri", "bassi"
        ]  # fmt: skip

    def test_an_association_in_the_name_sets_the_days_for_all(self, book: ledger.Ledger) -> None:
        tell(book, "ferri", sold("lecce", "basel", Fee()), "2025-02-03")
        assert [frame.player_id for frame in book.replay("ITA-2025-winter")] == ["ferri"]
        assert len(book.replay("ENG-2024-summer")) == 0
