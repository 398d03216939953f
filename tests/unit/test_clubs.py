"""The curated register of clubs."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date

import pytest

from ledger.domain.regulations.clubs import (
    SCHEMES,
    DatedName,
    _fold,
    club_known_as,
    club_with,
    curated_clubs,
    side_team,
    youth_team,
)
from ledger.domain.regulations.countries import MEMBERS
from ledger.domain.regulations.teams import SideTeam, YouthTeam


@pytest.mark.parametrize(
    ("names", "club"),
    [
        (("AC Milan", "Milan AC", "Milan", "ac-milan", "MILAN"), "ac-milan"),
        (("FC Internazionale", "Inter Milan", "Inter", "Internazionale"), "inter-milan"),
        (("Juventus FC", "Juventus"), "juventus"),
        (("Società Sportiva Lazio S.p.A.", "SS Lazio"), "lazio"),
        (("AS Roma", "Roma"), "as-roma"),
        (("AC Fiorentina", "ACF Fiorentina", "Florentia"), "fiorentina"),
        (("Juventus U23", "Juve Next Gen"), "juventus-next-gen"),
        (("Spurs", "Tottenham", "Tottenham Hotspur FC"), "tottenham-hotspur"),
        (("Man City", "Manchester City"), "manchester-city"),
        (("Bor. M'gladbach", "Gladbach"), "borussia-monchengladbach"),
        (("E. Frankfurt", "Eintracht Frankfurt"), "eintracht-frankfurt"),
        (("Basaksehir FK", "İstanbul Başakşehir"), "istanbul-basaksehir"),
        (("Brondby IF", "Brøndby IF"), "brondby-if"),
    ],
)
def test_all_names_of_a_club_lead_to_it(names: tuple[str, ...], club: str) -> None:
    found = [club_known_as(name) for name in names]
    assert [known.id if known else None for known in found] == [club] * len(names)


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("Huddersfield Town FC", "Huddersfield"),
        ("Brighton & Hove Albion FC", "Brighton"),
        ("AFC Bournemouth", "Bournemouth"),
        ("West Bromwich Albion FC", "West Brom"),
        ("Reial Club Deportiu Espanyol", "Espanyol"),
        ("Real Club Deportivo de La Coruña", "Dep. La Coruña"),
        ("Real Club Celta de Vigo", "Celta de Vigo"),
        ("Club Atlético de Madrid", "Atlético Madrid"),
        ("Borussia VfL Mönchengladbach", "Bor. M'gladbach"),
        ("FC Bayern München", "Bayern Munich"),
        ("VfB Stuttgart 1893", "VfB Stuttgart"),
        ("Lille OSC Métropole", "LOSC Lille"),
        ("OGC Nice Côte d'Azur", "OGC Nice"),
        ("Espérance Sportive Troyes Aube Champagne", "Troyes"),
        ("Southend United", "Southend"),
        ("US Valenciennes-Anzin Arrondissement", "Valenciennes"),
    ],
)
def test_a_line_up_names_a_club_in_full_and_a_list_of_transfers_in_short(
    full: str, short: str
) -> None:
    found = club_known_as(full)
    assert found is not None
    assert found == club_known_as(short)


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Inter Miami", "inter-milan"),
        ("Internacional", "inter-milan"),
        ("FC Messina", "messina"),
        ("Real Vicenza", "vicenza"),
        ("Juve Stabia", "juventus"),
        ("Milan B", "ac-milan"),
        ("Arsenal Tula", "arsenal"),
        ("Red Star FC", "red-star-belgrade"),
    ],
)
def test_a_name_that_only_resembles_one_is_not_that_club(name: str, other: str) -> None:
    found = club_known_as(name)
    assert found is None or found.id != other


@pytest.mark.parametrize(
    "name", ["Nacional", "Red Star", "Racing Club", "Guarani", "Al-Ahli", "CD Universidad Católica"]
)
def test_a_name_that_two_clubs_share_stands_for_neither(name: str) -> None:
    assert club_known_as(name) is None


def test_no_name_leads_to_two_clubs() -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for club in curated_clubs():
        for name in (club.id.replace("-", " "), club.name, *club.aliases):
            owners[_fold(name)].add(club.id)
    assert {name: ids for name, ids in owners.items() if len(ids) > 1} == {}


def test_no_id_of_another_register_leads_to_two_clubs() -> None:
    owners: dict[tuple[str, str], set[str]] = defaultdict(set)
    for club in curated_clubs():
        for key in club.external_ids:
            owners[key].add(club.id)
    assert {key: ids for key, ids in owners.items() if len(ids) > 1} == {}
    assert {scheme for scheme, _ in owners} == set(SCHEMES)


def test_every_line_of_the_register_is_well_formed() -> None:
    ids = {club.id for club in curated_clubs()}
    assert len(ids) == len(curated_clubs())
    for club in curated_clubs():
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", club.id)
        assert club.association in MEMBERS
        assert club.team in {"first", "reserve", "women", "youth"}
        assert club.succeeds is None or club.succeeds in ids
        assert not any(re.search(r"\.\.|\$|\[..\]|^\s|\s$", name) for name in club.aliases)
        for scheme, id_ in club.external_ids:
            form = {"transfermarkt": r"\d+", "wikidata": r"Q\d+", "reep": r"reep_t[0-9a-f]{8}"}
            assert re.fullmatch(form[scheme], id_)


def test_a_club_is_found_by_what_other_registers_call_it() -> None:
    juventus = club_with("transfermarkt", "506")
    assert juventus is not None
    assert (juventus.id, juventus.association, juventus.team) == ("juventus", "ITA", "first")
    assert club_with("wikidata", "Q1543") is club_known_as("AC Milan")
    assert club_with("transfermarkt", "no such") is None


def test_b_teams_and_womens_teams_are_clubs_of_their_own() -> None:
    teams = {
        name: (club.id, club.team)
        for name in (
            "Juventus Next Gen",
            "Olymp. Lyon B",
            "RM Castilla",
            "Jong Ajax",
            "FC Bayern II",
        )
        if (club := club_known_as(name)) is not None
    }
    assert teams == {
        "Juventus Next Gen": ("juventus-next-gen", "reserve"),
        "Olymp. Lyon B": ("olympique-lyon-b", "reserve"),
        "RM Castilla": ("real-madrid-castilla", "reserve"),
        "Jong Ajax": ("jong-ajax", "reserve"),
        "FC Bayern II": ("bayern-munich-ii", "reserve"),
    }
    women = club_known_as("Juventus Femminile")
    assert women is not None
    assert (women.id, women.team) == ("juventus-women", "women")


def test_a_name_has_its_years_and_its_language() -> None:
    fiorentina = club_known_as("Florentia Viola")
    assert fiorentina is not None
    assert (
        DatedName("Florentia Viola", since=date(2002, 8, 1), until=date(2003, 5, 15))
        in fiorentina.dated
    )
    siena = club_known_as("Robur Siena")
    assert siena is not None
    assert DatedName("Robur Siena", since=date(2014, 1, 1), until=date(2020, 12, 31)) in siena.dated
    milan = club_known_as("AC Mailand")
    assert milan is not None
    assert milan.dated == (DatedName("AC Mailand", language="de"),)


@pytest.mark.parametrize(
    ("names", "team"),
    [
        (("Nîmes B", "Nîmes Olympique B"), "nimes-olympique-b"),
        (("Dijon FCO B", "FCO Dijon B"), "dijon-b"),
        (("Jong Feyenoord", "Feyenoord II", "Feyenoord B"), "jong-feyenoord"),
        (("Fürth II", "SpVgg Greuther Fürth II"), "greuther-furth-ii"),
        (("RM Castilla", "Real Madrid B"), "real-madrid-castilla"),
        (("Man City U23", "Manchester City U23"), "manchester-city-u21"),
    ],
)
def test_a_second_team_is_known_by_any_name_of_its_club(names: tuple[str, ...], team: str) -> None:
    found = [club_known_as(name) for name in names]
    assert [(one.id, one.team) if one else None for one in found] == [(team, "reserve")] * len(
        names
    )


@pytest.mark.parametrize("name", ["Real Madrid C", "FC Bayern III", "Nowhere B", "Nîmes U17"])
def test_third_teams_and_teams_of_clubs_without_a_line_are_not_known(name: str) -> None:
    assert club_known_as(name) is None


def test_a_refounded_club_succeeds_the_one_the_field_counts_apart() -> None:
    mouscron = club_known_as("Royal Excel Mouscron")
    assert mouscron is not None
    assert mouscron.succeeds == "excelsior-mouscron"


@pytest.mark.parametrize(
    ("name", "team"),
    [
        ("Milan U19", YouthTeam("Milan", "U19")),
        ("Reggina Primaver", YouthTeam("Reggina", "U19")),
        ("Genoa Primavera", YouthTeam("Genoa", "U19")),
        ("Siena Berretti", YouthTeam("Siena", "U19")),
        ("Boavista FC Y19", YouthTeam("Boavista FC", "U19")),
        ("Leixões SC Sub-23", YouthTeam("Leixões SC", "U23")),
        ("Genoa Under 17", YouthTeam("Genoa", "U17")),
        ("Fiorentina Yth.", YouthTeam("Fiorentina", "Youth")),
        ("Siena Junior", YouthTeam("Siena", "U19")),
    ],
)
def test_a_youth_team_is_told_by_its_name(name: str, team: YouthTeam) -> None:
    assert youth_team(name) == team


@pytest.mark.parametrize("name", ["Juventus U23", "Boca Juniors", "Junior FC", "Willem II", "U19"])
def test_other_names_are_no_youth_teams(name: str) -> None:
    assert youth_team(name) is None


@pytest.mark.parametrize(
    ("name", "team"),
    [
        ("Empoli B", SideTeam("Empoli", "reserve")),
        ("Bayern II", SideTeam("Bayern", "reserve")),
        ("Jong Vitesse", SideTeam("Vitesse", "reserve")),
        ("Everton Res.", SideTeam("Everton", "reserve")),
        ("Olympique Lyon B", SideTeam("Olympique Lyon", "reserve")),
        ("Parma Femminile", SideTeam("Parma", "women")),
        ("Chelsea Women", SideTeam("Chelsea", "women")),
        ("SC Freiburg (Frauen)", SideTeam("SC Freiburg", "women")),
    ],
)
def test_reserves_and_womens_teams_are_told_by_their_names(name: str, team: SideTeam) -> None:
    assert side_team(name) == team
    found = club_known_as(name)
    assert found is None or found.team != "first"


@pytest.mark.parametrize(
    "name", ["Willem II", "Milan", "Milan U19", "Mainz 05", "II", "Boca Juniors"]
)
def test_first_teams_are_nobodys_side_team(name: str) -> None:
    assert side_team(name) is None


@pytest.mark.parametrize(
    ("name", "club"),
    [
        ("Mouscron", "royal-excel-mouscron"),
        ("Excelsior Mouscron (-2009)", "excelsior-mouscron"),
        ("RWD Molenbeek (until 2002)", "rwdm"),
        ("RWDM Brussels FC (-2014)", "fc-brussels"),
        ("Club Nacional", "nacional-montevideo"),
        ("Cuiabá Esporte Clube (MT)", "cuiaba"),
        ("PSV U21", "jong-psv"),
    ],
)
def test_a_club_is_known_by_the_names_that_lists_of_transfers_give_it(name: str, club: str) -> None:
    found = club_known_as(name)
    assert found is not None
    assert found.id == club
