"""The curated register of clubs."""

from __future__ import annotations

import re

import pytest

from ledger.domain.regulations.clubs import CURATED_CLUBS, YouthTeam, club_known_as, youth_team


@pytest.mark.parametrize(
    ("names", "club"),
    [
        (("AC Milan", "Milan AC", "Milan", "ac-milan", "MILAN"), "ac-milan"),
        (("FC Internazionale", "Inter Milan", "Inter"), "inter-milan"),
        (("Juventus FC", "Juventus"), "juventus"),
        (("AS Roma", "Roma"), "as-roma"),
        (("AC Fiorentina", "ACF Fiorentina", "Florentia"), "fiorentina"),
        (("Juventus U23", "Juve Next Gen"), "juventus-next-gen"),
    ],
)
def test_all_names_of_a_club_lead_to_it(names: tuple[str, ...], club: str) -> None:
    found = [club_known_as(name) for name in names]
    assert [known.id for known in found if known is not None] == [club] * len(names)


@pytest.mark.parametrize(
    "name", ["Inter Miami", "Internacional", "FC Messina", "Real Vicenza", "Juve Stabia", "Milan B"]
)
def test_a_name_that_only_resembles_one_is_not_that_club(name: str) -> None:
    assert club_known_as(name) is None


def test_no_name_belongs_to_two_clubs_and_every_id_is_a_slug() -> None:
    owners: dict[str, str] = {}
    for club in CURATED_CLUBS:
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", club.id)
        for name in (club.name, *club.aliases):
            assert owners.setdefault(name.casefold(), club.id) == club.id


@pytest.mark.parametrize(
    ("name", "team"),
    [
        ("Milan U19", YouthTeam("Milan", "U19")),
        ("Reggina Primaver", YouthTeam("Reggina", "Youth")),
        ("Fiorentina Yth.", YouthTeam("Fiorentina", "Youth")),
        ("Siena Junior", YouthTeam("Siena", "U19")),
    ],
)
def test_a_youth_team_is_told_by_its_name(name: str, team: YouthTeam) -> None:
    assert youth_team(name) == team


@pytest.mark.parametrize("name", ["Juventus U23", "Boca Juniors", "Junior FC", "Willem II", "U19"])
def test_other_names_are_no_youth_teams(name: str) -> None:
    assert youth_team(name) is None
