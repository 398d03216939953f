"""Who is one and the same: given these entries about the ledger itself, then these are one."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

import pytest
from pydantic import ValidationError

from ledger.domain.admission import provisional
from ledger.domain.entry import Content, Entry, EntryCorrected, EntryVoided, Recorded
from ledger.domain.errors import Refused
from ledger.domain.events import (
    EntitiesMerged,
    EntitiesToldApart,
    Event,
    ExternalId,
    Listed,
    LoanAgreed,
    MergeReverted,
    SquadListAmended,
)
from ledger.domain.identity import (
    LEDGER,
    Identities,
    identities,
    merge_between,
    settles_identity,
)
from ledger.domain.identity.rules import check_identities
from ledger.domain.references import with_others

ANNA, BEA, CARLA, DORA = ("player:anna", "player:bea", "player:carla", "player:dora")
NOW = datetime(2026, 1, 1, tzinfo=UTC)
Book = list[Recorded]


def settled(*events: Event) -> Book:
    """A book of the ledger's own stream, whatever it says."""
    book: Book = []
    for event in events:
        write(book, event)
    return book


def write(book: Book, event: Event) -> None:
    entry = Entry(subject=LEDGER, event=event, entry_id=UUID(int=len(book) + 1))  # type: ignore[arg-type]
    book.append(provisional(entry, after=book, recorded_at=NOW))


def when(book: Book, event: Event) -> None:
    """Record one more, or raise its refusal."""
    more = list(book)
    write(more, event)
    check_identities(book, more[-1:])
    book.append(more[-1])


def merged(survivor: str, other: str) -> EntitiesMerged:
    return EntitiesMerged(survivor=survivor, merged=other)


def reverted(number: int) -> MergeReverted:
    return MergeReverted(target=UUID(int=number), reason="two sisters")


def voided(number: int) -> EntryVoided:
    return EntryVoided(target=UUID(int=number), reason="mistyped")


def apart(one: str, other: str) -> EntitiesToldApart:
    return EntitiesToldApart(one=one, other=other)


def persons(book: Book) -> list[tuple[str, ...]]:
    """Everybody with more than one id, the survivor first."""
    known = identities(book)
    found = {known.members(who) for who in (ANNA, BEA, CARLA, DORA)}
    return sorted(members for members in found if len(members) > 1)


class TestMerging:
    def test_nobody_is_merged_in_an_empty_book(self) -> None:
        known = identities([])
        assert known.person_of(ANNA) == ANNA
        assert known.members(ANNA) == (ANNA,)

    def test_the_survivor_stands_first_and_every_id_leads_to_it(self) -> None:
        known = identities(settled(merged(BEA, ANNA), merged(BEA, CARLA)))
        assert known.members(CARLA) == (BEA, ANNA, CARLA)
        assert {known.person_of(who) for who in (ANNA, BEA, CARLA)} == {BEA}

    def test_a_survivor_may_be_merged_on(self) -> None:
        book = settled(merged(ANNA, BEA), merged(CARLA, ANNA))
        assert persons(book) == [(CARLA, ANNA, BEA)]

    def test_two_pairs_may_become_one(self) -> None:
        book = settled(merged(ANNA, BEA), merged(CARLA, DORA), merged(ANNA, CARLA))
        assert persons(book) == [(ANNA, BEA, CARLA, DORA)]

    @pytest.mark.parametrize(
        ("survivor", "other"),
        [(ANNA, ANNA), (ANNA, "club:anna"), ("source:tmw", "source:gazzetta")],
    )
    def test_one_id_two_sorts_and_sources_are_no_merge(self, survivor: str, other: str) -> None:
        with pytest.raises(ValidationError):
            merged(survivor, other)


class TestParting:
    def test_a_reverted_merge_separates_only_what_it_joined(self) -> None:
        book = settled(merged(ANNA, BEA), merged(CARLA, ANNA), reverted(1))
        assert persons(book) == [(CARLA, ANNA)]
        book = settled(merged(ANNA, BEA), merged(CARLA, ANNA), reverted(2))
        assert persons(book) == [(ANNA, BEA)]

    def test_a_voided_merge_separates_as_well(self) -> None:
        assert persons(settled(merged(ANNA, BEA), voided(1))) == []

    def test_a_voided_reversal_makes_them_one_again(self) -> None:
        assert persons(settled(merged(ANNA, BEA), reverted(1), voided(2))) == [(ANNA, BEA)]

    def test_a_corrected_merge_joins_whom_it_should_have(self) -> None:
        content = Content(event=merged(ANNA, CARLA))
        correction = EntryCorrected(target=UUID(int=1), replacement=content, reason="mistyped")
        assert persons(settled(merged(ANNA, BEA), correction)) == [(ANNA, CARLA)]

    def test_they_may_be_merged_the_other_way_round_afterwards(self) -> None:
        book = settled(merged(ANNA, BEA), reverted(1))
        when(book, merged(BEA, ANNA))
        assert persons(book) == [(BEA, ANNA)]


class TestRefusals:
    def refusal(self, book: Book, event: Event) -> Refused:
        size = len(book)
        with pytest.raises(Refused) as refused:
            when(book, event)
        assert len(book) == size
        assert refused.value.rule == "H9"
        return refused.value

    def test_a_merge_of_two_that_are_one_already(self) -> None:
        book = settled(merged(ANNA, BEA))
        for pair in ((ANNA, BEA), (BEA, ANNA)):
            error = self.refusal(book, merged(*pair))
            assert (error.reason, error.position) == ("already-one", 1)

    def test_a_ring(self) -> None:
        book = settled(merged(ANNA, BEA), merged(BEA, CARLA))
        assert persons(book) == [(ANNA, BEA, CARLA)]
        assert self.refusal(book, merged(CARLA, ANNA)).reason == "already-one"

    @pytest.mark.parametrize("pair", [(CARLA, BEA), (BEA, CARLA)])
    def test_an_id_that_was_merged_away(self, pair: tuple[str, str]) -> None:
        error = self.refusal(settled(merged(ANNA, BEA)), merged(*pair))
        assert str(error) == (
            f"Cannot merge {pair[1]} into {pair[0]}: player:bea was merged into player:anna "
            f"(entry #1). Name player:anna instead."
        )

    def test_two_that_were_told_apart(self) -> None:
        book = settled(apart(ANNA, BEA))
        error = self.refusal(book, merged(BEA, ANNA))
        assert (error.reason, error.position) == ("told-apart", 1)
        when(book, voided(1))
        when(book, merged(BEA, ANNA))
        assert persons(book) == [(BEA, ANNA)]

    def test_two_persons_of_whom_any_two_ids_were_told_apart(self) -> None:
        book = settled(merged(ANNA, BEA), merged(CARLA, DORA), apart(BEA, DORA))
        assert self.refusal(book, merged(ANNA, CARLA)).reason == "told-apart"

    def test_telling_two_apart_that_are_one(self) -> None:
        book = settled(merged(ANNA, BEA))
        error = self.refusal(book, apart(ANNA, BEA))
        assert str(error) == (
            "Cannot tell player:anna and player:bea apart: the two are one on record (entry #1). "
            "Revert the merge first: `tledger ids revert ONE OTHER --reason WHY`."
        )

    @pytest.mark.parametrize("number", [2, 9])
    def test_a_reversal_of_what_is_no_merge(self, number: int) -> None:
        book = settled(merged(ANNA, BEA), apart(ANNA, CARLA))
        assert self.refusal(book, reverted(number)).reason == "no-such-merge"

    def test_a_second_reversal(self) -> None:
        error = self.refusal(settled(merged(ANNA, BEA), reverted(1)), reverted(1))
        assert (error.reason, error.position) == ("no-such-merge", 2)

    def test_a_void_that_would_leave_two_merges_of_one_id(self) -> None:
        """Bea went to Anna, then to Carla: the first merge cannot come back."""
        book = settled(merged(ANNA, BEA), reverted(1), merged(CARLA, BEA))
        error = self.refusal(book, voided(2))
        assert "record EntryVoided on the ledger itself" in str(error)

    def test_a_void_that_would_make_two_one_who_were_told_apart(self) -> None:
        book = settled(merged(ANNA, BEA), reverted(1), apart(ANNA, BEA))
        assert self.refusal(book, voided(2)).reason == "already-one"


class TestToldApart:
    def test_from_each_other_under_any_of_their_ids(self) -> None:
        known = identities(settled(apart(ANNA, BEA), merged(CARLA, BEA)))
        assert known.told_apart(CARLA, ANNA) is not None
        assert known.told_apart(CARLA, BEA) is None

    def test_from_another_registers_id(self) -> None:
        told = EntitiesToldApart(one=ANNA, external_id=ExternalId(scheme="reep", id="p1"))
        known = identities(settled(told, merged(BEA, ANNA)))
        assert known.apart_from_external(BEA, "reep", "p1") is not None
        assert known.apart_from_external(BEA, "reep", "p2") is None
        assert known.apart_from_external(CARLA, "reep", "p1") is None


def test_the_merge_between_two_is_their_own_or_the_one_that_brought_either() -> None:
    known = identities(settled(merged(ANNA, BEA), merged(CARLA, ANNA), merged(CARLA, DORA)))

    def position(one: str, other: str) -> int | None:
        found = merge_between(known, one, other)
        return found.position if found is not None else None

    assert position(BEA, ANNA) == 1
    assert position(CARLA, BEA) == 1
    assert position(BEA, CARLA) == 1
    assert position(ANNA, CARLA) == 2
    assert position(DORA, CARLA) == 3
    assert position(ANNA, "player:emma") is None


def test_clubs_of_merged_ids_are_read_under_the_survivor() -> None:
    known = Identities({"club:inter": "club:fc-internazionale", ANNA: BEA})
    assert known.clubs == {"inter": "fc-internazionale"}
    loan = LoanAgreed(from_club="inter", to_club="empoli")
    told = with_others(loan, known.clubs, {})
    assert told == LoanAgreed(from_club="fc-internazionale", to_club="empoli")
    assert with_others(told, known.clubs, {}) is told


def test_entries_are_read_under_the_survivor_and_keep_their_place() -> None:
    loan = LoanAgreed(from_club="inter", to_club="empoli")
    entry = Entry(subject=ANNA, event=loan, entry_id=UUID(int=1))
    item = provisional(entry, after=(), recorded_at=NOW)
    known = Identities({"club:inter": "club:fc-internazionale"})
    [read] = known.unified([item])
    assert read.event == LoanAgreed(from_club="fc-internazionale", to_club="empoli")
    assert (read.position, read.entry_id, item.event) == (1, UUID(int=1), loan)


def test_what_a_correction_says_is_read_under_the_survivor_too() -> None:
    content = Content(event=LoanAgreed(from_club="inter", to_club="empoli"))
    correction = EntryCorrected(target=UUID(int=1), replacement=content, reason="mistyped")
    told = with_others(correction, {"inter": "fc-internazionale"}, {})
    assert isinstance(told, EntryCorrected)
    assert told.replacement.event == LoanAgreed(from_club="fc-internazionale", to_club="empoli")


def test_entries_are_the_same_ones_where_nobody_they_name_was_merged() -> None:
    book = settled(merged(ANNA, BEA))
    unified = identities(book).unified(book)
    assert all(one is other for one, other in zip(unified, book, strict=True))


def test_a_squad_list_names_whoever_is_in_front_by_now() -> None:
    known = identities(settled(merged(ANNA, BEA)))
    amended = SquadListAmended(
        competition="Serie A",
        season="2024-25",
        added=(Listed(player="anna"), Listed(player="bea", trained="club"), Listed(player="cleo")),
        removed=("dora",),
    )
    told = with_others(amended, known.clubs, known.players)
    assert isinstance(told, SquadListAmended)
    assert told.added == (Listed(player="anna"), Listed(player="cleo"))
    taken_off = amended.model_copy(update={"removed": ("bea", "dora")})
    assert with_others(taken_off, {}, known.players).__dict__["removed"] == ("anna", "dora")


def test_who_is_regrouped_by_a_merge_and_by_its_reversal() -> None:
    before = identities(settled(merged(ANNA, BEA)))
    after = identities(settled(merged(ANNA, BEA), merged(CARLA, ANNA)))
    assert after.regrouped(before) == before.regrouped(after) == {ANNA, BEA, CARLA}
    assert after.regrouped(after) == set()


def test_only_merges_and_amendments_of_the_ledger_itself_change_who_is_who() -> None:
    assert [
        settles_identity(item.entry)
        for item in settled(merged(ANNA, BEA), apart(ANNA, CARLA), reverted(1), voided(3))
    ] == [True, False, True, True]
    elsewhere = Entry(subject=ANNA, event=voided(3))
    assert not settles_identity(elsewhere)
