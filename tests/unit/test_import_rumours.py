"""Rumours about invented players: whose word it is, of when, and about whom."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import pytest

from ledger.domain.entry import Entry
from ledger.domain.events import (
    Event,
    IdentityDoubted,
    PlayerRegisteredInLedger,
    RumourReported,
    SourceRegistered,
    Stage,
)
from ledger.domain.sources import Basis, SourceType
from ledger.interfaces.files.formats import format_of
from ledger.interfaces.files.formats.rumours import RUMOURS
from ledger.interfaces.files.formats.rumours_outlets import RUMOURS_OUTLETS, Outlet, outlet_in
from ledger.interfaces.files.formats.rumours_transfermarkt import RUMOURS_TRANSFERMARKT
from ledger.interfaces.files.formats.wishes import Wish, wish_in
from ledger.interfaces.files.tables import UnreadableError

from .rows import Imported, brought_in, imported, row

THREADS = (
    "PlayerProfil,ImgCurrentClub,ImgInterestedClub,PlayerName,ImgPlayer,MarketValue,CurrentTeam,"
    "InterestedClub,RumourCreated"
)
Kind = TypeVar("Kind", bound=Event)


def thread(
    from_club: tuple[str, str] = ("Empoli", "749"),
    to_club: tuple[str, str] = ("Juventus", "506"),
    *,
    portrait: str = "9000001-1737581896.jpg",
    number: int = 14093,
    title: str = "juventus-interested-in-u-prova",
    created: str = "01.04.2024 - 14:52",
) -> str:
    """One line of Transfermarkt's rumours."""
    crest = "https://images.example//images/wappen/medium/{}.png?lm=1"
    return ",".join(
        (
            f"https://www.transfermarkt.example/{title}/thread/forum/343/thread_id/{number}",
            crest.format(from_club[1]),
            crest.format(to_club[1]),
            "Ugo Prova",
            f"https://images.example/portrait/medium/{portrait}?lm=1",
            "75.00m",
            from_club[0],
            to_club[0],
            created,
        )
    )


def told(tmp_path: Path, header: str, *lines: str, beside: Imported | None = None) -> Imported:
    """A table of these lines, imported into a book, by default an empty one."""
    path = tmp_path / "rumours.csv"
    path.write_text("\n".join((header, *lines)) + "\n", encoding="utf-8")
    return brought_in(path, beside.book if beside is not None else None)


def of(found: Imported, kind: type[Kind]) -> list[Kind]:
    """The events of one kind, in their order."""
    return [entry.event for entry in found.entries if isinstance(entry.event, kind)]


def rumour(found: Imported) -> Entry:
    """The only rumour."""
    (entry,) = (entry for entry in found.entries if isinstance(entry.event, RumourReported))
    return entry


class TestThreads:
    def test_a_file_is_known_by_its_header(self) -> None:
        assert format_of(THREADS) is RUMOURS_TRANSFERMARKT

    def test_ids_stand_in_the_addresses_and_the_time_without_a_zone_is_its_day(
        self, tmp_path: Path
    ) -> None:
        found = told(tmp_path, THREADS, thread())
        entry = rumour(found)
        assert entry.event == RumourReported(from_club="empoli", to_club="juventus")
        assert (str(entry.published_at), entry.assumed, entry.basis) == (
            "2024-04-01", (), Basis.REPORTED,
        )  # fmt: skip
        assert entry.evidence[0].source == "transfermarkt-rumours"
        assert str(entry.evidence[0].url).endswith("thread_id/14093")
        (player,) = of(found, PlayerRegisteredInLedger)
        assert [str(id_) for id_ in player.external_ids] == ["transfermarkt:9000001"]

    @pytest.mark.parametrize(
        ("portrait", "ids"),
        [("s_72407_6710_2014.jpg", ["transfermarkt:72407"]), ("default.jpg", [])],
    )
    def test_a_portrait_tells_who_he_is_where_there_is_one(
        self, tmp_path: Path, portrait: str, ids: list[str]
    ) -> None:
        (player,) = of(told(tmp_path, THREADS, thread(portrait=portrait)), PlayerRegisteredInLedger)
        assert [str(id_) for id_ in player.external_ids] == ids

    def test_a_rumour_moves_nobody(self, tmp_path: Path) -> None:
        found = told(tmp_path, THREADS, thread())
        assert found.book.squad("juventus", on="2024-09-01").items == ()

    def test_who_is_to_leave_for_no_club_has_a_rumour_without_an_engaging_club(
        self, tmp_path: Path
    ) -> None:
        found = told(tmp_path, THREADS, thread(to_club=("Without Club", "515")))
        assert rumour(found).event == RumourReported(from_club="empoli")

    @pytest.mark.parametrize(
        "line",
        [
            thread(to_club=("Empoli", "749")),
            thread(title="does-u-prova-stay-with-empoli"),
        ],
    )
    def test_whether_he_stays_is_no_move_and_refused(self, tmp_path: Path, line: str) -> None:
        found = told(tmp_path, THREADS, line)
        assert of(found, RumourReported) == []
        assert "whether he stays" in found.report.refusals[0].what

    def test_two_threads_are_two_rumours_and_a_second_run_adds_none(self, tmp_path: Path) -> None:
        lines = (thread(), thread(number=14094))
        found = told(tmp_path, THREADS, *lines)
        assert len(of(found, RumourReported)) == 2
        assert told(tmp_path, THREADS, *lines, beside=found).entries == []


class TestOnesOwn:
    header = "Player,From,To,Time,Source,Outcome,Fee,Stage,Via,Link"

    @pytest.mark.parametrize(
        "header",
        ["player,to,time,source", "Player Name,Interested Club,Published At,Outlet,Status"],
    )
    def test_a_table_is_known_by_any_names_of_its_columns(self, header: str) -> None:
        assert format_of(header) is RUMOURS

    def test_a_row_is_its_sources_word_with_what_became_of_it(self, tmp_path: Path) -> None:
        found = told(
            tmp_path,
            self.header,
            "Ugo Prova,Empoli,Juventus,2024-04-01T14:52+02:00,Il Corriere,collapsed,€5.00m,bid,"
            "La Voce,https://corriere.example/1",
        )
        entry = rumour(found)
        assert isinstance(entry.event, RumourReported)
        assert (entry.event.stage, str(entry.event.terms.fee)) == (Stage.BID, "€5.0m")
        assert (str(entry.published_at), entry.note) == (
            "2024-04-01T14:52+02:00", "outcome: collapsed",
        )  # fmt: skip
        (piece,) = entry.evidence
        assert (piece.source, piece.cites, piece.file, piece.line) == (
            "il-corriere", ("la-voce",), "rumours.csv", 2,
        )  # fmt: skip
        assert [(event.name, event.type) for event in of(found, SourceRegistered)[1:]] == [
            ("Il Corriere", SourceType.OUTLET), ("La Voce", SourceType.OUTLET),
        ]  # fmt: skip

    @pytest.mark.parametrize(
        ("time", "text"),
        [
            ("2024-04-01", "2024-04-01"),
            ("2024-04", "2024-04"),
            ("2024-04-01/2024-04-03", "2024-04-01/2024-04-03"),
            ("01.04.2024", "2024-04-01"),
        ],
    )
    def test_a_time_is_as_exact_as_the_table_tells(
        self, tmp_path: Path, time: str, text: str
    ) -> None:
        found = told(tmp_path, "player,to,time,source", f"Ugo Prova,Juventus,{time},La Voce")
        assert str(rumour(found).published_at) == text

    def test_a_source_on_record_is_that_source_by_any_of_its_names(self, tmp_path: Path) -> None:
        line = "Ugo Prova,Juventus,2024-04-01,La Voce"
        first = told(tmp_path, "player,to,time,source", line)
        later = told(
            tmp_path, "player,to,time,source", line.replace("04-01", "05-01"), beside=first
        )
        assert of(later, SourceRegistered) == []

    @pytest.mark.parametrize(
        ("line", "says"),
        [
            ("Ugo Prova,Juventus,2024-04-01T14:52,La Voce,", "the time:"),
            ("Ugo Prova,Juventus,05/06/2024,La Voce,", "the time:"),
            ("Ugo Prova,Juventus,2024-04-01,,", "the source has no name"),
            ("Ugo Prova,Juventus,2024-04-01,La Voce,perhaps", "the stage is “perhaps”"),
            ("Ugo Prova,Juventus,2040-04-01,La Voce,", "2040"),
        ],
    )
    def test_what_cannot_be_is_refused_with_its_line(
        self, tmp_path: Path, line: str, says: str
    ) -> None:
        found = told(tmp_path, "player,to,time,source,stage", line)
        (refusal,) = found.report.refusals
        assert refusal.line == 2
        assert says in refusal.what


class TestGossip:
    header = "Rumour,Year,Outlet"
    sentence = "Juventus want to sign Empoli's 24-year-old Italy defender Ugo Prova"

    def test_a_file_is_known_by_its_header(self) -> None:
        assert format_of(self.header) is RUMOURS_OUTLETS

    @pytest.mark.parametrize(
        ("printed", "outlet"),
        [
            ("Bild, via Liverpool Echo", Outlet("Liverpool Echo", ("Bild",), None)),
            ("Le10 Sport via Star", Outlet("Star", ("Le10 Sport",), None)),
            ("Marca - in Spanish", Outlet("Marca", (), "es")),
            ("The Athletic, subscription requiredexternal-link", Outlet("The Athletic", (), None)),
        ],
    )
    def test_via_cites_and_asides_to_readers_are_no_name(
        self, printed: str, outlet: Outlet
    ) -> None:
        assert outlet_in(printed) == outlet

    def test_a_sentence_about_somebody_on_record_is_the_outlets_word(self, tmp_path: Path) -> None:
        book = imported(tmp_path, [row("Empoli", "in", "Lecce", "€1.0m", age="24")])
        line = f'"{self.sentence}",2019,"Bild, via La Voce"'
        found = told(tmp_path, self.header, line, beside=book)
        entry = rumour(found)
        assert entry.subject == "player:ugo-prova"
        assert entry.event == RumourReported(from_club="empoli", to_club="juventus")
        assert str(entry.published_at) == "2019"
        (piece,) = entry.evidence
        assert (piece.source, piece.cites, piece.excerpt) == ("la-voce", ("bild",), self.sentence)

    def test_nobody_is_put_on_record_for_a_sentence(self, tmp_path: Path) -> None:
        found = told(tmp_path, self.header, f"{self.sentence},2019,La Voce")
        assert of(found, PlayerRegisteredInLedger) == []
        assert of(found, RumourReported) == []
        assert found.report.refusals[0].what == (
            "nobody on record is for sure the Ugo Prova of this sentence."
        )

    def test_who_may_be_somebody_on_record_is_a_doubt(self, tmp_path: Path) -> None:
        book = imported(tmp_path, [row("Parma", "in", "Lecce", "€1.0m", age="24")])
        found = told(tmp_path, self.header, f"{self.sentence},2019,La Voce", beside=book)
        assert [doubt.name for doubt in of(found, IdentityDoubted)] == ["Ugo Prova"]
        assert of(found, RumourReported) == []

    @pytest.mark.parametrize(
        ("text", "wish"),
        [
            (
                sentence,
                Wish("Juventus", Stage.INTEREST, "Ugo Prova", "Empoli", 24, ("ITA",), "Defender"),
            ),
            (
                "AC Milan have made a bid for Portugal midfielder João de Prova, 19, from Benfica",
                Wish("AC Milan", Stage.BID, "João de Prova", "Benfica", 19, ("POR",), "Midfielder"),
            ),
            (
                "Roma are in talks to sign Lazio's goalkeeper Ivo Esempio on loan",
                Wish("Roma", Stage.TALKS, "Ivo Esempio", "Lazio", None, (), "Goalkeeper"),
            ),
        ],
    )
    def test_a_plain_sentence_tells_who_wants_whom(self, text: str, wish: Wish) -> None:
        assert wish_in(text) == wish

    @pytest.mark.parametrize(
        ("text", "says"),
        [
            ("The Gunners want to sign Empoli's defender Ugo Prova", "does not begin with"),
            ("Juventus have rejected a bid for defender Ugo Prova", "in plain words"),
            ("Juventus want to sign Prova", "does not name one player in full"),
            (
                "Juventus want to sign Empoli's defender Ugo Prova, 24, but Roma lead the race",
                "goes on after the player",
            ),
            (
                "Juventus want to sign defender Ugo Prova, 24, a target of Roma",
                "clubs of which not every part is told",
            ),
            ("Inter want to sign Inter Milan's defender Ugo Prova, 24", "want their own player"),
            (
                "Juventus want to sign Empoli's defender Ugo Prova, 24, and Ivo Esempio, 25",
                "goes on after the player",
            ),
        ],
    )
    def test_any_other_sentence_is_refused_with_the_reason(self, text: str, says: str) -> None:
        with pytest.raises(UnreadableError, match=says):
            wish_in(text)
