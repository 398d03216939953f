"""Who is one and the same: invented players, told by two sources."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ledger.domain.likeness import (
    Described,
    Doubtful,
    Fit,
    NameFit,
    New,
    Same,
    Stay,
    fit_of,
    judge,
    name_fit,
)

FERRI = Described(
    names=frozenset({"marco ferri"}),
    born=(1995, 1996),
    keeper=False,
    moves=frozenset({("2018-summer", "empoli", "lecce")}),
    stays=(
        Stay("empoli", date(2018, 6, 30), date(2018, 8, 31), firm=False),
        Stay("lecce", date(2018, 8, 31), date(2020, 1, 31), firm=True),
    ),
)
SILENT = replace(FERRI, moves=frozenset(), stays=())


def described(**changes: object) -> Described:
    return replace(SILENT, **changes)  # type: ignore[arg-type]


class TestWhoItIs:
    def test_the_same_move_told_by_both_is_one_man(self) -> None:
        told = described(moves=FERRI.moves)
        assert judge(told, {"player:ferri": FERRI}) == Same(
            "player:ferri", "the name and the birth agree, and both tell the same move"
        )

    def test_the_same_move_needs_no_birth_where_the_name_is_the_same(self) -> None:
        told = described(moves=FERRI.moves, born=None)
        assert isinstance(judge(told, {"player:ferri": FERRI}), Same)

    def test_one_club_at_one_time_is_one_man(self) -> None:
        there = Stay("lecce", date(2019, 3, 3), date(2019, 3, 3), firm=False)
        assert isinstance(judge(described(stays=(there,)), {"player:ferri": FERRI}), Same)

    def test_one_club_at_one_time_without_a_birth_is_a_doubt(self) -> None:
        there = Stay("lecce", date(2019, 3, 3), date(2019, 3, 3), firm=False)
        verdict = judge(described(stays=(there,), born=None), {"player:ferri": FERRI})
        assert verdict == Doubtful(("player:ferri",), "the name agrees, but no birth is told")

    def test_timelines_that_say_nothing_of_each_other_need_the_nationality(self) -> None:
        italian = replace(SILENT, nations=frozenset({"ITA"}))
        assert isinstance(judge(italian, {"player:ferri": italian}), Same)
        assert isinstance(judge(SILENT, {"player:ferri": SILENT}), Doubtful)
        french = replace(SILENT, nations=frozenset({"FRA"}))
        assert judge(french, {"player:ferri": italian}) == Doubtful(
            ("player:ferri",), "the name and the birth agree, but the nationality does not"
        )

    def test_two_clubs_at_one_time_are_a_doubt_even_of_one_nation(self) -> None:
        elsewhere = Stay("pisa", date(2018, 9, 1), date(2019, 6, 30), firm=True)
        told = described(stays=(elsewhere,), nations=frozenset({"ITA"}))
        known = replace(FERRI, nations=frozenset({"ITA"}))
        assert judge(told, {"player:ferri": known}) == Doubtful(
            ("player:ferri",), "the name and the birth agree, but at one time they are at two clubs"
        )

    @pytest.mark.parametrize(
        "other",
        [
            {"born": (1999, 2000)},
            {"keeper": True},
            {"names": frozenset({"mario rossi"})},
        ],
    )
    def test_another_birth_position_or_name_is_another_man(self, other: dict[str, object]) -> None:
        told = described(moves=FERRI.moves, **other)
        assert judge(told, {"player:ferri": FERRI}) == New()

    def test_the_last_name_and_the_birth_at_one_club_are_a_doubt_for_nicknames_are_many(
        self,
    ) -> None:
        there = Stay("lecce", date(2019, 3, 3), date(2019, 3, 3), firm=False)
        told = described(names=frozenset({"mario ferri"}), stays=(there,))
        assert judge(told, {"player:ferri": FERRI}) == Doubtful(
            ("player:ferri",), "the birth and a part of the name agree, but not the whole name"
        )
        elsewhere = replace(told, stays=())
        assert judge(elsewhere, {"player:ferri": FERRI}) == New()

    def test_two_words_of_a_name_and_the_birth_are_a_doubt_and_one_is_not(self) -> None:
        two, one = frozenset({"gian marco ferri"}), frozenset({"m ferri"})
        assert isinstance(judge(described(names=two), {"player:ferri": SILENT}), Doubtful)
        assert judge(described(names=one), {"player:ferri": SILENT}) == New()

    def test_a_year_is_within_what_ages_leave_open_and_two_are_not(self) -> None:
        near, far = described(born=(1997, 1997)), described(born=(1998, 1998))
        assert isinstance(judge(near, {"player:ferri": FERRI}), Doubtful)
        assert judge(far, {"player:ferri": FERRI}) == New()

    def test_the_better_fit_of_two_is_taken(self) -> None:
        namesake = replace(SILENT, born=(1996, 1996))
        told = described(moves=FERRI.moves)
        found = judge(told, {"player:ferri": FERRI, "player:ferri-2": namesake})
        assert isinstance(found, Same)
        assert found.id == "player:ferri"

    def test_two_that_fit_equally_are_a_doubt(self) -> None:
        told = described(moves=FERRI.moves)
        found = judge(told, {"player:b": FERRI, "player:a": FERRI})
        assert isinstance(found, Doubtful)
        assert found.candidates == ("player:a", "player:b")

    def test_part_of_a_name_is_no_doubt_by_itself(self) -> None:
        assert judge(described(names=frozenset({"ferri"})), {"player:ferri": SILENT}) == New()

    def test_part_of_a_name_fits_with_birth_and_club(self) -> None:
        there = Stay("lecce", date(2019, 3, 3), date(2019, 3, 3), firm=False)
        told = described(names=frozenset({"m ferri", "marco antonio ferri"}), stays=(there,))
        assert isinstance(judge(told, {"player:ferri": FERRI}), Same)

    def test_an_initial_is_part_of_a_name_even_where_both_are_called_so(self) -> None:
        assert name_fit({"m ferri"}, {"m ferri"}) is NameFit.PART
        assert name_fit({"m ferri", "marco ferri"}, {"m ferri", "marco ferri"}) is NameFit.SAME

    def test_two_names_of_one_source_are_a_doubt_where_those_of_two_sources_are_one_man(
        self,
    ) -> None:
        known = replace(FERRI, tellers=frozenset({"tuttosport"}))
        there = Stay("lecce", date(2019, 3, 3), date(2019, 3, 3), firm=False)
        told = described(names=frozenset({"gian marco ferri"}), stays=(there,))
        other = replace(told, tellers=frozenset({"sky"}))
        assert isinstance(judge(other, {"player:ferri": known}), Same)
        same = replace(told, tellers=frozenset({"sky", "tuttosport"}))
        assert judge(same, {"player:ferri": known}) == Doubtful(
            ("player:ferri",), "the birth and a part of the name agree, but not the whole name"
        )


class TestTimelines:
    def test_a_club_he_left_and_one_he_had_joined_meet(self) -> None:
        later = described(stays=(Stay("lecce", date(2020, 1, 1), date(2020, 1, 31), firm=False),))
        assert fit_of(FERRI, later) is Fit.MEETS

    def test_a_window_at_two_clubs_proves_nothing(self) -> None:
        short = described(stays=(Stay("pisa", date(2019, 12, 1), date(2020, 8, 1), firm=True),))
        assert fit_of(FERRI, short) is Fit.SILENT

    def test_one_that_goes_on_where_the_other_stops_follows(self) -> None:
        still_there = Stay("lecce", date(2020, 1, 31), date.max, firm=False, carried=True)
        known = replace(FERRI, stays=(*FERRI.stays, still_there))
        leaves = Stay("lecce", date(2022, 6, 30), date(2022, 8, 31), firm=False)
        assert fit_of(described(stays=(leaves,)), known) is Fit.FOLLOWS
        assert isinstance(judge(described(stays=(leaves,)), {"player:ferri": known}), Same)

    def test_what_only_follows_needs_births_without_a_gap(self) -> None:
        still_there = Stay("lecce", date(2020, 1, 31), date.max, firm=False, carried=True)
        leaves = Stay("lecce", date(2022, 6, 30), date(2022, 8, 31), firm=False)
        told = described(stays=(leaves,), born=(1997, 1997))
        known = replace(FERRI, stays=(still_there,))
        assert isinstance(judge(told, {"player:ferri": known}), Doubtful)

    def test_two_that_are_both_only_taken_to_be_there_prove_nothing(self) -> None:
        before = Stay("lecce", date.min, date(2018, 8, 31), firm=False, carried=True)
        earlier = described(stays=(before,))
        assert fit_of(earlier, described(stays=(before,))) is Fit.SILENT


class TestNames:
    @pytest.mark.parametrize(
        ("one", "other", "fit"),
        [
            ("marco ferri", "marco ferri", NameFit.SAME),
            ("g higuain", "gonzalo higuain", NameFit.PART),
            ("gonzalo gerardo higuain", "gonzalo higuain", NameFit.WORDS),
            ("allan marques loureiro", "allan", NameFit.PART),
            ("alejandro dario gomez", "papu gomez", NameFit.LAST),
            ("m ferri", "luca ferri", NameFit.LAST),
            ("g h", "gonzalo higuain", NameFit.NONE),
            ("marco ferri", "marco ferrari", NameFit.NONE),
        ],
    )
    def test_how_names_go_together(self, one: str, other: str, fit: NameFit) -> None:
        assert name_fit([one], [other]) is fit
        assert name_fit([other], [one]) is fit
