"""The associations of football: FIFA's trigrams, and the countries' names as databases write them.

All 211 members of FIFA, and the countries of old under whose colours players on record were born
or played. The names are facts, written by hand; a name that two countries share (``Congo``,
``Korea``, ``Ireland`` as an island) is given to the one that football databases mean by it, or
is left out.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final

from ledger.domain.errors import Malformed

_MEMBERS: Final = """
AFG Afghanistan
AIA Anguilla
ALB Albania
ALG Algeria
AND Andorra
ANG Angola
ARG Argentina
ARM Armenia
ARU Aruba
ASA American Samoa
ATG Antigua and Barbuda; Antigua
AUS Australia
AUT Austria
AZE Azerbaijan
BAH Bahamas; The Bahamas
BAN Bangladesh
BDI Burundi
BEL Belgium
BEN Benin
BER Bermuda
BFA Burkina Faso
BHR Bahrain
BHU Bhutan
BIH Bosnia and Herzegovina; Bosnia; Bosnia Herzegovina
BLR Belarus
BLZ Belize
BOL Bolivia; Plurinational State of Bolivia
BOT Botswana
BRA Brazil; Brasil
BRB Barbados
BRU Brunei; Brunei Darussalam
BUL Bulgaria
CAM Cambodia
CAN Canada
CAY Cayman Islands
CGO Congo; Republic of the Congo; Congo Brazzaville; Congo Republic
CHA Chad
CHI Chile
CHN China; China PR; People's Republic of China
CIV Ivory Coast; Cote d'Ivoire
CMR Cameroon
COD DR Congo; Congo DR; Democratic Republic of the Congo; Democratic Republic of Congo; Zaire; \
Congo Kinshasa
COK Cook Islands
COL Colombia
COM Comoros; Comoro Islands
CPV Cape Verde; Cabo Verde; Cape Verde Islands
CRC Costa Rica
CRO Croatia
CTA Central African Republic; Central African Rep
CUB Cuba
CUW Curacao; Netherlands Antilles; Neth Antilles
CYP Cyprus
CZE Czech Republic; Czechia
DEN Denmark
DJI Djibouti
DMA Dominica
DOM Dominican Republic
ECU Ecuador
EGY Egypt
ENG England
EQG Equatorial Guinea
ERI Eritrea
ESP Spain
EST Estonia
ETH Ethiopia
FIJ Fiji
FIN Finland
FRA France
FRO Faroe Islands; Faroes; Faeroe Islands
GAB Gabon
GAM Gambia; The Gambia
GEO Georgia
GER Germany; Deutschland; West Germany
GHA Ghana
GIB Gibraltar
GNB Guinea-Bissau
GRE Greece
GRN Grenada
GUA Guatemala
GUI Guinea
GUM Guam
GUY Guyana
HAI Haiti
HKG Hong Kong; Hongkong; Hong Kong China
HON Honduras
HUN Hungary
IDN Indonesia
IND India
IRL Ireland; Republic of Ireland; Eire; Ireland Republic
IRN Iran; IR Iran; Islamic Republic of Iran
IRQ Iraq
ISL Iceland
ISR Israel
ITA Italy; Italia
JAM Jamaica
JOR Jordan
JPN Japan
KAZ Kazakhstan
KEN Kenya
KGZ Kyrgyzstan; Kyrgyz Republic; Kirghizstan
KOR South Korea; Korea, South; Korea Republic; Republic of Korea
KSA Saudi Arabia
KUW Kuwait
KOS Kosovo
LAO Laos; Lao People's Democratic Republic
LBN Lebanon
LBR Liberia
LBY Libya
LCA Saint Lucia; St Lucia
LES Lesotho
LIE Liechtenstein
LTU Lithuania
LUX Luxembourg
LVA Latvia
MAC Macau; Macao
MAD Madagascar
MAR Morocco
MAS Malaysia
MDA Moldova; Republic of Moldova
MDV Maldives
MEX Mexico
MGL Mongolia
MKD North Macedonia; Macedonia; FYR Macedonia; Macedonia FYR
MLI Mali
MLT Malta
MNE Montenegro
MOZ Mozambique
MRI Mauritius
MSR Montserrat
MTN Mauritania
MWI Malawi
MYA Myanmar; Burma
NAM Namibia
NCA Nicaragua
NCL New Caledonia; Neukaledonien
NED Netherlands; The Netherlands; Holland; Kingdom of the Netherlands
NEP Nepal
NGA Nigeria
NIG Niger
NIR Northern Ireland
NOR Norway
NZL New Zealand
OMA Oman
PAK Pakistan
PAN Panama
PAR Paraguay
PER Peru
PHI Philippines; The Philippines
PLE Palestine; Palästina; State of Palestine; Palestinian Territories
PNG Papua New Guinea
POL Poland
POR Portugal
PRK North Korea; Korea, North; Korea DPR; Democratic People's Republic of Korea
PUR Puerto Rico
QAT Qatar
ROU Romania
RSA South Africa
RUS Russia; Russian Federation
RWA Rwanda
SAM Samoa; Western Samoa
SCO Scotland
SDN Sudan
SEN Senegal
SEY Seychelles
SGP Singapore
SKN Saint Kitts and Nevis; St Kitts and Nevis; St Kitts Nevis; St Kitts & Nevis; \
Saint Kitts & Nevis
SLE Sierra Leone
SLV El Salvador
SMR San Marino
SOL Solomon Islands
SOM Somalia
SRB Serbia
SRI Sri Lanka
SSD South Sudan; Southern Sudan
STP Sao Tome and Principe; Sao Tome; Sao Tome & Principe
SUI Switzerland
SUR Suriname; Surinam
SVK Slovakia; Slovak Republic
SVN Slovenia
SWE Sweden
SWZ Eswatini; Swaziland
SYR Syria; Syrian Arab Republic
TAH Tahiti; French Polynesia
TAN Tanzania; United Republic of Tanzania
TCA Turks and Caicos Islands; Turks and Caicos; Turks & Caicos Islands
TGA Tonga
THA Thailand
TJK Tajikistan
TKM Turkmenistan
TLS Timor-Leste; East Timor
TOG Togo
TPE Chinese Taipei; Taiwan; Chinese Taipei (Taiwan)
TRI Trinidad and Tobago; Trinidad; Trinidad & Tobago
TUN Tunisia
TUR Turkey; Türkiye; Turkiye
UAE United Arab Emirates; Emirates
UGA Uganda
UKR Ukraine
URU Uruguay
USA United States; United States of America; US
UZB Uzbekistan
VAN Vanuatu
VEN Venezuela
VGB British Virgin Islands
VIE Vietnam; Viet Nam
VIN Saint Vincent and the Grenadines; St Vincent and the Grenadines; St Vincent & Grenadinen; \
St Vincent & Grenadines; Saint Vincent & the Grenadines
VIR US Virgin Islands; United States Virgin Islands; American Virgin Islands
WAL Wales
YEM Yemen
ZAM Zambia
ZIM Zimbabwe
"""
_OTHERS: Final = """
FGU French Guiana
GDR East Germany; East Germany (GDR); German Democratic Republic; Germany East
GLP Guadeloupe
MTQ Martinique
REU Reunion
SCG Serbia and Montenegro; Serbia & Montenegro
SMN Saint-Martin; Saint Martin; St Martin
TCH Czechoslovakia; CSSR
URS Soviet Union; USSR; UdSSR
YUG Yugoslavia; Yugoslavia (Republic); Jugoslawien (SFR); SFR Yugoslavia
ZAN Zanzibar
"""
"""Members of a confederation alone, and countries of old: their trigrams as FIFA wrote them."""


def _lines(table: str) -> dict[str, tuple[str, ...]]:
    lines = (line.split(" ", 1) for line in table.strip().splitlines())
    return {trigram: tuple(name.strip() for name in names.split(";")) for trigram, names in lines}


MEMBERS: Final = _lines(_MEMBERS)
"""FIFA's members: the names of each by its trigram, the usual one first."""


class NotAnAssociation(Malformed):
    """The word is no association; those it may have been meant for are listed."""

    code = "not-an-association"

    def __init__(
        self, asked: str, what: str = "an association", *, by_country: bool = True
    ) -> None:
        self.asked, self.nearest = asked, _nearest(asked)
        near = f" The nearest: {', '.join(self.nearest)}." if self.nearest else ""
        super().__init__(
            f"Cannot read {asked!r} as {what}: no association goes by it.{near} "
            f"Write ITA, ENG or another FIFA trigram{_OR_COUNTRY if by_country else '.'}"
        )


def association_named(asked: str, what: str = "an association") -> str:
    """The trigram of the association somebody named, by its three letters or its country.

    Raises:
        NotAnAssociation: no association goes by that; ``what`` is what it was to be read as.
    """
    trigram = association_of(asked)
    if trigram is None:
        raise NotAnAssociation(asked, what)
    return trigram


def _nearest(asked: str) -> tuple[str, ...]:
    """The associations that a slip of the keyboard may have been meant for, with their names."""
    from difflib import get_close_matches

    known, wanted = _by_name(), _folded(asked)
    close = get_close_matches(wanted, known, n=_NEAREST, cutoff=0.8)
    if len(wanted) == len("ita"):
        close += [one for one in known if len(one) == len(wanted) and _one_letter_off(one, wanted)]
    usual = {trigram: names[0] for trigram, names in _every().items()}
    found = dict.fromkeys(known[one] for one in close)
    return tuple(f"{trigram} ({usual[trigram]})" for trigram in list(found)[:_NEAREST])


_NEAREST: Final = 5
_OR_COUNTRY: Final = ", or the name of the country."


def _one_letter_off(one: str, other: str) -> bool:
    return sum(a != b for a, b in zip(one, other, strict=True)) == 1


def association_of(name: str) -> str | None:
    """The trigram of a country or of an association, by any of its names; None for no country.

    ``Türkiye`` and ``Turkey`` are ``TUR``, ``Korea, South`` is ``KOR``, ``ITA`` is itself.
    ``United Kingdom`` is none: England, Scotland, Wales and Northern Ireland each play alone.
    """
    return _by_name().get(_folded(name))


@cache
def _every() -> dict[str, tuple[str, ...]]:
    return {**MEMBERS, **_lines(_OTHERS)}


@cache
def _by_name() -> dict[str, str]:
    return {
        _folded(name): trigram for trigram, names in _every().items() for name in (trigram, *names)
    }


def _folded(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name.casefold())
    return " ".join(re.findall(r"\w+", "".join(c for c in letters if not unicodedata.combining(c))))
