"""Squads to come on the demo: certain, expected, on a fork, at any position, on both databases."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

import ledger
from ledger import Basis, Entry, Evidence, Ledger, Malformed, Refused, UncertainDate
from ledger.domain.events import (
    AssessmentRecorded,
    DealsLinked,
    LinkType,
    LoanAgreed,
    PlayerRegisteredInLedger,
    RumourReported,
    TransferCompleted,
)
from ledger.interfaces import demo
from ledger.queries.answers import flat
from ledger.queries.asking import At
from ledger.queries.projected.stages import NoSuchStage

NOW = datetime(2026, 1, 15, 12, tzinfo=UTC)
TOMORI = "player:fikayo-tomori"
DEAL = "fikayo-tomori/juventus/1"
FEBRUARY: At = {"on": "2025-02-10", "known_at": "2024-12-31"}
"""The tenth of February 2025, as the world saw it come on the last day of 2024."""
DECEMBER: At = {"known_at": "2024-12-31"}


def clock() -> datetime:
    return NOW


@pytest.fixture(scope="module")
def book() -> Iterator[Ledger]:
    with ledger.open(":memory:", clock=clock) as opened:
        opened.record_many(demo.entries(), policy="refuse")
        yield opened


def lent(lender: str = "ac-milan", published: str | None = None) -> Entry:
    """Tomori on loan to Juventus from 10 January 2025."""
    return Entry(
        subject=TOMORI,
        event=LoanAgreed(from_club=lender, to_club="juventus", until=date(2025, 6, 30)),
        occurred_on=UncertainDate.parse("2025-01-10"),
        published_at=UncertainDate.parse(published) if published else None,
        basis=Basis.OFFICIAL,
    )


def everything(book: Any, club: str, **at: Any) -> str:
    """All that can be asked about a club's squad to come, as one canonical text."""
    expected = book.expected_squad(club, **at)
    said = {
        "rows": expected.to_dicts(),
        "inputs": [flat(one) for one in expected.inputs],
        "outcomes": [flat(one) for one in expected.outcomes],
        "headcounts": [flat(one) for one in expected.headcounts],
        "included": book.squad(club, include="interest", **at).to_dicts(),
        "depth": book.depth(club, **at).to_dicts(),
    }
    return json.dumps(said, sort_keys=True, ensure_ascii=False)


# -- what is certain ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("club", "on", "known", "player", "because"),
    [
        ("borussia-dortmund", "2014-03-01", "2014-03-01", "robert-lewandowski", None),
        ("bayern-munich", "2014-07-01", "2014-03-01", "robert-lewandowski", "a pre-contract"),
        ("as-monaco", "2018-07-01", "2018-01-01", "kylian-mbappe", "the loan's end"),
        ("psg", "2018-07-01", "2018-03-01", "kylian-mbappe", "the obligation to buy"),
        ("ac-milan", "2025-07-01", "2025-04-30", "pierre-kalulu", "the loan's end"),
        ("juventus", "2025-07-01", "2025-06-05", "pierre-kalulu", "the option to buy"),
    ],
)
def test_what_is_certain_has_a_chance_of_one_and_says_why(
    book: Ledger, *, club: str, on: str, known: str, player: str, because: str | None
) -> None:
    answer = book.expected_squad(club, on=on, known_at=known)
    (row,) = (row for row in answer if row.player_id == player)
    assert (row.chance, row.certain, row.likeliest, row.because) == (1.0, True, True, because)


def test_who_leaves_by_what_is_agreed_is_told_with_the_clauses_that_are_open(
    book: Ledger,
) -> None:
    answer = book.expected_squad("Juventus", on="2025-07-01", known_at="2025-04-30")
    gone = {row.player: (row.until, row.because, row.clauses) for row in answer if not row.chance}
    assert gone["Pierre Kalulu"] == ("2025-06-30", "the loan's end", "option €14.0m")
    assert gone["Renato Veiga"] == ("2025-06-30", "the loan's end", None)
    assert "Pierre Kalulu" not in [row.player for row in answer.likeliest]
    dortmund = book.expected_squad("Borussia Dortmund", on="2014-07-01", known_at="2014-03-01")
    (row,) = (row for row in dortmund if row.player == "Robert Lewandowski")
    assert (row.chance, row.until, row.because) == (0.0, "2014-06-30", "a pre-contract")


def wanted(player: str, from_club: str, to_club: str, on: str) -> Entry:
    """Somebody reports that a club is after a player."""
    return Entry(
        subject=f"player:{player}",
        event=RumourReported(from_club=from_club, to_club=to_club),
        published_at=UncertainDate.parse(on),
        evidence=(Evidence(source="schira"),),
    )


def places(book: Any, club: str, player: str, **at: Any) -> dict[str | None, float]:
    answer = book.expected_squad(club, **at)
    return {one.club_id: one.chance for one in answer.outcomes if one.player_id == player}


def test_the_places_of_one_player_sum_to_one_however_many_they_are(book: Ledger) -> None:
    rivals = ("chelsea", "empoli", "real-madrid", "borussia-dortmund", "bayern-munich")
    fork = book.assuming(
        [wanted("fikayo-tomori", "ac-milan", club, "2024-12-28") for club in rivals]
    )
    found = places(fork, "juventus", "fikayo-tomori", **FEBRUARY)
    assert len(found) == 7
    assert abs(sum(found.values()) - 1) < 1e-9


def test_whoever_has_gone_to_another_club_does_not_go_to_the_one_that_wanted_him(
    book: Ledger,
) -> None:
    """Juventus wanted Tomori; on 10 January somebody else is supposed to have got him."""
    at: At = {"on": "2025-02-10", "known_at": "2025-01-12"}
    sale = TransferCompleted(from_club="ac-milan", to_club="chelsea")
    gone = lent().model_copy(update={"event": sale})
    assert places(book, "juventus", "fikayo-tomori", **at)["juventus"] > 0
    fork = book.assuming([gone])
    assert places(fork, "juventus", "fikayo-tomori", **at) == {"chelsea": 1.0}
    (told,) = (one for one in fork.expected_squad("juventus", **at).inputs if one.deal == DEAL)
    assert told.chance_from.startswith("went to another club on 2025-01-10 (#")
    anew = book.assuming([gone, wanted("fikayo-tomori", "chelsea", "juventus", "2025-01-11")])
    assert places(anew, "juventus", "fikayo-tomori", **at)["juventus"] > 0


def test_a_rumour_does_not_loosen_a_pre_contract(book: Ledger) -> None:
    """Lewandowski had signed for Bayern on 4 January 2014; from July he could be sold by them."""
    at: At = {"on": "2014-07-01", "known_at": "2014-01-20"}
    who = "robert-lewandowski"
    rival = book.assuming([wanted(who, "borussia-dortmund", "chelsea", "2014-01-15")])
    assert places(rival, "bayern-munich", who, **at) == {"bayern-munich": 1.0}
    resale = book.assuming([wanted(who, "bayern-munich", "chelsea", "2014-01-15")])
    assert places(resale, "chelsea", who, **at)["chelsea"] > 0


def test_juventus_lacked_defenders_when_the_article_said_so(book: Ledger) -> None:
    (need,) = book.depth("Juventus", on="2024-12-15").section("need")
    assert (need.what, need.count, need.against, need.margin) == ("defender", 6, 8, -2)
    assert need.players == ("Bremer", "Juan Cabal")
    after = book.depth("Juventus", on="2025-01-02").section("need")
    assert [(row.what, row.entries != ()) for row in after] == [("defender", True)]
    assert "JuveFC says that they need defenders: two defenders are out for long" in after[0].says


def test_an_answer_keeps_its_sums(book: Ledger) -> None:
    answer = book.expected_squad("Juventus", on="2025-02-10", known_at="2025-01-18")
    everybody = next(one for one in answer.headcounts if one.position == "all")
    assert everybody.expected == pytest.approx(sum(row.chance for row in answer), abs=1e-5)
    assert everybody.likeliest == len(answer.likeliest)
    for player in {one.player_id for one in answer.outcomes}:
        chances = [one.chance for one in answer.outcomes if one.player_id == player]
        assert sum(chances) == pytest.approx(1.0, abs=1e-5)


# -- at any position, whatever comes later --------------------------------------------------------


def test_the_last_position_says_what_the_whole_book_says(book: Ledger) -> None:
    on, known_at = "2025-02-10", "2025-01-18"
    for club in ("juventus", "ac-milan", "tottenham-hotspur"):
        last = everything(book, club, on=on, known_at=known_at, position=book.head().position)
        assert last == everything(book, club, on=on, known_at=known_at)


def test_an_answer_never_changes_when_more_is_recorded() -> None:
    with ledger.open(":memory:", clock=clock) as book:
        book.record_many(demo.entries(), policy="refuse")
        link = DealsLinked(
            to_club="ac-milan", link=LinkType.DOMINO, deals=(DEAL,), window="2025-winter"
        )
        later: list[Callable[[], Entry]] = [
            lambda: on_tomori(AssessmentRecorded(probability=Decimal("0.6")), "2024-12-20"),
            lambda: rumour("chelsea", "2024-12-21"),
            lambda: joao_felix(RumourReported(from_club="chelsea", to_club="ac-milan")),
            lambda: joao_felix(link, deal="joao-felix/ac-milan/1"),
            lambda: lent(published="2024-12-28"),
        ]
        book.record(named("player:joao-felix", "João Félix"))
        seen: dict[int, str] = {}
        for make in later:
            book.record(make())
            here = book.head().position
            seen[here] = answers_at(book, here)
        assert len(set(seen.values())) == len(later)
        for position, answer in seen.items():
            assert answers_at(book, position) == answer


def answers_at(book: Ledger, position: int) -> str:
    return everything(book, "juventus", position=position, **FEBRUARY) + everything(
        book, "ac-milan", position=position, **FEBRUARY
    )


def on_tomori(event: Any, published: str, **more: Any) -> Entry:
    return Entry(
        subject=TOMORI,
        event=event,
        published_at=UncertainDate.parse(published),
        deal=DEAL if isinstance(event, AssessmentRecorded) else None,
        **more,
    )


def rumour(club: str, published: str) -> Entry:
    said = (Evidence(source="schira"),)
    return on_tomori(RumourReported(from_club="ac-milan", to_club=club), published, evidence=said)


def joao_felix(event: Any, deal: str | None = None) -> Entry:
    return Entry(
        subject="player:joao-felix",
        event=event,
        published_at=UncertainDate.parse("2024-12-22"),
        evidence=(Evidence(source="schira"),),
        deal=deal,
    )


def named(subject: str, name: str, **more: Any) -> Entry:
    return Entry(subject=subject, event=PlayerRegisteredInLedger(name=name, **more))


# -- on a fork ------------------------------------------------------------------------------------


def test_a_fork_answers_every_question_and_writes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "demo.db"
    with ledger.open(str(path), clock=clock) as book:
        book.record_many(demo.entries(), policy="refuse")
        book.catch_up()
    before = sha256(path.read_bytes()).hexdigest()
    with ledger.open(str(path), read_only=True, clock=clock) as book:
        head = book.head()
        fork = book.assuming(lent())
        squad = {row.player_id: row.status for row in fork.squad("juventus", **FEBRUARY)}
        assert squad["fikayo-tomori"] == "on loan in"
        assert fork.deal(DEAL, **DECEMBER).summary.stage == "completed"
        assert fork.deals(player="tomori", **DECEMBER)[0].loan_until == "2025-06-30"
        dealt = fork.dealings("juventus", "ac-milan", **FEBRUARY)
        assert "fikayo-tomori" in {row.player_id for row in dealt}
        assert any(row.club_id == "juventus" for row in fork.player("tomori", **DECEMBER))
        assert fork.expected_squad("juventus", **FEBRUARY).inputs == ()
        assert fork.depth("juventus", **FEBRUARY).meta.assumed == 1
        assert book.head() == head
    assert sha256(path.read_bytes()).hexdigest() == before


def test_somebody_who_does_not_exist_can_be_supposed(book: Ledger) -> None:
    fork = book.assuming(
        [
            named("player:zeno-abate", "Zeno Abate", position="forward"),
            Entry(
                subject="player:zeno-abate",
                event=TransferCompleted(from_club="genoa", to_club="juventus"),
                occurred_on=UncertainDate.parse("2025-01-11"),
                basis=Basis.OFFICIAL,
            ),
        ]
    )
    assert "Zeno Abate" in [row.player for row in fork.squad("Juventus", **FEBRUARY)]
    assert fork.player("Zeno Abate")[-1].club == "Juventus"
    assert "Zeno Abate" not in [row.player for row in book.squad("Juventus", **FEBRUARY)]


def test_a_fork_of_a_fork_knows_both(book: Ledger) -> None:
    fork = book.assuming(lent()).assuming(rumour("chelsea", "2024-12-21"))
    answer = fork.expected_squad("Juventus", **FEBRUARY)
    assert answer.meta.assumed == 2
    assert [one.deal for one in answer.inputs] == ["fikayo-tomori/chelsea/1"]


def test_the_same_rules_judge_what_is_supposed(book: Ledger) -> None:
    with pytest.raises(Refused, match=r"he is at AC Milan since 2021-07-01") as recorded:
        book.record(lent("chelsea"), dry_run=True)
    with pytest.raises(Refused) as supposed:
        book.assuming(lent("chelsea")).squad("Juventus")
    assert str(supposed.value) == str(recorded.value)


def test_what_is_supposed_is_judged_against_what_was_known(book: Ledger) -> None:
    """In March nobody knew that the option would be exercised in June, so it can be supposed."""
    early = Entry(
        subject="player:pierre-kalulu",
        event=LoanAgreed(from_club="ac-milan", to_club="genoa", until=date(2026, 6, 30)),
        occurred_on=UncertainDate.parse("2025-07-05"),
        basis=Basis.OFFICIAL,
    )
    fork = book.assuming(early)
    rows = fork.squad("Genoa", on="2025-08-01", known_at="2025-03-01")
    assert [row.player for row in rows if row.from_club == "AC Milan"] == ["Pierre Kalulu"]
    with pytest.raises(Refused, match="Juventus"):
        fork.squad("Genoa", on="2025-08-01", known_at="2025-07-01")


def test_what_would_be_published_later_is_not_known_yet(book: Ledger) -> None:
    fork = book.assuming(lent(published="2025-01-10"))
    assert fork.squad("Juventus", on="2025-02-10", known_at="2025-01-09").meta.assumed == 0
    assert fork.squad("Juventus", on="2025-02-10", known_at="2025-01-10").meta.assumed == 1


def test_a_fork_stands_at_an_earlier_position_too(book: Ledger) -> None:
    loan = next(item for item in book.entries("player:pierre-kalulu", kinds=["LoanAgreed"]))
    fork = book.assuming(lent())
    before = fork.squad("Juventus", on="2025-02-10", position=loan.position - 1)
    assert {row.player for row in before} >= {"Fikayo Tomori"}
    assert "Pierre Kalulu" not in {row.player for row in before}
    assert before.meta.position == loan.position - 1


def test_a_stage_that_does_not_exist_is_told_with_those_that_do(book: Ledger) -> None:
    with pytest.raises(NoSuchStage, match="Write one of interest, enquiry, talks expected, talks"):
        book.squad("Juventus", include="signed and sealed")
    assert issubclass(NoSuchStage, Malformed)


# -- on both databases ----------------------------------------------------------------------------


@pytest.mark.postgres
def test_both_databases_expect_the_same(book: Ledger, postgres_url: str) -> None:
    with ledger.open(postgres_url, clock=clock) as other:
        other.record_many(demo.entries(), policy="refuse")
        for known in ("2024-12-31", "2025-01-18", "2025-06-05"):
            for position in (None, 240):
                at: dict[str, Any] = {"on": "2025-02-10", "known_at": known, "position": position}
                assert everything(other, "juventus", **at) == everything(book, "juventus", **at)
        forks = (one.assuming(lent()) for one in (other, book))
        assert len({everything(fork, "juventus", **FEBRUARY) for fork in forks}) == 1
