"""The relationship of Juventus and Milan in the demo, at any moment, on both databases."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

import ledger
from ledger import Basis, Content, Entry, Evidence, Fee, Money
from ledger.domain.events import (
    AddOnTriggered,
    ClubRegisteredInLedger,
    EntitiesMerged,
    LoanAgreed,
    OptionExercised,
    PlayerRegisteredInLedger,
    SeasonCovered,
    TransferCompleted,
)
from ledger.domain.regulations.countries import NotAnAssociation
from ledger.domain.regulations.windows import NotASeason
from ledger.domain.terms import MoveType, OptionToBuy
from ledger.domain.values import UncertainDate
from ledger.interfaces import demo
from ledger.interfaces.drawing.timeline import timeline
from ledger.queries.answers import flat
from ledger.queries.relationships.field import NotSeasons
from ledger.queries.relationships.pair import NotAHalfLife, RelationshipAnswer, SameClub

NOW = datetime(2026, 1, 15, 12, tzinfo=UTC)
PAIR = ("juventus", "ac-milan")


def opened(url: str) -> ledger.Ledger:
    book = ledger.open(url, clock=lambda: NOW)
    book.record_many(demo.entries(), policy="refuse")
    return book


@pytest.fixture
def book() -> Iterator[ledger.Ledger]:
    with opened(":memory:") as found:
        yield found


def whole(answer: RelationshipAnswer) -> str:
    """Everything an answer says, as one text."""
    lists = (answer.deals, answer.fees, answer.origins, answer.served_both, answer.open_loans)
    return json.dumps(
        [answer.figures(), answer.meta.to_dict(), *([flat(row) for row in rows] for rows in lists)],
        sort_keys=True,
        ensure_ascii=False,
    )


def test_the_list_of_juventus_and_milan(book: ledger.Ledger) -> None:
    told = [(d.day[:4], d.player, d.from_club_id, d.dealing) for d in book.relationship(*PAIR)]
    assert told == [
        ("2024", "Fikayo Tomori", "ac-milan", "rumour"),
        ("2024", "Pierre Kalulu", "ac-milan", "loan"),
        ("2018", "Gonzalo Higuaín", "juventus", "loan"),
        ("2018", "Mattia Caldara", "juventus", "sale"),
        ("2018", "Leonardo Bonucci", "ac-milan", "sale"),
        ("2017", "Leonardo Bonucci", "juventus", "sale"),
        ("2017", "Mattia De Sciglio", "ac-milan", "sale"),
        ("2015", "Alessandro Matri", "ac-milan", "loan"),
        ("2013", "Alessandro Matri", "juventus", "sale"),
        ("2011", "Nicola Legrottaglie", "juventus", "free"),
        ("2010", "Marco Storari", "ac-milan", "sale"),
        ("2005", "Christian Abbiati", "ac-milan", "loan"),
    ]


def test_pirlo_served_both_and_is_no_deal_between_them(book: ledger.Ledger) -> None:
    answer = book.relationship(*PAIR)
    assert answer.pair.player_links == 1
    assert "Andrea Pirlo" in [row.player for row in answer.served_both]
    assert "Andrea Pirlo" not in [row.player for row in answer.deals]


def test_a_picked_list_of_deals_makes_nobody_an_ally(book: ledger.Ledger) -> None:
    """The demo has eleven deals of these two because they were picked."""
    found = book.relationship(*PAIR).compared
    assert found.lift_low is not None
    assert found.lift_low > 1
    assert (found.verdict, found.allies) == (None, None)
    assert "covers no season" in (found.not_judged or "")


@pytest.mark.parametrize(
    ("on", "known_at", "kalulu"),
    [
        ("2024-08-20", "2024-08-20", ("rumour", None, None)),
        ("2024-08-20", "2025-12-31", ("rumour", None, None)),
        ("2024-12-15", "2024-12-15", ("loan", None, "open")),
        ("2024-12-15", "2025-12-31", ("loan", None, "open")),
        ("2025-06-05", "2025-06-05", ("loan", "sale", "exercised")),
    ],
)
def test_kalulus_deal_is_on_each_day_what_it_was(
    book: ledger.Ledger, on: str, known_at: str, kalulu: tuple[str, str | None, str | None]
) -> None:
    answer = book.relationship(*PAIR, on=on, known_at=known_at)
    (found,) = [deal for deal in answer if deal.player == "Pierre Kalulu"]
    dealing = "talks" if (found.dealing, kalulu[0]) == ("talks", "rumour") else kalulu[0]
    assert (found.dealing, found.became, found.option) == (dealing, *kalulu[1:])
    assert (found.purchase_fee is not None) == (kalulu[1] == "sale")


def test_a_pre_contract_is_agreed_until_the_day_it_takes_effect(book: ledger.Ledger) -> None:
    """Lewandowski signed for Bayern in January 2014 and joined them in July."""
    pair = ("borussia-dortmund", "bayern-munich")
    signed, joined = (book.relationship(*pair, on=on) for on in ("2014-03-01", "2014-07-01"))
    assert [(deal.day, deal.dealing) for deal in signed] == [("2014-01-04", "agreed")]
    assert (signed.pair.deals, signed.pair.agreed) == (0, 1)
    assert signed.pair.last_contact_on == "2014-01-04"
    assert "→ Robert Lewandowski agreed" in timeline(signed)
    assert [(deal.day, deal.dealing) for deal in joined] == [("2014-07-01", "free")]
    assert (joined.pair.deals, joined.pair.agreed) == (1, 0)


def test_a_met_obligation_is_met_on_its_day_and_not_when_it_takes_effect(
    book: ledger.Ledger,
) -> None:
    """Paris stayed up in February 2018, and Mbappé was theirs from July on."""
    pair = ("as-monaco", "paris-saint-germain")
    before, after = (book.relationship(*pair, on=on) for on in ("2018-02-01", "2018-03-01"))
    assert (before.a_to_b.obligations_met, before.a_to_b.bought) == (0, 0)
    assert (after.a_to_b.obligations_met, after.a_to_b.bought) == (1, 1)
    assert (after.a_to_b.deals, after.a_to_b.open_loans) == (1, 1)


def test_a_loan_runs_between_them_while_it_runs(book: ledger.Ledger) -> None:
    during, after = (book.relationship(*PAIR, on=on) for on in ("2024-12-15", "2025-07-01"))
    assert [(loan.player, loan.to_club_id) for loan in during.open_loans] == [
        ("Pierre Kalulu", "juventus")
    ]
    assert (during.b_to_a.open_loans, after.b_to_a.open_loans) == (1, 0)


def told(book: ledger.Ledger, who: str, event: Any, on: str) -> None:
    day = UncertainDate.parse(on)
    entry = Entry(
        subject=f"player:{who}",
        event=event,
        occurred_on=day,
        published_at=day,
        basis=Basis.OFFICIAL,
        evidence=(Evidence(source="juventus"),),
    )
    book.record(entry)


def paid(book: ledger.Ledger, on: str) -> list[tuple[str, str, str, str]]:
    fees = book.relationship("atalanta", "lens", on=on).fees
    return [(one.by_club_id, one.basis, one.least, one.most) for one in fees]


@pytest.fixture
def lens(book: ledger.Ledger) -> ledger.Ledger:
    """Atalanta and Lens, which have done nothing with each other in the demo."""
    for club in ("atalanta", "lens"):
        book.record(Entry(subject=f"club:{club}", event=ClubRegisteredInLedger(name=club.title())))
    for who in ("ferri", "bassi"):
        book.record(Entry(subject=f"player:{who}", event=PlayerRegisteredInLedger(name=who)))
    return book


def test_an_add_on_that_fell_due_is_no_longer_a_maybe(lens: ledger.Ledger) -> None:
    fee = Fee(fixed=Money.exact(5_000_000), add_ons=Money.up_to(2_000_000))
    clubs = {"from_club": "atalanta", "to_club": "lens"}
    told(lens, "ferri", TransferCompleted(**clubs, fee=fee), "2024-08-01")  # type: ignore[arg-type]
    due = AddOnTriggered(from_club="lens", to_club="atalanta", amount=Money.exact(500_000))
    told(lens, "ferri", due, "2025-03-01")
    assert paid(lens, "2025-02-28") == [("lens", "official", "5000000", "7000000")]
    assert paid(lens, "2025-03-01") == [("lens", "official", "5500000", "7000000")]
    more = AddOnTriggered(from_club="lens", to_club="atalanta", amount=Money.exact(1_800_000))
    told(lens, "ferri", more, "2025-04-01")  # more than the add-ons that were told
    assert paid(lens, "2025-04-01") == [("lens", "official", "7300000", "7300000")]
    assert lens.relationship("lens", "atalanta", on="2025-04-01").pair.deals == 1


def test_a_clause_used_without_a_word_on_the_money_costs_its_price_as_inferred(
    lens: ledger.Ledger,
) -> None:
    clubs = {"from_club": "atalanta", "to_club": "lens"}
    for who, option in (
        ("ferri", OptionToBuy(price=Fee(fixed=Money.exact(4_000_000)))),
        ("bassi", OptionToBuy()),
    ):
        loan = LoanAgreed(**clubs, clauses=(option,), fee=Fee(fixed=Money.exact(10)))  # type: ignore[arg-type]
        told(lens, who, loan, "2024-08-20")
        told(lens, who, OptionExercised(**clubs), "2025-06-10")  # type: ignore[arg-type]
    assert paid(lens, "2025-06-10") == [
        ("lens", "inferred", "4000000", "4000000"),
        ("lens", "official", "20", "20"),
    ]
    assert lens.relationship("atalanta", "lens", on="2025-06-10").a_to_b.unknown == 1
    said = OptionExercised(**clubs, fee=Fee(fixed=Money.exact(4_500_000)))  # type: ignore[arg-type]
    target = lens.log("ferri", kinds=["OptionExercised"])[0].position
    lens.correct(target, Content(event=said), reason="the fee was told")
    assert paid(lens, "2025-06-10") == [("lens", "official", "4500020", "4500020")]


def test_either_club_may_stand_first(book: ledger.Ledger) -> None:
    one, two = book.relationship(*PAIR), book.relationship("Milan", "Juve")
    assert (one.a_to_b, one.b_to_a) == (two.b_to_a, two.a_to_b)
    assert one.compared == two.compared


def test_an_answer_never_changes_when_more_is_recorded(book: ledger.Ledger) -> None:
    """Late sales, a season covered, a club merged: none of it touches what was asked before."""
    moments: list[dict[str, Any]] = [
        {"recorded_at": f"#{position}", "on": on, "known_at": "2025-12-31"}
        for position in (120, 200, book.head().position)
        for on in ("2018-12-31", "2025-12-31")
    ]

    def told() -> list[str]:
        partners = [book.relationships("juventus", **at) for at in moments]
        return [
            *(whole(book.relationship(*PAIR, **at)) for at in moments),
            *(json.dumps([flat(row) for row in found]) for found in partners),
            *(timeline(book.relationship(*PAIR, **at)) for at in moments),
        ]

    before = told()
    sale = TransferCompleted(from_club="juventus", to_club="ac-milan", move=MoveType.PERMANENT)
    day = UncertainDate.parse("2003-07-01")
    alessio = "player:alessio-tacchinardi"
    book.record(
        [
            Entry(subject=alessio, event=ledger.events.PlayerRegisteredInLedger(name="Alessio")),
            Entry(
                subject=alessio,
                event=sale,
                basis=ledger.Basis.LISTED,
                occurred_on=day,
                published_at=day,
            ),
            *(
                Entry(
                    subject=f"club:{club}",
                    event=SeasonCovered(season="2018-19", what="transfers"),
                )
                for club in PAIR
            ),
            Entry(subject="club:milan-ac", event=ClubRegisteredInLedger(name="Milan A.C.")),
        ]
    )
    book.record(
        Entry(
            subject="ledger", event=EntitiesMerged(survivor="club:ac-milan", merged="club:milan-ac")
        )
    )
    assert told() == before
    assert book.relationship(*PAIR).pair.deals == 12


def test_with_seasons_covered_only_their_clubs_are_compared(book: ledger.Ledger) -> None:
    for club in PAIR:
        covered = SeasonCovered(season="2018-19", what="transfers")
        book.record(Entry(subject=f"club:{club}", event=covered))
    found = book.relationship(*PAIR).compared
    assert (found.within, found.seasons) == (
        "the 2 clubs whose transfers are covered in 2018-19",
        "2018-19",
    )
    assert (found.compared, found.clubs) == (3, 2)
    assert found.expected == pytest.approx((2 * 2 + 1 * 1) / 3)
    assert found.lift == pytest.approx((3 + 2) / (5 / 3 + 2))
    assert found.verdict == "as expected"
    elsewhere = book.relationship(*PAIR, league="ENG").compared
    assert (elsewhere.lift, elsewhere.clubs) == (None, 0)
    assert book.relationship(*PAIR, league="ita").compared.lift == found.lift


@pytest.mark.parametrize(
    ("said", "error"),
    [
        ({"seasons": "2012-13..2010-11"}, NotSeasons),
        ({"seasons": "2010-11..2011-12..2012-13"}, NotSeasons),
        ({"seasons": "2010"}, NotASeason),
        ({"seasons": "2010-11.."}, NotASeason),
        ({"seasons": "0000-01"}, NotASeason),
        ({"seasons": "9999-00"}, NotASeason),
        ({"league": "Serie A"}, NotAnAssociation),
        ({"half_life_years": 0}, NotAHalfLife),
        ({"half_life_years": float("nan")}, NotAHalfLife),
    ],
)
def test_what_cannot_be_compared_with_is_refused(
    book: ledger.Ledger, said: dict[str, Any], error: type[Exception]
) -> None:
    with pytest.raises(error):
        book.relationship(*PAIR, **said)


def test_a_club_has_no_relationship_with_itself(book: ledger.Ledger) -> None:
    with pytest.raises(SameClub, match="Cannot relate Juventus to itself"):
        book.relationship("juventus", "Juve")


def test_two_clubs_that_never_dealt_have_an_empty_relationship(book: ledger.Ledger) -> None:
    found = book.relationship("empoli", "chelsea")
    assert (found.deals, found.fees, found.pair.streak, found.pair.trend) == ((), (), 0, None)
    assert found.pair.last_contact_on is None
    assert "<svg" in timeline(found)


@pytest.mark.postgres
def test_both_databases_tell_the_same(postgres_url: str, book: ledger.Ledger) -> None:
    with opened(postgres_url) as postgres:
        for at in ({}, {"position": 200}, {"on": "2018-12-31", "known_at": "2019-01-31"}):
            one, two = (lg.relationship(*PAIR, **at) for lg in (book, postgres))
            assert whole(one) == whole(two)
            partners = [lg.relationships("juventus", **at) for lg in (book, postgres)]
            assert partners[0].items == partners[1].items
