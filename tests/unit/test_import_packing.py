"""What goes to a process beside this one comes back as it was."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID, uuid5

from ledger.application.handed import AsRead, Judged, Turned, from_bytes, to_bytes
from ledger.domain.identity import LEDGER
from ledger.interfaces.files.fees import price_of
from ledger.interfaces.files.groups import Group, Untold
from ledger.interfaces.files.origin import Origin, entry_id
from ledger.interfaces.files.packing import (
    packed_group,
    packed_report,
    unpacked_parts,
    unpacked_report,
)
from ledger.interfaces.files.people import persons_told
from ledger.interfaces.files.places import Places
from ledger.interfaces.files.registering import source_entry
from ledger.interfaces.files.report import Report
from ledger.interfaces.files.statements import Key, Row, Who, club
from ledger.store import Draft, Stored

NOON = datetime(2024, 8, 21, 12, 30, 0, 5, tzinfo=UTC)
ID = UUID("6f1f2c52-0d5e-5a0b-9f0e-5d9c3b7a4e12")
NAMESPACE = UUID("6a1f2c52-0d5e-5a0b-9f0e-5d9c3b7a4e11")


class NothingKnown:
    """A register that knows nobody."""

    def first_named(self, name: str) -> None: ...

    def first_with(self, scheme: str, id: str) -> None: ...  # noqa: A002 - the field's name

    def surviving(self, club: str) -> str:
        return club

    def clubs_named(self, name: str) -> frozenset[str]:  # noqa: ARG002
        return frozenset()

    def has_key(self, subject: str, scheme: str) -> bool:  # noqa: ARG002
        return False

    def is_taken(self, subject: str) -> bool:  # noqa: ARG002
        return False


def told(line: int, fee: str, *, side: str, start: str, goal: str) -> Row:
    return Row(
        line=line, who=Who("Ugo Prova", age=23, position="Goalkeeper"), window="2018-summer",
        season=2018, start=club(start), goal=club(goal), side="in" if side == "in" else "out",
        price=price_of(fee),
    )  # fmt: skip


def test_a_player_comes_back_with_his_moves_as_the_rows_tell_them() -> None:
    rows = [
        told(2, "?", side="in", start="Lugo", goal="Imola"),
        told(3, "€500Th.", side="out", start="Lugo", goal="Imola"),
        told(4, "End of loanJun 30, 2019", side="in", start="Imola", goal="Lugo"),
        told(5, "-", side="out", start="Lugo", goal="Without Club"),
    ]
    report, places = Report("league.csv"), Places(NothingKnown())
    (person,) = persons_told(rows, places.at, report)
    assert person.moves[0].price is rows[1].price  # the second row says more
    person.id = "ugo-prova"
    untold = Untold(person, True, [ID], (Key("transfermarkt", "1"),), ("U. Prova",))
    group = Group(report, {"ugo prova": rows}, [person], apart=False)
    group.add([source_entry(Origin("a-source", "A source", "league.csv"))])
    group.add_untold(untold)
    players = {"ugo prova": rows, "another": []}
    packed = from_bytes(to_bytes(packed_group(group, places.at)))
    entries, back = unpacked_parts(packed, players)
    assert entries == group.parts[0]
    assert isinstance(back, Untold)
    assert back == untold
    assert back.person.moves[0].price is rows[1].price


def test_a_report_comes_back_with_its_flags_refusals_and_ends_of_loans() -> None:
    report = Report("league.csv", loan_ends=3, loan_ends_matched=2)
    report.flag("odd", (1, 2), "of two lines")
    report.flag("odd", (), "of none")
    report.refuse(7, "it is none.", "Mend it.")
    packed = from_bytes(to_bytes(packed_report(report)))
    assert unpacked_report(packed, "league.csv") == report


def test_a_step_comes_back_as_it_was_judged() -> None:
    judged = Judged(
        [
            Draft(ID, "player:ugo-prova", "LoanAgreed", b"{}", NOON, deal="ugo-prova/imola/1"),
            Draft(ID, "club:imola", "AliasAdded", b"{}", None, about_the_book=True),
        ],
        {"player:ugo-prova": 4},
        ["club:imola"],
        [("H1", "registered-elsewhere")],
        [Turned("LoanAgreed", 7, "It contradicts the record."), Turned("AliasAdded", None, "No.")],
    )
    assert Judged.unpacked(from_bytes(to_bytes(judged.packed()))) == judged


def test_what_was_read_comes_back_and_says_whom_it_takes_to_be_on_record() -> None:
    stored = Stored(9, ID, LEDGER, 3, "IdentityDoubted", NOON, None, b"{}", None)
    read = AsRead({LEDGER: [stored], "club:lugo": []}, 5)
    back = AsRead.unpacked(from_bytes(to_bytes(read.packed())))
    assert back == read
    assert back.stream([LEDGER]) == [stored]
    assert back.stream([LEDGER], kinds=["EntitiesMerged"]) == []
    assert back.numbers([LEDGER, "club:lugo", "club:imola"]) == {
        LEDGER: 5,  # as many will stand there by then
        "club:lugo": 0,
        "club:imola": 1,
    }
    assert back.relied == {"club:imola"}


def test_entry_ids_are_those_of_uuid5() -> None:
    assert entry_id("club", "ac-milan", 3) == uuid5(NAMESPACE, "club\x1fac-milan\x1f3")
    assert entry_id("Łódź", None) == uuid5(NAMESPACE, "Łódź\x1fNone")
