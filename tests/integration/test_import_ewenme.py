"""The ewenme importer on the real file beside the checkout; nothing of it is kept here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from ledger.domain.career import career
from ledger.domain.entry import Entry, Recorded
from ledger.domain.events import PlayerRegisteredInLedger
from ledger.interfaces.files.ewenme import read
from ledger.interfaces.files.report import Import

SERIE_A = Path(__file__).parents[3] / "shared" / "data" / "transfers-ewenme" / "serie-a.csv.gz"
pytestmark = [
    pytest.mark.real_data,
    pytest.mark.skipif(not SERIE_A.exists(), reason="the shared data folder is not here"),
]


class EmptyLedger:
    """A register that knows nobody."""

    def club_named(self, name: str) -> None:  # noqa: ARG002
        return None

    def player_with(self, scheme: str, id: str) -> None:  # noqa: A002, ARG002
        return None

    def is_taken(self, subject: str) -> bool:  # noqa: ARG002
        return False


@pytest.fixture(scope="module")
def serie_a() -> Import:
    return read(SERIE_A, EmptyLedger())


def recorded(entries: Sequence[Entry], subject: str) -> list[Recorded]:
    now = datetime(2026, 1, 1, tzinfo=UTC)
    return [
        Recorded(entry, position, position, now, now, position)
        for position, entry in enumerate(entries, start=1)
        if entry.subject == subject
    ]


def test_every_row_is_in_exactly_one_entry_or_refused(serie_a: Import) -> None:
    told = Counter(e.line for entry in serie_a.entries for e in entry.evidence if e.line)
    refused = {refusal.line for refusal in serie_a.report.refusals}
    assert set(told.values()) == {1}
    assert len(told) + len(refused) == serie_a.report.rows == 28_433


def test_the_other_sides_are_merged_and_windows_chained(serie_a: Import) -> None:
    report = serie_a.report
    assert report.merged == 3_434
    assert report.flagged["no order of a window's moves fits"] <= 10
    assert report.loan_ends_matched / report.loan_ends > 0.94


def test_entry_ids_are_unique_and_a_second_reading_gives_the_same(serie_a: Import) -> None:
    assert len({entry.entry_id for entry in serie_a.entries}) == len(serie_a.entries)
    assert read(SERIE_A, EmptyLedger()).entries == serie_a.entries


def test_kulusevskis_winter_comes_out_right(serie_a: Import) -> None:
    entries = recorded(serie_a.entries, "player:dejan-kulusevski")
    spells = [
        (spell.parent_club, spell.club)
        for spell in career(entries).spells
        if spell.valid_from is not None and spell.valid_from >= date(2019, 7, 1)
    ]
    # One day at Atalanta's disposal at most stands between the two spells at Parma.
    assert [s for s in spells if s[1] == "parma"] == [("atalanta", "parma"), ("juventus", "parma")]


def test_milan_on_the_first_of_december_2020(serie_a: Import) -> None:
    day, here, out = date(2020, 12, 1), set(), set()
    by_subject: dict[str, list[Recorded]] = {}
    now = datetime(2026, 1, 1, tzinfo=UTC)
    for position, entry in enumerate(serie_a.entries, start=1):
        item = Recorded(entry, position, position, now, now, position)
        by_subject.setdefault(entry.subject, []).append(item)
    for items in by_subject.values():
        first = items[0].event
        if not isinstance(first, PlayerRegisteredInLedger):
            continue
        spell = career(items).on(day)
        if spell is not None and spell.club == "ac-milan":
            here.add(first.name)
        elif spell is not None and spell.parent_club == "ac-milan":
            out.add(first.name)
    assert here >= {
        *("Gianluigi Donnarumma", "Ciprian Tatarusanu", "Davide Calabria", "Simon Kjaer"),
        *("Alessio Romagnoli", "Matteo Gabbia", "Theo Hernández", "Diogo Dalot", "Pierre Kalulu"),
        *("Sandro Tonali", "Franck Kessié", "Ismaël Bennacer", "Rade Krunic", "Hakan Calhanoglu"),
        *("Alexis Saelemaekers", "Samu Castillejo", "Brahim Díaz", "Jens Petter Hauge"),
        *("Rafael Leão", "Ante Rebic", "Zlatan Ibrahimovic"),
    }
    gone = {"Pepe Reina", "Lucas Biglia", "Lucas Paquetá", "Ricardo Rodríguez", "Fabio Borini"}
    assert not here & gone
    assert out >= {"Mattia Caldara", "Tommaso Pobega", "Diego Laxalt"}
