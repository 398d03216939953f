"""The opening squads: Juventus and AC Milan on 2 September 2024, when the windows had closed.

Kalulu stands in neither list: how he came to Juventus is on record from the first rumour on.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from ledger.domain.entry import Entry
from ledger.domain.events import LoanAgreed, SquadBaselineRecorded, TransferCompleted
from ledger.domain.terms import Clause, ClauseName, InWords, ObligationToBuy
from ledger.domain.values import NoClub
from ledger.interfaces.demo.people import player
from ledger.interfaces.demo.saying import entry_id, listed
from ledger.interfaces.demo.sources import OPENING_SQUADS

DAY: Final = date(2024, 9, 2)
_STRAIGHT: Final = (ClauseName.OPTION_TO_BUY, ClauseName.OBLIGATION_TO_BUY)


@dataclass(frozen=True)
class _OnLoan:
    """A player the list has on loan from elsewhere, and what it says of the loan's clauses."""

    called: str
    parent_club: str
    clauses: tuple[Clause, ...] = ()
    without: tuple[ClauseName, ...] = ()


@dataclass(frozen=True)
class _Squad:
    """One club's list: its own players, those on loan there, and its own on loan elsewhere."""

    club: str
    own: str
    loaned_in: tuple[_OnLoan, ...]
    loaned_out: dict[str, str]


_JUVENTUS: Final = _Squad(
    club="juventus",
    own="""
        Perin, Pinsoglio,
        Bremer, Gatti, Danilo, Cambiaso, Savona, Rouhi, Cabal,
        Locatelli, Koopmeiners, Douglas Luiz, Khéphren Thuram, McKennie, Fagioli, Adžić, Arthur,
        Vlahović, Yıldız, Weah, Mbangula, Milik
    """,
    loaned_in=(
        _OnLoan("Di Gregorio", "monza", clauses=(ObligationToBuy(),)),
        _OnLoan(
            "Nico González",
            "fiorentina",
            clauses=(ObligationToBuy(condition=InWords(text="conditions not on record")),),
        ),
        _OnLoan("Francisco Conceição", "porto", without=_STRAIGHT),
    ),
    loaned_out={
        "Rugani": "ajax",
        "Djaló": "porto",
        "De Sciglio": "empoli",
        "Kostić": "fenerbahce",
        "Miretti": "genoa",
        "Nicolussi Caviglia": "venezia",
        "Facundo González": "feyenoord",
    },
)
_MILAN: Final = _Squad(
    club="ac-milan",
    own="""
        Maignan, Sportiello, Torriani,
        Tomori, Thiaw, Gabbia, Pavlović, Theo Hernández, Emerson Royal, Calabria, Terracciano,
        Jiménez, Bartesaghi,
        Bennacer, Reijnders, Fofana, Loftus-Cheek, Musah, Zeroli,
        Leão, Pulisic, Chukwueze, Okafor, Morata, Jović, Camarda
    """,
    loaned_in=(_OnLoan("Abraham", "as-roma"),),
    loaned_out={
        "Adli": "fiorentina",
        "Pobega": "bologna",
        "Saelemaekers": "as-roma",
        "Colombo": "empoli",
        "Vásquez": "empoli",
        "Romero": "alaves",
    },
)


_GONE: Final = {
    "Abbiati": ("ac-milan", "2006-07-01"),
    "Storari": ("juventus", "2010-09-01"),
    "Legrottaglie": ("ac-milan", "2011-02-01"),
    "Pirlo": ("juventus", "2011-09-01"),
    "Matri": ("ac-milan", "2015-07-01"),
    "Caldara": ("ac-milan", "2018-08-03"),
    "Bonucci": ("juventus", "2018-08-03"),
    "Higuaín": ("juventus", "2019-07-01"),
}
"""Who was last on record at one of the two clubs, since when, and stands in its list no more."""


def squads() -> Iterator[Entry]:
    """Both lists, one entry a player, and whom they show to be gone."""
    for squad in (_JUVENTUS, _MILAN):
        yield from _listed(squad)
    for called, (club, since) in _GONE.items():
        yield _gone(called, club, since)


def _listed(squad: _Squad) -> Iterator[Entry]:
    for called in squad.own.split(","):
        yield _in(squad, called.strip(), SquadBaselineRecorded(club=squad.club))
    for loan in squad.loaned_in:
        event = SquadBaselineRecorded(
            club=squad.club,
            parent_club=loan.parent_club,
            clauses=loan.clauses,
            without=loan.without,
        )
        yield _in(squad, loan.called, event)
    for called, borrower in squad.loaned_out.items():
        if called == "De Sciglio":
            yield _lent_de_sciglio(squad, borrower)
            continue
        yield _in(squad, called, SquadBaselineRecorded(club=borrower, parent_club=squad.club))


def _in(squad: _Squad, called: str, event: SquadBaselineRecorded | LoanAgreed) -> Entry:
    return listed(
        player(called),
        event,
        DAY.isoformat(),
        OPENING_SQUADS,
        assumed=("occurred_on",) if isinstance(event, LoanAgreed) else (),
        batch=entry_id(f"opening squad of {squad.club}"),
    )


def _gone(called: str, club: str, since: str) -> Entry:
    return listed(
        player(called),
        TransferCompleted(from_club=club, to_club=NoClub.UNKNOWN),
        f"{since}/{DAY.isoformat()}",
        OPENING_SQUADS,
        published=DAY.isoformat(),
        note="He stands in the club's list no more; when he left and for where is not on record.",
    )


def _lent_de_sciglio(squad: _Squad, borrower: str) -> Entry:
    """He is on record at Juventus since 2017, so that the list tells of a loan, not an opening.

    Nobody on record says on which day he was lent; the list's own stands in.
    """
    return _in(squad, "De Sciglio", LoanAgreed(from_club=squad.club, to_club=borrower))
