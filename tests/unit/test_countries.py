"""The associations of football and the names of their countries."""

from __future__ import annotations

import pytest

from ledger.domain.regulations.countries import (
    MEMBERS,
    NotAnAssociation,
    association_named,
    association_of,
)


@pytest.mark.parametrize(
    ("name", "trigram"),
    [
        ("Italy", "ITA"),
        ("Cote d'Ivoire", "CIV"),
        ("Côte d'Ivoire", "CIV"),
        ("DR Congo", "COD"),
        ("Congo", "CGO"),
        ("Korea, South", "KOR"),
        ("Korea, North", "PRK"),
        ("Bosnia-Herzegovina", "BIH"),
        ("Türkiye", "TUR"),
        ("Turkey", "TUR"),
        ("England", "ENG"),
        ("Scotland", "SCO"),
        ("Wales", "WAL"),
        ("Northern Ireland", "NIR"),
        ("Ireland", "IRL"),
        ("Saint Kitts & Nevis", "SKN"),
        ("St. Vincent & Grenadinen", "VIN"),
        ("Curaçao", "CUW"),
        ("Guinea-Bissau", "GNB"),
        ("French Guiana", "FGU"),
        ("Yugoslavia (Republic)", "YUG"),
        ("ITA", "ITA"),
        ("kosovo", "KOS"),
    ],
)
def test_a_country_is_known_by_the_names_databases_give_it(name: str, trigram: str) -> None:
    assert association_of(name) == trigram


@pytest.mark.parametrize("name", ["United Kingdom", "Monaco", "Atlantis", "", "Guineaa"])
def test_what_is_no_association_has_no_trigram(name: str) -> None:
    assert association_of(name) is None


def test_all_members_of_fifa_are_there_and_each_name_is_one_countrys() -> None:
    assert len(MEMBERS) == 211
    names = [name for names in MEMBERS.values() for name in names]
    assert len(names) == len(set(names))
    assert all(
        association_of(name) == trigram for trigram, names in MEMBERS.items() for name in names
    )


def test_an_association_is_named_by_its_letters_or_its_country() -> None:
    assert [association_named(one) for one in ("ITA", "ita", "Italy")] == ["ITA"] * 3


@pytest.mark.parametrize(
    ("asked", "nearest"),
    [
        ("ITL", ("IRL (Ireland)", "ISL (Iceland)", "ITA (Italy)")),
        ("Itly", ("ITA (Italy)",)),
        ("Enlgand", ("ENG (England)",)),
        ("XXX", ()),
        ("Serie A", ()),
        ("", ()),
    ],
)
def test_what_is_none_is_refused_with_those_that_come_near(
    asked: str, nearest: tuple[str, ...]
) -> None:
    with pytest.raises(NotAnAssociation) as caught:
        association_named(asked, "the league of an association")
    assert caught.value.nearest == nearest
    near = f" The nearest: {', '.join(nearest)}." if nearest else ""
    assert str(caught.value) == (
        f"Cannot read {asked!r} as the league of an association: no association goes by it.{near} "
        "Write ITA, ENG or another FIFA trigram, or the name of the country."
    )
