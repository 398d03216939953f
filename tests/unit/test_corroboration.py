"""From how many origins a claim comes: a copy raises nothing, however often it is printed."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from ledger.domain.entry import Entry, Recorded
from ledger.domain.events import (
    DenialReported,
    LoanAgreed,
    ReportRetracted,
    RumourReported,
    TermsReported,
)
from ledger.domain.sources import Evidence, Role
from ledger.domain.terms import MoveType, Terms
from ledger.domain.values import Fee, Money
from ledger.queries.corroboration import (
    Corroboration,
    corroborate,
    of_claims,
    of_deal,
    said_otherwise,
    tellings,
    withdrawn,
)

from .facts import OFFICIAL, REPORTED, place

RUMOUR = RumourReported(from_club="empoli", to_club="lecce")
HASH = "sha256:" + "ab" * 32


def says(source: str, *cites: str, on: str = "2024-07-01", **more: object) -> Entry:
    """A report that Lecce want Marco Ferri."""
    return told((Evidence(source=source, cites=cites, **more),), on)  # type: ignore[arg-type]


def told(evidence: tuple[Evidence, ...], on: str = "2024-07-01", event: object = RUMOUR) -> Entry:
    return Entry(
        subject="player:marco-ferri",
        event=event,  # type: ignore[arg-type]
        published_at=on,  # type: ignore[arg-type]
        basis=REPORTED,
        evidence=evidence,
    )


def book(*entries: Entry) -> list[Recorded]:
    found: list[Recorded] = []
    for entry in entries:
        found.append(place(found, entry))
    return found


def counted(*entries: Entry, outlets: Mapping[str, str] | None = None) -> Corroboration:
    items = book(*entries)
    return corroborate(tellings(items), outlets or {}, withdrawn(items))


def origins(*entries: Entry, outlets: Mapping[str, str] | None = None) -> list[str]:
    return list(counted(*entries, outlets=outlets).origins)


def terms(fee: int, source: str, on: str, *cites: str) -> Entry:
    """A report of the fee."""
    said = Terms(move=MoveType.PERMANENT, fee=Fee(fixed=Money.exact(fee)))
    event = TermsReported(from_club="empoli", to_club="lecce", terms=said)
    return told((Evidence(source=source, cites=cites),), on, event)


# -- along the citations --------------------------------------------------------------------------


def test_two_papers_that_cite_nobody_are_two_origins() -> None:
    found = counted(says("gazzetta"), says("sky"))
    assert (found.origins, found.reports, found.copies) == (("gazzetta", "sky"), 2, 0)


def test_a_paper_that_cites_another_adds_nothing_to_it() -> None:
    found = counted(says("gazzetta"), says("pianetamilan", "gazzetta"))
    assert (found.origins, found.reports, found.copies) == (("gazzetta",), 2, 1)


def test_who_is_cited_is_the_origin_even_where_his_own_report_is_not_on_record() -> None:
    found = counted(says("pianetamilan", "gazzetta"), says("goal", "gazzetta"))
    assert (found.origins, found.copies) == (("gazzetta",), 2)


def test_a_source_that_was_cited_is_followed_to_the_one_it_cites_itself() -> None:
    assert origins(
        says("romano", "hawkins", on="2024-07-01"),
        says("goal", "romano", on="2024-07-02"),
        says("sky", "goal", on="2024-07-03"),
    ) == ["hawkins"]


def test_a_citation_means_the_report_known_by_then_not_a_later_one() -> None:
    assert origins(
        says("romano", on="2024-07-01"),
        says("goal", "romano", on="2024-07-02"),
        says("romano", "hawkins", on="2024-07-03"),
    ) == ["hawkins", "romano"]


def test_where_the_report_cited_came_in_late_it_is_followed_all_the_same() -> None:
    assert origins(
        says("goal", "romano", on="2024-07-01"), says("romano", "hawkins", on="2024-07")
    ) == ["hawkins"]


def test_two_that_only_cite_each_other_are_one_origin_the_earlier() -> None:
    found = counted(says("goal", "sky", on="2024-07-01"), says("sky", "goal", on="2024-07-02"))
    assert (found.origins, found.copies) == (("goal",), 1)


def test_who_cites_a_circle_adds_nothing_to_it() -> None:
    assert origins(
        says("goal", "sky", on="2024-07-01"),
        says("sky", "goal", on="2024-07-02"),
        says("marca", "sky", on="2024-07-03"),
    ) == ["goal"]


def test_a_circle_rests_on_what_its_voices_told_elsewhere() -> None:
    assert origins(
        says("romano", "hawkins", on="2024-07-01"),
        says("romano", "goal", on="2024-07-02"),
        says("goal", "romano", on="2024-07-03"),
    ) == ["hawkins"]


def test_three_hundred_who_cite_each_other_in_a_ring_are_one_origin() -> None:
    ring = [says(f"s{number}", f"s{(number + 1) % 300}") for number in range(300)]
    found = counted(*ring)
    assert (found.origins, found.copies) == (("s0",), 299)


def test_a_confirmation_of_its_own_counts_even_though_it_cites() -> None:
    assert origins(says("gazzetta"), says("sky", "gazzetta", role=Role.CONFIRMATION)) == [
        "gazzetta",
        "sky",
    ]


def test_who_cites_several_rests_on_all_of_them() -> None:
    assert origins(says("goal", "gazzetta", "sky")) == ["gazzetta", "sky"]


def test_who_cites_without_saying_whom_adds_nothing() -> None:
    found = counted(says("gazzetta"), says("goal", role=Role.CITATION))
    assert (found.origins, found.copies) == (("gazzetta",), 1)


def test_long_chains_of_citations_are_followed_to_their_end() -> None:
    chain = [says("s0")] + [
        says(f"s{number}", f"s{number - 1}", f"s{max(0, number - 2)}") for number in range(1, 300)
    ]
    found = counted(*chain)
    assert (found.origins, found.copies) == (("s0",), 299)


# -- one voice ------------------------------------------------------------------------------------


def test_a_journalist_and_his_outlet_are_one_origin() -> None:
    outlets = {"di-marzio": "sky"}
    assert origins(says("sky"), says("di-marzio"), outlets=outlets) == ["sky"]


def test_citing_a_journalist_is_citing_his_outlet() -> None:
    outlets = {"di-marzio": "sky"}
    assert origins(says("sky", "hawkins"), says("goal", "di-marzio"), outlets=outlets) == [
        "hawkins"
    ]


def test_the_same_text_under_another_name_is_a_copy() -> None:
    text = "Lecce want Ferri, and want him soon."
    found = counted(
        says("gazzetta", excerpt=text), says("goal", excerpt=f" {text.upper()}\n", on="2024-07-02")
    )
    assert (found.origins, found.copies) == (("gazzetta",), 1)


def test_the_same_hash_under_another_name_is_a_copy() -> None:
    found = counted(says("gazzetta", content_hash=HASH), says("goal", content_hash=HASH))
    assert (found.origins, found.copies) == (("gazzetta",), 1)


def test_one_text_that_tells_two_things_is_no_copy_of_itself() -> None:
    found = counted(says("gazzetta", content_hash=HASH), says("gazzetta", content_hash=HASH))
    assert (found.origins, found.copies) == (("gazzetta",), 0)


# -- official words, denials, reports taken back --------------------------------------------------


def test_official_words_are_counted_apart() -> None:
    official = says("lecce").model_copy(update={"basis": OFFICIAL})
    found = counted(says("gazzetta"), official, says("goal", "lecce"))
    assert (found.origins, found.official) == (("gazzetta",), ("lecce",))
    assert (found.reports, found.copies) == (2, 1)


def test_a_denial_lowers_nothing_but_is_listed() -> None:
    denied = (Evidence(source="gazzetta"), Evidence(source="lecce", role=Role.DENIAL))
    found = counted(told(denied))
    assert (found.origins, found.reports, found.denied_by) == (("gazzetta",), 1, ("lecce",))


def test_a_denial_of_the_deal_is_listed_with_the_deal() -> None:
    items = book(
        says("gazzetta"),
        told((Evidence(source="sky"),), event=DenialReported(to_club="lecce", by="Empoli")),
    )
    found = of_deal(items, {})
    assert (found.origins, found.reports, found.denied_by) == (("gazzetta",), 1, ("sky",))


def test_a_report_taken_back_counts_no_longer_and_neither_does_who_cited_it() -> None:
    first = says("gazzetta").model_copy(update={"entry_id": UUID(int=77)})
    back = told((Evidence(source="gazzetta"),), event=ReportRetracted(target=UUID(int=77)))
    items = book(first, says("goal", "gazzetta"), back)
    found = of_deal(items, {})
    assert (found.origins, found.reports, found.copies) == ((), 1, 1)


# -- the claims of a deal -------------------------------------------------------------------------


def test_only_who_tells_the_same_value_corroborates_it() -> None:
    items = book(
        terms(3_000_000, "gazzetta", "2024-07-01"),
        terms(4_000_000, "sky", "2024-07-02"),
        terms(3_000_000, "goal", "2024-07-03", "gazzetta"),
        terms(4_000_000, "marca", "2024-07-04"),
    )
    found = of_claims(items, {})
    assert found["fee", 1].origins == found["fee", 3].origins == ("gazzetta",)
    assert found["fee", 2].origins == ("marca", "sky")
    assert found["move", 1].origins == ("gazzetta", "marca", "sky")


def test_a_source_cited_is_followed_only_among_those_who_tell_the_same_value() -> None:
    items = book(
        terms(5_000_000, "gazzetta", "2024-07-01", "hawkins"),
        terms(3_000_000, "goal", "2024-07-02", "gazzetta"),
    )
    assert of_claims(items, {})["fee", 2].origins == ("gazzetta",)


def test_an_official_fee_has_no_reported_origins() -> None:
    event = LoanAgreed(from_club="empoli", to_club="lecce", fee=Fee(fixed=Money.exact(3_000_000)))
    item = told((Evidence(source="empoli"),), event=event).model_copy(update={"basis": OFFICIAL})
    found = of_claims(book(item), {})["loan fee", 1]
    assert (found.origins, found.official) == ((), ("empoli",))


def test_where_a_source_says_otherwise_later_is_on_its_earlier_word() -> None:
    items = book(
        terms(3_000_000, "gazzetta", "2024-07-01"),
        terms(4_000_000, "sky", "2024-07-02"),
        terms(3_000_000, "gazzetta", "2024-07-03"),
        terms(4_000_000, "gazzetta", "2024-07-04"),
    )
    assert said_otherwise(items, {}) == {("fee", 1): 4, ("fee", 3): 4}


def test_a_journalist_contradicts_his_outlet() -> None:
    items = book(terms(3_000_000, "sky", "2024-07-01"), terms(4_000_000, "di-marzio", "2024-07-02"))
    assert said_otherwise(items, {"di-marzio": "sky"}) == {("fee", 1): 2}
    assert said_otherwise(items, {}) == {}
